"""Teaches which exchange an utterance belongs to, from the examples. Only `coach train` imports this (scikit-learn)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coach.domain.labels import Tag
from coach.local import topics, training_archive
from coach.local.exchanges import LEFT_OUT, Exchange, features, fingerprint
from coach.local.heads import log_softmax
from coach.local.second_reader import SecondReader
from coach.ports import Embedder, ForesightedTagger, Vector

_STRENGTH = 10.0
"""Inverse of the penalty; chosen with examples left out (docs/practice.md)."""

_SHARPNESSES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.5)
"""What scores may be multiplied by, so that a probability is how often it is right."""

_DIGITS = 3
_AT_ONCE = 256

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trained:
    """How many examples taught the head; of those that nothing had seen, how many it finds first and among three."""

    examples: int
    unseen: int
    first: float
    among_three: float


@dataclass(frozen=True, slots=True)
class _Cue:
    text: str
    exchange: int
    place: int
    general: Vector
    special: Vector
    tag: Tag


def train(
    exchanges: Sequence[Exchange], embedder: Embedder, second: SecondReader, tagger: ForesightedTagger, out: Path
) -> Trained:
    """Train the head on the cues of `exchanges` and write it to `out`.

    The second reader was taught most examples, so a head on its vectors thinks itself surer than it is. It is therefore
    first trained without those that the reader has not seen, and its scores are stretched until they are right on them.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    cues = list(_cues(exchanges, embedder, second, tagger))
    means = np.array([np.mean([one.general for one in cues], 0), np.mean([one.special for one in cues], 0)])
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
    sharpness = max(_SHARPNESSES, key=lambda by: _likelihood(scores * by, right[unseen]))
    training_archive.write(
        {
            "weights": np.round(model.coef_ * sharpness, _DIGITS).astype(np.float16),
            "bias": np.round(model.intercept_ * sharpness, _DIGITS).astype(np.float32),
            "means": np.round(means, 4).astype(np.float32),
            "version": np.array(fingerprint(exchanges)),
        },
        out,
    )
    better = (scores > np.take_along_axis(scores, right[unseen][:, None], 1)).sum(1)
    return Trained(len(cues), int(unseen.sum()), float((better == 0).mean()), float((better < 3).mean()))


def _cues(
    exchanges: Sequence[Exchange], embedder: Embedder, second: SecondReader, tagger: ForesightedTagger
) -> Iterator[_Cue]:
    said = [(number, place, cue) for number, one in enumerate(exchanges) for place, cue in enumerate(one.cues)]
    for at in range(0, len(said), _AT_ONCE):
        tagger.prepare([cue for _, _, cue in said[at : at + _AT_ONCE]])
        for number, place, cue in said[at : at + _AT_ONCE]:
            yield _Cue(cue, number, place, embedder.query(cue), second.read(cue).vector, tagger.tag(cue))


def _fitted(seen: Numbers, right: npt.NDArray[np.int64]) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=_STRENGTH, max_iter=300, tol=1e-4).fit(seen, right)


def _likelihood(scores: Numbers, right: npt.NDArray[np.int64]) -> float:
    return float(np.mean([log_softmax(row)[at] for row, at in zip(scores, right, strict=True)]))
