"""Our measures as Ragas metrics. Importing this module imports ragas (seconds): only the evaluating process does."""

import os
from collections.abc import Sequence
from typing import Any

os.environ.setdefault("RAGAS_DO_NOT_TRACK", "true")

from ragas.metrics.collections.base import BaseMetric
from ragas.metrics.result import MetricResult

from coach.domain.run import Score
from coach.evaluation.grounding import Embed
from coach.evaluation.metrics import METRICS, Sample


class LocalMetric(BaseMetric):
    """One of `metrics.METRICS` with Ragas' interface: `ascore(user_input=…, response=…, retrieved_contexts=…, …)`.

    The value of the result is NaN where the measure cannot say anything; the reason says why.
    """

    def __init__(self, name: str, *, embed: Embed | None = None) -> None:
        self._measure = METRICS[name]
        self._embed = embed
        super().__init__(name=name, allowed_values=(0.0, 1.0))

    async def ascore(self, **columns: Any) -> MetricResult:
        """The score of one sample, whose columns are the fields of `Sample`."""
        score = self._measure(Sample(**columns), self._embed)
        return MetricResult(value=float("nan") if score.value is None else score.value, reason=score.reason)


def local_metrics(embed: Embed | None, names: Sequence[str] = tuple(METRICS)) -> list[LocalMetric]:
    """Every measure of ours as a Ragas metric."""
    return [LocalMetric(name, embed=embed) for name in names]


def as_score(result: MetricResult) -> Score:
    """A Ragas result as a score of ours: NaN becomes None."""
    value = float(result.value)
    return Score(None if value != value else value, result.reason or "")  # noqa: PLR0124 (NaN differs from itself)
