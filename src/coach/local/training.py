"""Training: labelled utterances in, weights out. The same data give the same bytes (docs/tagger.md tells the choices).

1. Heads for label and parts are fitted with each batch left out once; what they say about the batch left out
   trains the last step, which joins whole and parts and thereby calibrates the confidence.
2. All heads are fitted again on everything.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coach.domain.errors import BadInput
from coach.domain.labels import Orientation
from coach.local import features_inputs, heads, training_data, training_fit
from coach.local.features_inputs import Reading, Row
from coach.local.heads import FLAGS, HEADS, LABELS, MOVES, PARTS, TIMES, Weights
from coach.local.training_data import TRAIN, Labelled
from coach.local.training_fit import Design, Doubles
from coach.ports import Dispute, Embedder

Progress = Callable[[str, float], None]
"""Told what is being done, and which share of all is done."""

STRENGTH = {"label": 1.0, "part": 0.2, "time": 0.5, "flag": 1.0, "move": 0.5}
_JOIN_STRENGTH = 1.0
_FOLDS, _MOVE_FOLDS = 6, 2
_SPREAD = ("en", "extra", training_data.DISPUTES)
"""Batches that are unlike the others: leaving a whole one out would teach what nobody needs to know."""

_THRESHOLDS = np.round(np.arange(0.15, 0.61, 0.05), 2)
_FLAG_THRESHOLDS = np.round(np.arange(0.35, 0.61, 0.05), 2)
"""Flags from 0.35 on: on left-out batches, half of which are flagged, less looks better than it is on everyday talk, where
a false flag hurts most (dev: 0.975 from 0.4, 0.941 from 0.15)."""
_UNMOVED = 0.35


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What was trained, from how much."""

    utterances: int
    segments: int
    disputes: int
    version: str
    bytes: int


@dataclass(frozen=True, slots=True)
class _Material:
    items: list[Labelled]
    readings: list[Reading]
    whole: Design
    timed: Design
    parts: Design
    owner: npt.NDArray[Any]
    targets: dict[str, Doubles]
    folds: npt.NDArray[Any]


def train(
    data: Path,
    out: Path,
    embedder: Embedder,
    *,
    disputes: Sequence[Dispute] = (),
    progress: Progress | None = None,
) -> TrainingReport:
    """Train the tagger on the train split of the folder `data` and write its weights to `out`.

    Raises BadInput when the data cannot be read or are too few.
    """
    # Loaded before the limit is set: only libraries that are there can be limited, and fitting loads it too late.
    import scipy.optimize  # type: ignore[import-untyped]  # noqa: F401
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    items = training_data.with_disputes(training_data.read(data, splits=(TRAIN,)), disputes)
    # One thread: the same sums in the same order everywhere, and faster than two that wait for each other.
    with threadpool_limits(1):
        weights, segments = fit(items, embedder, progress=progress or (lambda _what, _share: None))
    heads.save(weights, out)
    return TrainingReport(len(items), segments, len(disputes), weights.version, out.stat().st_size)


def fit(items: Sequence[Labelled], embedder: Embedder, *, progress: Progress) -> tuple[Weights, int]:
    """The weights for these utterances, and how many segments taught them."""
    if {item.label for item in items} != set(LABELS) or len(items) < 20:
        raise BadInput("学習データが足りません。4種類のラベルをすべて含む20件以上の発話が要ります。")
    vectors = []
    for number, item in enumerate(items):
        progress("発話を読んでいます", 0.5 * number / len(items))
        vectors.append(embedder.query(item.text))
    mean = np.asarray(np.mean(vectors, axis=0, dtype=np.float64), dtype=np.float32)
    readings = [features_inputs.read(item.text, vector, mean) for item, vector in zip(items, vectors, strict=True)]
    material = _material(list(items), readings)
    left_out = _left_out(material, progress)
    join, join_bias = training_fit.fit_small(left_out["join"], material.targets["label"], strength=_JOIN_STRENGTH)
    fitted = {}
    for name in HEADS:
        progress("重みを求めています", 0.9)
        fitted[name] = _fit_head(material, name, np.arange(len(items)))
    weights = Weights(
        version="",
        mean=mean,
        heads=fitted,
        join=join.astype(np.float32),
        join_bias=join_bias.astype(np.float32),
        flag_thresholds=_thresholds(left_out["flag"], material.targets["flag"], among=_FLAG_THRESHOLDS),
        move_thresholds=_thresholds(left_out["move"], material.targets["move"], among=_THRESHOLDS),
    )
    progress("完了", 1.0)
    return heads.named(weights), len(material.owner)


def _material(items: list[Labelled], readings: list[Reading]) -> _Material:
    owner = np.array([at for at, reading in enumerate(readings) for _ in reading.parts])
    spoken = [
        item.orientation_at(*span) for item, reading in zip(items, readings, strict=True) for span in reading.spans
    ]
    return _Material(
        items=items,
        readings=readings,
        whole=training_fit.design([reading.whole for reading in readings]),
        timed=training_fit.design([_timed(item, reading) for item, reading in zip(items, readings, strict=True)]),
        parts=training_fit.design([row for reading in readings for row in reading.parts]),
        owner=owner,
        targets={
            "label": np.array([[item.label is label for label in LABELS] for item in items], dtype=float),
            "part": np.array([[part is label for label in PARTS] for part in spoken], dtype=float),
            "time": np.array([[item.time is time for time in TIMES] for item in items], dtype=float),
            "flag": np.array([[flag in item.flags for flag in FLAGS] for item in items], dtype=float),
            "move": np.array([[move in item.moves for move in MOVES] for item in items], dtype=float),
        },
        folds=_folds(items),
    )


def _timed(item: Labelled, reading: Reading) -> Row:
    # `both` takes the time of its trust part, so only that part is shown.
    if item.label is not Orientation.BOTH:
        return reading.whole
    spans = [(part.start, part.end) for part in item.segments if part.label is Orientation.TRUST]
    return features_inputs.only(item.text, spans, reading)


def _folds(items: list[Labelled]) -> npt.NDArray[Any]:
    """Which fold each item is left out with: a batch is never split, so no writer is on both sides."""
    batches = sorted({item.batch for item in items} - set(_SPREAD))
    by_batch = len(batches) >= _FOLDS
    return np.array(
        [
            (batches.index(item.batch) if by_batch and item.batch in batches else at) % _FOLDS
            for at, item in enumerate(items)
        ]
    )


def _fit_head(material: _Material, name: str, chosen: npt.NDArray[Any]) -> heads.Head:
    targets = material.targets[name]
    if name == "part":
        rows = np.flatnonzero(np.isin(material.owner, chosen))
        return training_fit.fit(material.parts[rows], targets[rows], strength=STRENGTH[name], exclusive=True)
    known = chosen
    if name == "time":
        known = chosen[targets[chosen].sum(axis=1) > 0]
    elif name in ("flag", "move"):
        # a disputed utterance says nothing about flags and moves
        known = np.array([at for at in chosen if material.items[at].batch != training_data.DISPUTES], dtype=int)
    exclusive = name in ("label", "time")
    inputs = material.timed if name == "time" else material.whole
    return training_fit.fit(inputs[known], targets[known], strength=STRENGTH[name], exclusive=exclusive)


def _left_out(material: _Material, progress: Progress) -> dict[str, Doubles]:
    size = len(material.items)
    found = {name: np.zeros((size, HEADS[name])) for name in ("label", "flag", "move")}
    part = np.zeros((len(material.owner), len(PARTS)))
    folds = sorted(set(material.folds.tolist()))
    for number, fold in enumerate(folds):
        progress("交差検証で確信度を合わせています", 0.5 + 0.35 * number / len(folds))
        inside, outside = np.flatnonzero(material.folds != fold), np.flatnonzero(material.folds == fold)
        found["label"][outside] = heads.softmax(_said(material, "label", inside, outside))
        found["flag"][outside] = heads.sigmoid(_said(material, "flag", inside, outside))
        rows = np.flatnonzero(np.isin(material.owner, outside))
        part[rows] = heads.softmax(training_fit.scores(_fit_head(material, "part", inside), material.parts[rows]))
    # Moves only need thresholds, and there are many of them: two halves are enough.
    halves = material.folds % _MOVE_FOLDS
    for half in range(_MOVE_FOLDS):
        inside, outside = np.flatnonzero(halves != half), np.flatnonzero(halves == half)
        found["move"][outside] = heads.sigmoid(_said(material, "move", inside, outside))
    rows_of = [np.flatnonzero(material.owner == at) for at in range(size)]
    join = [heads.joined(found["label"][at], part[rows_of[at]]) for at in range(size)]
    return {**found, "join": np.array(join)}


def _said(material: _Material, name: str, inside: npt.NDArray[Any], outside: npt.NDArray[Any]) -> Doubles:
    return training_fit.scores(_fit_head(material, name, inside), material.whole[outside])


def _thresholds(probabilities: Doubles, targets: Doubles, *, among: Doubles) -> npt.NDArray[Any]:
    found = []
    for column in range(targets.shape[1]):
        truth = targets[:, column] > 0
        best = [(round(_f1(probabilities[:, column] >= at, truth), 6), -abs(at - _UNMOVED), at) for at in among]
        found.append(max(best)[2])
    return np.array(found, dtype=np.float32)


def _f1(said: npt.NDArray[Any], truth: npt.NDArray[Any]) -> float:
    right = float((said & truth).sum())
    return 2 * right / max(1.0, float(said.sum() + truth.sum()))
