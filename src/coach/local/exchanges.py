"""What anybody in the subordinate's place answers to a certain kind of utterance (knowledge/responses/exchanges/*.yaml).

An exchange has examples of what a manager says and, for each manner of speech, what may be answered. A small head,
trained on the examples and on utterances of which readers said whose answers fit them (`coach train`), finds the likeliest
one, or none, from the utterance's two sentence vectors (the general one and the second reader's), the form of its
question and its tag.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coach.domain.errors import CannotDo
from coach.domain.labels import Flag, Move, Orientation, Tag, Time
from coach.domain.question import Question, question
from coach.domain.scenario import Lines, Manner, Stage
from coach.local.second_reader import SecondReader
from coach.local.topics import centred
from coach.ports import Embedder, Vector

WEIGHTS = Path(__file__).parent / "weights" / "exchanges.npz"
HARM = "harm"
"""The file whose exchanges answer something that hurts; they are spoken after a flag, the others never."""

_LIKELIEST = 3

LEFT_OUT = 5
"""The place of the example of each exchange that the second reader is not taught: on these it is measured how often the head
finds the right one."""

_STRETCH = 3.0
"""How much more a vector's numbers count than a yes or no of the tag; chosen with examples left out."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Exchange:
    """`cues`: what a manager says. `says`: what may be answered, by manner and stage. `harms`: whether the cues hurt."""

    id: str
    cues: tuple[str, ...]
    says: Mapping[Manner, Lines]
    harms: bool


@dataclass(frozen=True, slots=True)
class Met:
    """A likely exchange for an utterance; `probability` is 0 to 1, and what is missing to 1 says that none fits."""

    exchange: Exchange
    probability: float


class Exchanges:
    """Finds the exchange for an utterance."""

    def __init__(
        self, exchanges: Sequence[Exchange], embedder: Embedder, second: SecondReader, weights: Path = WEIGHTS
    ) -> None:
        self._exchanges = tuple(exchanges)
        self._embedder = embedder
        self._second = second
        self._weights = weights
        self._version = fingerprint(self._exchanges)

    def met(self, say: str, tag: Tag, *, in_doubt: bool = False) -> tuple[Met, ...]:
        """The likeliest exchanges, best first: after a flag those that answer harm, else the others, in doubt all."""
        head = load(self._weights, self._version)
        vectors = (self._embedder.query(say), self._second.read(say).vector)
        seen = features(say, tag, *(centred(one, mean) for one, mean in zip(vectors, head.means, strict=True)))
        fitting = np.array([in_doubt or exchange.harms is bool(tag.flags) for exchange in self._exchanges])
        if not fitting.any():
            return ()
        probabilities = _softmax(np.where([*fitting, True], head.weights @ seen + head.bias, -np.inf))[:-1]
        best = np.argsort(-probabilities, kind="stable")[:_LIKELIEST]
        return tuple(Met(self._exchanges[at], float(probabilities[at])) for at in best if fitting[at])


def features(say: str, tag: Tag, general: Vector, special: Vector) -> Floats:
    """What is seen of an utterance: its centred vectors, the form of its question if it asks, and what its tag says."""
    asked = question(say)
    told = [
        *(float(asked is form) for form in (None, *Question)),
        *(float(tag.label is label) for label in Orientation),
        *(float(tag.time is time) for time in Time),
        *(float(flag in tag.flags) for flag in Flag),
        *(float(move in tag.moves) for move in Move),
    ]
    return np.concatenate([_STRETCH * general, _STRETCH * special, np.array(told)]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Head:
    """One row of `weights` (exchanges and, last, none of them, x features) and one `bias` each.

    `means` (2) are taken off the vectors.
    """

    weights: Floats
    bias: Floats
    means: Floats


def read_exchanges(folder: Path) -> tuple[Exchange, ...]:
    """The exchanges of a folder, in the order of its files. Raises CannotDo naming the file that cannot be read."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: list[Exchange] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            rows = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 (safe either way)
            found += [_exchange(row, harms=path.stem == HARM) for row in rows]
        except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
            raise CannotDo(f"やりとりの例 {path.name} を読めません（{error}）。coach を入れ直してください。") from error
    return tuple(found)


def fingerprint(exchanges: Sequence[Exchange]) -> str:
    """Of the cues and whose they are: the vectors belong to exactly these."""
    told = "\n".join(f"{one.id}\t{cue}" for one in exchanges for cue in one.cues)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


@lru_cache(maxsize=2)
def load(path: Path, version: str) -> Head:
    """The head in a file. Raises CannotDo with the remedy when it cannot be read or belongs to other examples."""
    remedy = "coach train で作り直してください。"
    try:
        with np.load(path, allow_pickle=False) as kept:
            if kept["version"].item() != version:
                raise CannotDo(f"やりとりの重み {path.name} は、今のやりとりの例のものではありません。{remedy}")
            return Head(*(kept[name].astype(np.float32) for name in ("weights", "bias", "means")))
    except (OSError, ValueError, KeyError) as error:
        raise CannotDo(f"やりとりの重み {path.name} を読めません（{error}）。{remedy}") from None


def _softmax(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    grown = np.exp(scores - scores.max())
    return np.asarray(grown / grown.sum())


def _exchange(row: Mapping[str, Any], *, harms: bool) -> Exchange:
    says = {manner: _lines(row[manner.value]) for manner in Manner}
    return Exchange(str(row["id"]), tuple(map(str, row["cues"])), says, harms)


def _lines(value: Any) -> Lines:
    if isinstance(value, list):
        return dict.fromkeys(Stage, tuple(map(str, value)))
    return {stage: tuple(map(str, value.get(stage.value, ()))) for stage in Stage}
