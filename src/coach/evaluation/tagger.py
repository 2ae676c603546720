"""How well a tagger reads: pure figures over (what careful readers say, what the tagger said).

A figure that cannot be computed (no such utterances) is None: not scored is not zero.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coach.domain.labels import Flag, Orientation, Tag

LABELS = tuple(Orientation)
BINS = 10
"""Bins of the calibration plot and of the expected calibration error."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """One utterance: the readers' tag, the tagger's, and what kind of utterance it is."""

    text: str
    truth: Tag
    said: Tag
    lang: str = "ja"
    hard: str | None = None

    @property
    def has_digits(self) -> bool:
        """Whether a digit (half or full width) stands in it."""
        return any(char.isdigit() for char in self.text)


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """How one outcome was recognised. `interval` holds the F1 of 95 % of the resamples."""

    precision: float | None
    recall: float | None
    f1: float | None
    support: int
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Bin:
    """Utterances of similar confidence: how sure the tagger was, and how often it was right."""

    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class TaggerFigures:
    """All figures of one split."""

    utterances: int
    macro_f1: float | None
    macro_f1_interval: Interval | None
    accuracy: float | None
    hard_macro_f1: float | None
    no_digits_macro_f1: float | None
    english_macro_f1: float | None
    flags_micro_f1: float | None
    moves_micro_f1: float | None
    time_accuracy: float | None
    basis_accuracy: float | None
    segment_accuracy: float | None
    calibration_error: float | None
    unsure_share: float | None
    labels: dict[Orientation, ClassFigures]
    flags: dict[Flag, ClassFigures]
    confusion: dict[tuple[Orientation, Orientation], int]
    bins: tuple[Bin, ...]


def figures(judged: Sequence[Judged], *, resamples: int = 1_000) -> TaggerFigures:
    """Every figure. `resamples` is how often the intervals draw anew (0: no intervals)."""
    return TaggerFigures(
        utterances=len(judged),
        macro_f1=macro_f1(judged),
        macro_f1_interval=interval(judged, macro_f1, resamples=resamples),
        accuracy=_share(one.truth.label is one.said.label for one in judged),
        hard_macro_f1=macro_f1([one for one in judged if one.hard]),
        no_digits_macro_f1=macro_f1([one for one in judged if not one.has_digits]),
        english_macro_f1=macro_f1([one for one in judged if one.lang == "en"]),
        flags_micro_f1=micro_f1([(one.truth.flags, one.said.flags) for one in judged]),
        moves_micro_f1=micro_f1([(one.truth.moves, one.said.moves) for one in judged]),
        time_accuracy=_share(one.truth.time is one.said.time for one in judged),
        basis_accuracy=_share(one.truth.basis is one.said.basis for one in judged),
        segment_accuracy=_share(_letters_right(judged)),
        calibration_error=calibration_error(judged),
        unsure_share=_share(one.said.alternative is not None for one in judged),
        labels={label: _label_figures(judged, label, resamples) for label in LABELS},
        flags={flag: _flag_figures(judged, flag, resamples) for flag in Flag},
        confusion=confusion(judged),
        bins=tuple(bins(judged)),
    )


def macro_f1(judged: Sequence[Judged]) -> float | None:
    """The mean F1 of the labels that occur, said or true."""
    present = [label for label in LABELS if any(label in (one.truth.label, one.said.label) for one in judged)]
    scores = [f1([(one.truth.label is label, one.said.label is label) for one in judged]) for label in present]
    return sum(score or 0.0 for score in scores) / len(scores) if scores else None


def f1(pairs: Iterable[tuple[bool, bool]]) -> float | None:
    """The F1 of (true, said) pairs; None when nothing is true and nothing said."""
    found = list(pairs)
    both = sum(true and said for true, said in found)
    either = sum(true + said for true, said in found)
    return 2 * both / either if either else None


def micro_f1(pairs: Iterable[tuple[Iterable[object], Iterable[object]]]) -> float | None:
    """The F1 over all (true set, said set) pairs taken together."""
    found = [(set(true), set(said)) for true, said in pairs]
    either = sum(len(true) + len(said) for true, said in found)
    return 2 * sum(len(true & said) for true, said in found) / either if either else None


def confusion(judged: Sequence[Judged]) -> dict[tuple[Orientation, Orientation], int]:
    """How often each (true, said) pair of labels occurred."""
    return {
        (true, said): sum(one.truth.label is true and one.said.label is said for one in judged)
        for true in LABELS
        for said in LABELS
    }


def bins(judged: Sequence[Judged]) -> list[Bin]:
    """The utterances by confidence, in tenths; empty tenths left out."""
    found = []
    for number in range(BINS):
        inside = [one for one in judged if min(BINS - 1, int(one.said.confidence * BINS)) == number]
        if inside:
            sure = sum(one.said.confidence for one in inside) / len(inside)
            found.append(Bin(len(inside), sure, _share(one.truth.label is one.said.label for one in inside) or 0.0))
    return found


def calibration_error(judged: Sequence[Judged]) -> float | None:
    """Expected calibration error: how far confidence and accuracy lie apart, weighed by the bins' sizes."""
    if not judged:
        return None
    return sum(one.count * abs(one.confidence - one.accuracy) for one in bins(judged)) / len(judged)


def interval(
    judged: Sequence[Judged], metric: Callable[[Sequence[Judged]], float | None], *, resamples: int, seed: int = 7
) -> Interval | None:
    """Between which values 95 % of the metric's bootstrap resamples lie."""
    if not judged or not resamples:
        return None
    random = np.random.default_rng(seed)
    drawn = (metric([judged[at] for at in random.integers(0, len(judged), len(judged))]) for _ in range(resamples))
    values = [value for value in drawn if value is not None]
    return (float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975))) if values else None


def _label_figures(judged: Sequence[Judged], label: Orientation, resamples: int) -> ClassFigures:
    return _class_figures([(one.truth.label is label, one.said.label is label) for one in judged], resamples)


def _flag_figures(judged: Sequence[Judged], flag: Flag, resamples: int) -> ClassFigures:
    return _class_figures([(flag in one.truth.flags, flag in one.said.flags) for one in judged], resamples)


def _class_figures(pairs: list[tuple[bool, bool]], resamples: int) -> ClassFigures:
    both = sum(true and said for true, said in pairs)
    true, said = sum(true for true, _ in pairs), sum(said for _, said in pairs)
    return ClassFigures(
        precision=both / said if said else None,
        recall=both / true if true else None,
        f1=f1(pairs),
        support=true,
        interval=_pair_interval(np.array(pairs, dtype=bool), resamples) if pairs and resamples else None,
    )


def _pair_interval(pairs: npt.NDArray[np.bool_], resamples: int, seed: int = 7) -> Interval | None:
    random = np.random.default_rng(seed)
    drawn = pairs[random.integers(0, len(pairs), (resamples, len(pairs)))]
    either = drawn.sum(axis=(1, 2))
    values = 2 * drawn.all(axis=2).sum(axis=1)[either > 0] / either[either > 0]
    return (float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975))) if len(values) else None


def _letters_right(judged: Sequence[Judged]) -> Iterable[bool]:
    for one in judged:
        for at, char in enumerate(one.text):
            if not char.isspace():
                yield _at(one.truth, at) is _at(one.said, at)


def _at(tag: Tag, at: int) -> Orientation:
    return next((part.label for part in tag.segments if part.start <= at < part.end), Orientation.NEUTRAL)


def _share(hits: Iterable[bool]) -> float | None:
    found = list(hits)
    return sum(found) / len(found) if found else None
