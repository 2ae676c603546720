"""Teaches which exchange an utterance belongs to, from the examples. Only `coach train` imports this (scikit-learn)."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coach.local import topics, training_archive
from coach.local.exchanges import Exchange, features, fingerprint
from coach.ports import Embedder, Tagger

_STRENGTH = 10.0
"""Inverse of the penalty; chosen with examples left out (docs/practice.md)."""

_DIGITS = 3


def train(exchanges: Sequence[Exchange], embedder: Embedder, tagger: Tagger, out: Path) -> int:
    """Train the head on the cues of `exchanges`; writes it to `out` and returns how many cues taught it."""
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    said = [(number, cue) for number, exchange in enumerate(exchanges) for cue in exchange.cues]
    vectors = np.array([embedder.query(cue) for _, cue in said], dtype=np.float32)
    mean = vectors.mean(axis=0)
    seen = [
        features(cue, tagger.tag(cue), topics.centred(vector, mean))
        for (_, cue), vector in zip(said, vectors, strict=True)
    ]
    model = LogisticRegression(C=_STRENGTH, max_iter=300, tol=1e-4)
    # One thread: the same sums in the same order everywhere, and faster than two that wait for each other.
    with threadpool_limits(1):
        model.fit(np.array(seen, dtype=np.float64), [number for number, _ in said])
    training_archive.write(
        {
            "weights": np.round(model.coef_, _DIGITS).astype(np.float16),
            "bias": np.round(model.intercept_, _DIGITS).astype(np.float32),
            "mean": np.round(mean, 4).astype(np.float32),
            "version": np.array(fingerprint(exchanges)),
        },
        out,
    )
    return len(said)
