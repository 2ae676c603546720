"""A second reader of utterances: the sentence model adjusted for this one job, with heads on its vector.

The first reader (`heads`) sees words, groups of expressions and the general sentence vector, each with a weight of its
own; it cannot see how they work together. The second reads the utterance as a whole, and finds the harm that hides in
harmless words. `tagger` weighs the two.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coach.domain.errors import CannotDo
from coach.domain.recent import Recent
from coach.local import second_reader_model
from coach.local.heads import FLAGS, LABELS, MOVES, TIMES

WEIGHTS = Path(__file__).with_name("weights") / "second_reader.npz"

HEAD_SIZES = {"label": len(LABELS), "time": len(TIMES), "flag": len(FLAGS), "move": len(MOVES)}
"""What the rows of the head stand for, in this order."""

_MAX_CHARACTERS = 1_000
_REMEMBERED = 512

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Opinion:
    """Scores (log-odds up to a constant) of labels, times, flags and moves, in the order of `heads`.

    `vector` is the unit vector that they were read from (384).
    """

    label: Floats
    time: Floats
    flag: Floats
    move: Floats
    vector: Floats


class SecondReader:
    """Reads with a model of its own (71 MB of memory). Loads it when it first reads; safe to share between threads."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        self._weights = weights
        self._remembered = Recent(self._read, _REMEMBERED)

    @property
    def version(self) -> str:
        """Names the weights; it changes whenever they do."""
        return _loaded(self._weights).version

    def read(self, text: str) -> Opinion:
        """What it makes of an utterance; at most its first 1,000 characters count."""
        return self._remembered(_safe(text))

    def prepare(self, texts: Sequence[str]) -> None:
        """Read many at once, twice as fast as one by one, and remember them."""
        said = [_safe(text) for text in texts]
        vectors = np.asarray(_model(self._weights).query(said), dtype=np.float32) if said else np.empty((0, 0))
        self._remembered.put((text, self._opinion(vector)) for text, vector in zip(said, vectors, strict=True))

    def _read(self, text: str) -> Opinion:
        return self._opinion(np.asarray(_model(self._weights).query(text), dtype=np.float32))

    def _opinion(self, vector: Floats) -> Opinion:
        kept = _loaded(self._weights)
        scores = kept.head @ vector + kept.bias
        parts = np.split(scores, np.cumsum(list(HEAD_SIZES.values()))[:-1])
        label, time, flag, move = (np.asarray(part, dtype=np.float32) for part in parts)
        return Opinion(label, time, flag, move, vector)


@dataclass(frozen=True, slots=True)
class _Weights:
    version: str
    changes: second_reader_model.Arrays
    head: Floats
    bias: Floats


def _safe(text: str) -> str:
    # The engine stops at NUL and cannot encode a lone surrogate.
    return text[:_MAX_CHARACTERS].replace("\0", " ").encode("utf-8", "replace").decode("utf-8") or " "


@lru_cache(maxsize=2)
def _loaded(path: Path) -> _Weights:
    try:
        with np.load(path, allow_pickle=False) as archive:
            found = {name: archive[name] for name in archive.files}
        head, bias = (found.pop(name).astype(np.float32) for name in ("head", "bias"))
        version = sha256(path.read_bytes()).hexdigest()[:12]
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise CannotDo(
            f"二人目の読み手の重み {path.name} を読めません（{type(error).__name__}）。coach を入れ直してください。"
        ) from error
    return _Weights(version, found, head, bias)


@lru_cache(maxsize=2)
def _model(weights: Path) -> Any:
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # see coach.retrieval.embedding
    return second_reader_model.loaded(_loaded(weights).changes)
