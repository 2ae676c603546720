"""Two runs beside each other: which differences exceed noise, and which samples changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from coach.domain.errors import BadInput
from coach.domain.run import Run, SampleResult
from coach.evaluation.catalogue import better
from coach.evaluation.statistics import Difference, difference

_CHANGED = 0.05


@dataclass(frozen=True, slots=True)
class Changed:
    """A sample whose score in a metric moved. `change` is after minus before; None: it was scored in one run only."""

    id: str
    metric: str
    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        """After minus before."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """`after` against `before`; `common` counts the samples that both runs have."""

    before: Run
    after: Run
    common: int
    differences: Mapping[str, Difference]
    changed: tuple[Changed, ...]


def compare(before: Run, after: Run) -> Comparison:
    """What changed. Raises BadInput for runs of different data sets."""
    if before.dataset != after.dataset:
        raise BadInput(
            f"データの違う評価どうしは比べられません（{before.dataset} と {after.dataset}）。"
            "同じ種類の評価を二つ指定してください。"
        )
    names = list(dict.fromkeys([*_metrics(before), *_metrics(after)]))
    differences = {name: difference(before.samples, after.samples, name, seed=after.seed) for name in names}
    for name in dict.fromkeys([*before.figures, *after.figures]):
        if name not in differences:
            differences[name] = _of_figures(before, after, name)
    first, second = ({one.id: one for one in run.samples} for run in (before, after))
    common = [key for key in first if key in second]
    changed = [one for key in common for one in _changes(first[key], second[key])]
    changed.sort(key=lambda one: (better(one.metric) * (one.change or 0.0), one.id))
    return Comparison(before, after, len(common), differences, tuple(changed))


def _metrics(run: Run) -> list[str]:
    return list(dict.fromkeys(name for sample in run.samples for name in sample.scores))


def _of_figures(before: Run, after: Run, name: str) -> Difference:
    """For a figure of the whole set (an F1): noise is exceeded where the two intervals do not meet."""
    old, new = before.figures.get(name), after.figures.get(name)
    if old is None or new is None or old.value is None or new.value is None:
        return Difference(old.value if old else None, new.value if new else None, None)
    change = round(new.value - old.value, 4)
    if None in (old.low, old.high, new.low, new.high):
        return Difference(old.value, new.value, change)
    low = round((new.low or 0.0) - (old.high or 0.0), 4)
    high = round((new.high or 0.0) - (old.low or 0.0), 4)
    return Difference(old.value, new.value, change, low, high)


def _changes(before: SampleResult, after: SampleResult) -> list[Changed]:
    found = []
    for name in before.scores.keys() & after.scores.keys():
        old, new = before.scores[name].value, after.scores[name].value
        moved = (old is None) != (new is None) or (old is not None and new is not None and abs(new - old) >= _CHANGED)
        if moved:
            found.append(Changed(after.id, name, old, new))
    return found
