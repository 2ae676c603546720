"""A run as JSON and CSV."""

import csv
import io
import json
from dataclasses import asdict
from typing import Any

from coach.domain.run import Figure, Run
from coach.evaluation.catalogue import title


def run_form(run: Run, *, samples: bool = True) -> dict[str, Any]:
    """The JSON form of a run; fields may be added, never taken away."""
    form: dict[str, Any] = {
        "run_id": run.id,
        "dataset": run.dataset,
        "split": run.split,
        "engine": run.engine,
        "judge": run.judge,
        "status": run.status.value,
        "started_at": run.started_at.isoformat(timespec="seconds"),
        "samples": run.total if run.dataset != "questions" else run.total // 2,
        "metrics": {name: one.value for name, one in run.figures.items()},
        "intervals": {name: [one.low, one.high] for name, one in run.figures.items()},
        "unscored": {name: one.unscored for name, one in run.figures.items() if one.unscored},
        "seconds": run.seconds,
        "seed": run.seed,
        "message": run.message,
        "provenance": dict(run.provenance),
    }
    if samples:
        form["results"] = [asdict(one) for one in run.samples]
    return form


def as_json(run: Run) -> str:
    """The whole run."""
    return json.dumps(run_form(run), ensure_ascii=False, indent=1)


def as_csv(run: Run) -> str:
    """One line a sample: what was asked or said, every figure and its reason. Starts with a BOM, for spreadsheets."""
    names = list(dict.fromkeys(name for one in run.samples for name in one.scores))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["id", "topic", "text", "answer", *(cell for name in names for cell in (title(name), "理由"))])
    for one in run.samples:
        text = one.shown.get("question") or one.shown.get("text") or one.shown.get("scenario") or ""
        answer = one.shown.get("answer") or one.shown.get("tagged") or ""
        cells = [cell for name in names for cell in _cells(one.scores.get(name))]
        writer.writerow([_safe(str(cell)) for cell in (one.id, one.topic, text, answer, *cells)])
    return "\ufeff" + out.getvalue()


def figure_text(figure: Figure | None) -> str:
    """A figure with its interval on one line."""
    if figure is None or figure.value is None:
        return "―"
    if figure.low is None or figure.high is None:
        return f"{figure.value:.3f}"
    return f"{figure.value:.3f}（{figure.low:.3f}〜{figure.high:.3f}）"


def _cells(score: Any) -> tuple[str, str]:
    if score is None:
        return "", ""
    return "" if score.value is None else f"{score.value:.4f}", score.reason


def _safe(cell: str) -> str:
    # A spreadsheet would run a cell that begins like a formula; figures are never negative here.
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t") else cell
