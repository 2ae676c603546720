"""An utterance as the numbers that the heads read: the whole, and each segment in its surroundings."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from coach.local import features
from coach.local.features import Features, Floats
from coach.local.segments import Span, clauses
from coach.ports import Vector

WHOLE_SCALE, PART_SCALE = 12.0, 6.0
"""Bring the spread of the embedding's numbers near that of the groups. A part leans less on the whole's embedding:
with more of it, parts repeat what the whole says (measured, see docs/tagger.md)."""

BUCKET_SCALE = 6.0
WHOLE_SHARE, NEIGHBOUR_SHARE = 0.5, 0.5


@dataclass(frozen=True, slots=True)
class Row:
    """One input of a linear head: numbers, and buckets that weigh the same each."""

    dense: Floats
    features: Features


@dataclass(frozen=True, slots=True)
class Reading:
    """An utterance, read: its spans, the input of the whole, and the input of each span.

    `centred` is its embedding, less the training data's mean.
    """

    spans: tuple[Span, ...]
    whole: Row
    parts: tuple[Row, ...]
    centred: Floats


def read(text: str, vector: Vector, mean: Vector) -> Reading:
    """The inputs for `text` with its embedding `vector`; `mean` is the training data's mean vector."""
    spans = tuple(clauses(text)) or ((0, len(text)),)
    centred = (vector - mean).astype(np.float32)
    whole = features.read(text)
    own = [whole] if len(spans) == 1 and spans[0] == (0, len(text)) else [features.read(text[a:b]) for a, b in spans]
    none = np.zeros_like(whole.dense)
    parts = []
    for at, part in enumerate(own):
        before = own[at - 1].dense if at else none
        after = own[at + 1].dense if at + 1 < len(own) else none
        surroundings = (part.dense, whole.dense * WHOLE_SHARE, before * NEIGHBOUR_SHARE, after * NEIGHBOUR_SHARE)
        parts.append(Row(np.concatenate([*surroundings, centred * np.float32(PART_SCALE)]).astype(np.float32), part))
    return Reading(spans, _row(whole, centred), tuple(parts), centred)


def only(text: str, spans: Iterable[Span], reading: Reading) -> Row:
    """The input of the whole as if only `spans` of `text` had been said."""
    return _row(features.read(" ".join(text[start:end] for start, end in spans)), reading.centred)


def _row(whole: Features, centred: Floats) -> Row:
    return Row(np.concatenate([whole.dense, centred * np.float32(WHOLE_SCALE)]).astype(np.float32), whole)
