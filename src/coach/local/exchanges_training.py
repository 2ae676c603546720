"""Teaches which exchange an utterance belongs to. Only `coach train` imports this (scikit-learn).

Two kinds of examples: the cues of each exchange, and utterances of which a reader said whose answers fit them best, or
that none of those offered do (eval/exchanges.jsonl). Cues alone make a head that finds an exchange for everything.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coach.domain.errors import BadInput
from coach.domain.labels import Tag
from coach.local import topics, training_archive
from coach.local.exchanges import LEFT_OUT, Exchange, features, fingerprint
from coach.local.second_reader import SecondReader
from coach.ports import Embedder, ForesightedTagger, Vector

_STRENGTH = 1.5
"""Inverse of the penalty; chosen with a quarter of the utterances left out (docs/practice.md)."""

_DIGITS = 3
_AT_ONCE = 256

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trained:
    """How many examples taught the head; of the cues that nothing had seen, how many it finds first and among three."""

    examples: int
    unseen: int
    first: float
    among_three: float


@dataclass(frozen=True, slots=True)
class _Cue:
    """`exchange` is its number, or how many there are where none fits; `place` is -1 for an utterance that was read."""

    text: str
    exchange: int
    place: int
    general: Vector
    special: Vector
    tag: Tag


def train(
    exchanges: Sequence[Exchange],
    read: Mapping[str, str | None],
    embedder: Embedder,
    second: SecondReader,
    tagger: ForesightedTagger,
    out: Path,
) -> Trained:
    """Train the head on the cues of `exchanges` and on what was `read`: the fitting exchange's id, or None, by text."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    cues = list(_cues(exchanges, read, embedder, second, tagger))
    own = [one for one in cues if one.place >= 0]
    means = np.array([np.mean([one.general for one in own], 0), np.mean([one.special for one in own], 0)])
    seen = np.array(
        [
            features(one.text, one.tag, topics.centred(one.general, means[0]), topics.centred(one.special, means[1]))
            for one in cues
        ],
        dtype=np.float64,
    )
    right = np.array([one.exchange for one in cues])
    unseen = np.array([one.place == LEFT_OUT for one in cues])
    # One thread: the same sums in the same order everywhere, and faster than two that wait for each other.
    with threadpool_limits(1):
        scores = _fitted(seen[~unseen], right[~unseen]).decision_function(seen[unseen])
        model = _fitted(seen, right)
    training_archive.write(
        {
            "weights": np.round(model.coef_, _DIGITS).astype(np.float16),
            "bias": np.round(model.intercept_, _DIGITS).astype(np.float32),
            "means": np.round(means, 4).astype(np.float32),
            "version": np.array(fingerprint(exchanges)),
        },
        out,
    )
    better = (scores > np.take_along_axis(scores, right[unseen][:, None], 1)).sum(1)
    return Trained(len(cues), int(unseen.sum()), float((better == 0).mean()), float((better < 3).mean()))


def read_fits(path: Path, texts: Mapping[str, str]) -> dict[str, str | None]:
    """Which exchange fits an utterance, by its text, from a file of utterance ids. Raises BadInput for an unknown id."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    unknown = [row["utterance"] for row in rows if row["utterance"] not in texts]
    if unknown:
        raise BadInput(f"{path.name} にある発話 {unknown[0]} は、eval/utterances の学習用データにありません。")
    return {texts[row["utterance"]]: row["exchange"] for row in rows}


def _cues(
    exchanges: Sequence[Exchange],
    read: Mapping[str, str | None],
    embedder: Embedder,
    second: SecondReader,
    tagger: ForesightedTagger,
) -> Iterator[_Cue]:
    number = {one.id: at for at, one in enumerate(exchanges)}
    said = [(at, place, cue) for at, one in enumerate(exchanges) for place, cue in enumerate(one.cues)]
    said += [(number[fits] if fits else len(exchanges), -1, text) for text, fits in read.items()]
    for start in range(0, len(said), _AT_ONCE):
        tagger.prepare([cue for _, _, cue in said[start : start + _AT_ONCE]])
        for at, place, cue in said[start : start + _AT_ONCE]:
            yield _Cue(cue, at, place, embedder.query(cue), second.read(cue).vector, tagger.tag(cue))


def _fitted(seen: Numbers, right: npt.NDArray[np.int64]) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=_STRENGTH, max_iter=300, tol=1e-4).fit(seen, right)
