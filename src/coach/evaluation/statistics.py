"""Means, bootstrap intervals, agreement: pure functions over scores. What was not scored is left out, never zero."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coach.domain.run import Figure, SampleResult, Score

RESAMPLES = 2_000
Statistic = Callable[[npt.NDArray[np.intp]], float]
"""A figure of the samples with these indices (repeated as drawn); NaN where it has none."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a figure changed from one run to another, with the 95 % interval of the change."""

    before: float | None
    after: float | None
    change: float | None
    low: float | None = None
    high: float | None = None

    @property
    def exceeds_noise(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def figure(scores: Sequence[Score], *, seed: int = 0) -> Figure:
    """The weighted mean of the scored ones, with the bootstrap interval over samples."""
    scored = [(one.value, one.weight) for one in scores if one.value is not None and one.weight > 0]
    missing = len(scores) - len(scored)
    if not scored:
        return Figure(None, unscored=missing)
    values, weights = (np.array(column, dtype=float) for column in zip(*scored, strict=True))

    def mean(index: npt.NDArray[np.intp]) -> float:
        return float((values[index] * weights[index]).sum() / weights[index].sum())

    low, high = _widened(interval(mean, len(values), seed=seed), len(values))
    return Figure(_round(mean(np.arange(len(values)))), low, high, len(scored), missing)


def interval(statistic: Statistic, size: int, *, seed: int = 0) -> tuple[float | None, float | None]:
    """The bootstrap 95 % interval (percentiles) of a statistic over `size` samples; None below two samples."""
    if size < 2:
        return None, None
    random = np.random.default_rng(seed)
    drawn = [statistic(random.integers(0, size, size)) for _ in range(RESAMPLES)]
    kept = [value for value in drawn if not np.isnan(value)]
    if not kept:
        return None, None
    low, high = np.percentile(kept, [2.5, 97.5])
    return _round(float(low)), _round(float(high))


def _widened(found: tuple[float | None, float | None], size: int) -> tuple[float | None, float | None]:
    """An interval that is not a point where all samples are perfect (or none is).

    Drawing from equal values says nothing of the unseen ones; the rule of three does: with 95 % confidence a fault that
    did not occur in n samples is rarer than 3/n.
    """
    rare = _round(min(1.0, 3 / size))
    if found == (1.0, 1.0):
        return _round(1.0 - rare), 1.0
    return (0.0, rare) if found == (0.0, 0.0) else found


def difference(
    before: Sequence[SampleResult], after: Sequence[SampleResult], name: str, *, seed: int = 0
) -> Difference:
    """The change of a metric. Samples in both runs are compared pairwise, which removes their own difficulty."""
    ours, theirs = _values(before, name), _values(after, name)
    old, new = (figure(list(each.values()), seed=seed).value for each in (ours, theirs))
    common = sorted(ours.keys() & theirs.keys())
    if not common or old is None or new is None:
        return Difference(old, new, None if old is None or new is None else _round(new - old))
    first = np.array([[ours[key].value, ours[key].weight] for key in common], dtype=float)
    second = np.array([[theirs[key].value, theirs[key].weight] for key in common], dtype=float)

    def change(index: npt.NDArray[np.intp]) -> float:
        means = [(table[index, 0] * table[index, 1]).sum() / table[index, 1].sum() for table in (first, second)]
        return float(means[1] - means[0])

    low, high = interval(change, len(common), seed=seed)
    return Difference(old, new, _round(change(np.arange(len(common)))), low, high)


def pairwise_agreement(values: Sequence[float], ranks: Sequence[int]) -> float:
    """Of the pairs that people ranked differently, the share that `values` rank the same way; ties count half.

    0.5 is chance, 1 is full agreement; NaN when people ranked all alike.
    """
    right = total = 0.0
    for i, (one, rank) in enumerate(zip(values, ranks, strict=True)):
        for other, other_rank in zip(values[:i], ranks[:i], strict=True):
            if rank != other_rank:
                total += 1
                right += 0.5 if one == other else float((one > other) == (rank > other_rank))
    return right / total if total else float("nan")


def f1(wanted: Sequence[str], given: Sequence[str], label: str) -> float:
    """2PR/(P+R) of one label, 0 to 1; NaN when nobody names it."""
    both = sum(a == b == label for a, b in zip(wanted, given, strict=True))
    named = sum(a == label for a in wanted) + sum(b == label for b in given)
    return 2 * both / named if named else float("nan")


def summarise(samples: Sequence[SampleResult], *, seed: int = 0) -> Mapping[str, Figure]:
    """Every metric of the samples as a figure, in order of first appearance."""
    names = dict.fromkeys(name for sample in samples for name in sample.scores)
    return {name: figure([one.scores[name] for one in samples if name in one.scores], seed=seed) for name in names}


def _values(samples: Sequence[SampleResult], name: str) -> dict[str, Score]:
    return {
        one.id: one.scores[name]
        for one in samples
        if name in one.scores and one.scores[name].value is not None and one.scores[name].weight > 0
    }


def _round(value: float) -> float:
    return round(value, 4)
