"""Whether runs reach the thresholds in `thresholds.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.domain.errors import BadInput
from coach.domain.run import Run
from coach.evaluation.catalogue import DATASETS, better, title


@dataclass(frozen=True, slots=True)
class Check:
    """One metric of one run against its threshold. `passed` is None where the run has no value (not measured)."""

    dataset: str
    metric: str
    threshold: float
    value: float | None
    low: float | None
    high: float | None
    passed: bool | None

    @property
    def sentence(self) -> str:
        """The check in one line."""
        bound = "以上" if better(self.metric) > 0 else "以下"
        name = f"{self.dataset}.{self.metric}（{title(self.metric)}）"
        if self.value is None:
            return f"{name}：値がありません（基準 {self.threshold:.2f}{bound}）"
        state = "合格" if self.passed else "不合格"
        spread = f"、95%区間 {self.low:.3f}〜{self.high:.3f}" if self.low is not None and self.high is not None else ""
        return f"{name}：{self.value:.3f}（基準 {self.threshold:.2f}{bound}{spread}）{state}"


Thresholds = Mapping[str, Mapping[str, float]]


def read_thresholds(path: Path) -> Thresholds:
    """The thresholds by data set and metric. Raises BadInput that names what is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadInput(f"{path.name} がありません。eval/ フォルダを確かめてください。") from None
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{path.name} を読めません（{error}）。") from None
    for dataset, limits in data.items():
        if dataset not in DATASETS or not isinstance(limits, dict):
            raise BadInput(f"{path.name} の [{dataset}] は使えません。{'、'.join(DATASETS)} のどれかにしてください。")
        for metric, value in limits.items():
            _number(path, f"{dataset}.{metric}", value)
    return data


def check(runs: Sequence[Run], thresholds: Thresholds) -> list[Check]:
    """Every threshold of the runs' data sets; those of the language model's measures only where it judged.

    A small subset (`--limit`) may hold nothing that a measure applies to, and says little: there a figure fails only
    when its whole interval lies on the wrong side. A whole run has to have a value for each, and the value decides.
    """
    found = []
    for run in runs:
        for metric, threshold in thresholds.get(run.dataset, {}).items():
            figure = run.figures.get(metric)
            if figure is None and metric not in run.figures:
                continue
            value = figure.value if figure else None
            if value is None and not run.whole:
                continue
            low, high = (figure.low, figure.high) if figure else (None, None)
            best = value if run.whole else (high if better(metric) > 0 else low)
            passed = None if value is None else _reaches(metric, value if best is None else best, threshold)
            found.append(Check(run.dataset, metric, threshold, value, low, high, passed))
    return found


def _reaches(metric: str, value: float, threshold: float) -> bool:
    return better(metric) * value >= better(metric) * threshold


def _number(path: Path, name: str, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise BadInput(f"{path.name} の {name} は 0 から 1 の数にしてください。")
