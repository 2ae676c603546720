"""Teaching the common topics from the scenarios' cues. Only `coach train` imports this (it needs scikit-learn)."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coach.domain.scenario import Scenario
from coach.local import training_archive
from coach.local.topics import NONE, centred
from coach.ports import Embedder

_COMMON_FROM = 5
"""A topic is common when at least this many scenarios have it."""

_STRENGTH = 3.0
"""Inverse of the penalty; chosen with one scenario left out at a time (docs/practice.md)."""

_DIGITS = 4


def train(scenarios: Sequence[Scenario], neutral: Sequence[str], embedder: Embedder, out: Path) -> int:
    """Train the head on the cues of `scenarios` and, as the class of no topic, `neutral` utterances.

    Writes the weights to `out`; returns how many sentences taught it.
    """
    from sklearn.linear_model import LogisticRegression

    spread = Counter(topic.id for scenario in scenarios for topic in scenario.topics)
    common = {name for name, count in spread.items() if count >= _COMMON_FROM}
    taught = [
        (cue, topic.id if topic.id in common else NONE)
        for scenario in sorted(scenarios, key=lambda one: one.id)
        for topic in scenario.topics
        for cue in topic.cues
    ]
    taught += [(text, NONE) for text in neutral]
    vectors = np.array([embedder.query(text) for text, _ in taught], dtype=np.float32)
    mean = vectors.mean(axis=0)
    inputs = np.array([centred(vector, mean) for vector in vectors], dtype=np.float64)
    model = LogisticRegression(C=_STRENGTH, max_iter=1_000, tol=1e-6)
    model.fit(inputs, np.array([name for _, name in taught]))
    training_archive.write(
        {
            "classes": np.array([str(name) for name in model.classes_]),
            "mean": np.round(mean, _DIGITS).astype(np.float32),
            "weights": np.round(model.coef_, _DIGITS).astype(np.float32),
            "bias": np.round(model.intercept_, _DIGITS).astype(np.float32),
        },
        out,
    )
    return len(taught)
