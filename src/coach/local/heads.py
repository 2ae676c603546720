"""The trained numbers, and how they turn inputs into probabilities. Plain arrays in one .npz, no pickle."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coach.domain.errors import CannotDo
from coach.domain.labels import Flag, Move, Orientation, Time
from coach.local.features import BUCKETS, Floats, names
from coach.local.features_inputs import BUCKET_SCALE, Row

Numbers = npt.NDArray[np.floating[Any]]

LABELS = (Orientation.CREDIT, Orientation.TRUST, Orientation.BOTH, Orientation.NEUTRAL)
PARTS = (Orientation.CREDIT, Orientation.TRUST, Orientation.NEUTRAL)
TIMES = (Time.PAST, Time.PRESENT, Time.FUTURE)
FLAGS = tuple(Flag)
MOVES = tuple(Move)

HEADS: Mapping[str, int] = {
    "label": len(LABELS),
    "part": len(PARTS),
    "time": len(TIMES),
    "flag": len(FLAGS),
    "move": len(MOVES),
}
"""The linear heads and how many outcomes each has."""

_ALMOST_NOTHING, _LITTLE = 1e-4, 1e-3
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Head:
    """A linear head: one row of weights an outcome, over the numbers and over the buckets."""

    dense: Floats
    buckets: Floats
    bias: Floats

    def scores(self, row: Row) -> Floats:
        """What speaks for each outcome."""
        lexical = self.buckets[:, row.features.buckets].sum(axis=1) * np.float32(row.features.weight * BUCKET_SCALE)
        return np.asarray(self.dense @ row.dense + lexical + self.bias, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything that training found."""

    version: str
    mean: Floats
    heads: Mapping[str, Head]
    join: Floats
    join_bias: Floats
    flag_thresholds: Floats
    move_thresholds: Floats


def softmax(scores: Numbers) -> Numbers:
    """Scores as probabilities of exclusive outcomes (along the last axis)."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def log_softmax(scores: Numbers) -> Numbers:
    """The logarithm of `softmax`, never so small that one reading alone could rule an outcome out."""
    return np.asarray(np.log(softmax(scores) + _ALMOST_NOTHING))


def sigmoid(scores: Numbers) -> Numbers:
    """Scores as probabilities of outcomes that do not exclude one another."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30))))


def joined(whole: Numbers, parts: Numbers) -> Numbers:
    """What the last step sees: the whole's label probabilities, and what its parts say together.

    `pair` is the best case for `both`: one part that is credit and another one that is trust.
    """
    logs = np.log(parts + _ALMOST_NOTHING)
    credit, trust = parts[:, 0], parts[:, 1]
    pairs = np.minimum(credit[:, None], trust[None, :]) * (1 - np.eye(len(parts)))
    pair = float(pairs.max())
    return np.concatenate(
        [
            np.log(whole + _ALMOST_NOTHING),
            logs.max(axis=0),
            logs[0],
            logs[-1],
            parts.mean(axis=0),
            [np.log(pair + _LITTLE), float(len(parts) == 1)],
        ]
    )


def named(weights: Weights) -> Weights:
    """The weights with a version of their own: a short fingerprint of what they say."""
    digest = sha256()
    for name, array in sorted(_arrays(weights).items()):
        digest.update(name.encode() + np.ascontiguousarray(array).tobytes())
    return replace(weights, version=digest.hexdigest()[:12])


def save(weights: Weights, path: Path) -> None:
    """Write the weights. The same weights give the same bytes (fixed order, fixed dates)."""
    from coach.local.training_archive import write

    write({**_arrays(weights), "version": np.frombuffer(weights.version.encode(), dtype=np.uint8)}, path)


def _arrays(weights: Weights) -> dict[str, npt.NDArray[Any]]:
    arrays: dict[str, npt.NDArray[Any]] = {
        "format": np.array([FORMAT]),
        "mean": weights.mean.astype(np.float32),
        "join": weights.join.astype(np.float32),
        "join_bias": weights.join_bias.astype(np.float32),
        "flag_thresholds": weights.flag_thresholds.astype(np.float32),
        "move_thresholds": weights.move_thresholds.astype(np.float32),
    }
    for name, head in weights.heads.items():
        arrays[f"{name}.dense"] = head.dense.astype(np.float16)
        arrays[f"{name}.buckets"] = head.buckets.astype(np.float16)
        arrays[f"{name}.bias"] = head.bias.astype(np.float32)
    return arrays


def load(path: Path) -> Weights:
    """Read the weights. Raises CannotDo that says how to make them when they are missing or do not fit."""
    remedy = "coach train で作り直してください。"
    try:
        with np.load(path, allow_pickle=False) as archive:
            found = {name: archive[name] for name in archive.files}
        heads = {name: _head(found, name) for name in HEADS}
        weights = Weights(
            version=found["version"].tobytes().decode(),
            mean=found["mean"],
            heads=heads,
            join=found["join"],
            join_bias=found["join_bias"],
            flag_thresholds=found["flag_thresholds"],
            move_thresholds=found["move_thresholds"],
        )
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise CannotDo(f"判定器の重み {path} を読めません（{type(error).__name__}）。{remedy}") from error
    if not _fits(weights):
        raise CannotDo(f"判定器の重み {path} はこの版の coach に合いません。{remedy}")
    return weights


def _head(found: Mapping[str, npt.NDArray[Any]], name: str) -> Head:
    return Head(
        np.ascontiguousarray(found[f"{name}.dense"], dtype=np.float32),
        np.asfortranarray(found[f"{name}.buckets"], dtype=np.float32),
        found[f"{name}.bias"],
    )


def _fits(weights: Weights) -> bool:
    numbers = len(names())
    size = len(weights.mean)
    wide = {"part": 4 * numbers + size}
    return all(
        head.dense.shape == (HEADS[name], wide.get(name, numbers + size))
        and head.buckets.shape == (HEADS[name], BUCKETS)
        for name, head in weights.heads.items()
    )


def chosen(probabilities: Numbers, thresholds: Floats) -> list[int]:
    """The places of the outcomes whose probability reaches its threshold, likeliest first."""
    hits = [at for at in range(len(thresholds)) if probabilities[at] >= thresholds[at]]
    return sorted(hits, key=lambda at: (-float(probabilities[at]), at))
