"""The local tagger: reads an utterance in milliseconds, without a network, and says which words decided."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from coach.domain.labels import Move, Orientation, Scene, Segment, Tag, Time
from coach.domain.transcript import Turn
from coach.local import features_cues, features_inputs, heads
from coach.local.features_inputs import Reading
from coach.local.heads import FLAGS, LABELS, MOVES, PARTS, TIMES, Numbers, Weights
from coach.local.second_reader import Floats, Opinion, SecondReader
from coach.ports import Embedder

SHIPPED = Path(__file__).with_name("weights") / "tagger.npz"
"""The weights that come with the coach."""

UNSURE = 0.6
"""Below this confidence the second reading is given, too."""

_FIRST, _SECOND = 0.8, 0.5
"""How much the log-odds of the two readers count; chosen on dev (docs/tagger.md)."""

_FLAGGED, _CONTRARY = 0.4, 0.7
"""The probability that a flag needs at least; more where the utterance is read as trust, since then one of the two readings is
wrong (it may name harm to apologise for it, or to comfort). Chosen on dev and on the scripts dev and fresh (docs/tagger.md)."""

_CREDIT, _TRUST, _NEUTRAL = range(3)
_SAID = {Orientation.CREDIT: _CREDIT, Orientation.TRUST: _TRUST, Orientation.NEUTRAL: _NEUTRAL}


class LocalTagger:
    """`Tagger` with trained weights. Loads them when it first reads something; safe to share between threads.

    Without a second reader the first decides alone.
    """

    def __init__(self, embedder: Embedder, second: SecondReader | None = None, weights: Path = SHIPPED) -> None:
        self._embedder = embedder
        self._second = second
        self._path = weights

    @property
    def version(self) -> str:
        """Names the weights; it changes whenever they do."""
        readers = [self._weights().version, *([self._second.version] if self._second else [])]
        return "-".join(["local", *readers])

    def prepare(self, utterances: Sequence[str]) -> None:
        """Embed many utterances at once that will be asked for next, 512 at most."""
        self._embedder.queries(utterances)
        if self._second is not None:
            self._second.prepare(utterances)

    def tag(self, utterance: str, before: Sequence[Turn] = (), *, scene: Scene | None = None) -> Tag:
        """The tag of `utterance`. The local engine reads it alone: turns before it and the scene change nothing."""
        del before, scene
        weights = self._weights()
        reading = features_inputs.read(utterance, self._embedder.query(utterance), weights.mean)
        second = self._second.read(utterance) if self._second else None
        parts = heads.softmax(np.array([weights.heads["part"].scores(row) for row in reading.parts]))
        flags = _either(weights.heads["flag"].scores(reading.whole), second.flag if second else None)
        labels = _label_probabilities(weights, reading, parts, second)
        order = sorted(range(len(LABELS)), key=lambda at: (-float(labels[at]), at))
        label, confidence = LABELS[order[0]], float(labels[order[0]])
        segments = _segments(utterance, reading, parts, label)
        return Tag(
            label=label,
            confidence=round(min(1.0, confidence), 4),
            time=_time(utterance, weights, reading, segments, label, second),
            flags=tuple(FLAGS[at] for at in heads.chosen(flags, _thresholds(weights, label))),
            moves=_moves(weights, reading, second),
            segments=segments,
            cues=features_cues.cues(utterance, weights, reading, label),
            alternative=LABELS[order[1]] if confidence < UNSURE else None,
            harm=round(float(flags.max()), 4),
        )

    def _weights(self) -> Weights:
        return _loaded(self._path)


@lru_cache(maxsize=4)
def _loaded(path: Path) -> Weights:
    return heads.load(path)


def _label_probabilities(weights: Weights, reading: Reading, parts: Numbers, second: Opinion | None) -> Numbers:
    whole = heads.softmax(weights.heads["label"].scores(reading.whole))
    found = heads.log_softmax(weights.join @ heads.joined(whole, parts) + weights.join_bias)
    if second is not None:
        found = _FIRST * found + _SECOND * heads.log_softmax(second.label)
    found = heads.softmax(found)
    if len(parts) == 1:
        # `both` must show two parts; what cannot be cut holds one
        found = found * np.array([label is not Orientation.BOTH for label in LABELS])
    return np.asarray(found / found.sum())


def _either(first: Numbers, second: Numbers | None) -> Numbers:
    """Probabilities of outcomes that do not exclude one another, by both readers."""
    if second is None:
        return heads.sigmoid(first)
    return heads.sigmoid((_FIRST * first + _SECOND * second) / (_FIRST + _SECOND))


def _thresholds(weights: Weights, label: Orientation) -> Floats:
    is_trust = label in (Orientation.TRUST, Orientation.BOTH)
    return np.maximum(weights.flag_thresholds, np.float32(_CONTRARY if is_trust else _FLAGGED))


def _time(
    text: str,
    weights: Weights,
    reading: Reading,
    segments: tuple[Segment, ...],
    label: Orientation,
    second: Opinion | None,
) -> Time:
    if label is Orientation.NEUTRAL:
        return Time.NONE
    row = reading.whole
    if label is Orientation.BOTH:
        trust = [(part.start, part.end) for part in segments if part.label is Orientation.TRUST]
        row = features_inputs.only(text, trust, reading)
    scores = heads.log_softmax(weights.heads["time"].scores(row))
    if second is not None:
        scores = _FIRST * scores + _SECOND * heads.log_softmax(second.time)
    return TIMES[int(np.argmax(scores))]


def _moves(weights: Weights, reading: Reading, second: Opinion | None) -> tuple[Move, ...]:
    found = _either(weights.heads["move"].scores(reading.whole), second.move if second else None)
    at = heads.chosen(found, weights.move_thresholds) or [int(np.argmax(found))]
    return tuple(MOVES[i] for i in at)


def _segments(text: str, reading: Reading, parts: Numbers, label: Orientation) -> tuple[Segment, ...]:
    said = _consistent(parts, label)
    found: list[Segment] = []
    for (start, end), place in zip(reading.spans, said, strict=True):
        this = Segment(start, end, PARTS[place])
        if found and found[-1].label is this.label and _same_sentence(text, found[-1].end, start):
            this = Segment(found.pop().start, end, this.label)
        found.append(this)
    return tuple(found)


def _consistent(parts: Numbers, label: Orientation) -> list[int]:
    """The likeliest orientation of each part among those that `label` allows, with each that it demands."""
    if label is Orientation.NEUTRAL:
        return [_NEUTRAL] * len(parts)
    if label is not Orientation.BOTH:
        demanded = _SAID[label]
        said = [demanded if part[demanded] >= part[_NEUTRAL] else _NEUTRAL for part in parts]
        said[int(np.argmax(parts[:, demanded]))] = demanded
        return said
    said = [int(np.argmax(part)) for part in parts]
    pairs = np.log(parts[:, None, _CREDIT] + 1e-9) + np.log(parts[None, :, _TRUST] + 1e-9)
    np.fill_diagonal(pairs, -np.inf)
    credit, trust = np.unravel_index(int(np.argmax(pairs)), pairs.shape)
    if _CREDIT not in said or _TRUST not in said:
        said[int(credit)], said[int(trust)] = _CREDIT, _TRUST
    return said


def _same_sentence(text: str, end: int, start: int) -> bool:
    return not any(char in "。！？!?\n" for char in text[max(0, end - 1) : start + 1])
