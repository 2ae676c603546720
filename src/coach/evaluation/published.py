"""The figures that the README shows: taken from the last full runs, kept in eval/figures.json, and written from there."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from coach.domain.errors import BadInput, CannotDo
from coach.domain.run import Figure, Run, Status
from coach.evaluation.cases import FULL, full
from coach.evaluation.gate import Thresholds
from coach.evaluation.statistics import figure

BEGIN = "<!-- figures: written by `make figures`, do not edit -->"
END = "<!-- /figures -->"

_SHOWN: Mapping[str, Mapping[str, str]] = {
    "questions": {
        "grounded_share": "sentences of an answer that the passages carry",
        "citation_precision": "quotes that are exact and say what the answer says",
        "gold_context_recall": "questions whose right place is found",
        "answer_correctness": "what a right answer has to say, said",
        "right_decline": "unanswerable questions declined",
        "right_answer": "answerable questions answered",
    },
    "utterances": {
        "label_macro_f1": "credit, trust, both, neutral: macro-F1",
        "flags_f1": "blame, surveillance and other harm: F1",
        "time_accuracy": "past, present, future",
    },
    "conversations": {
        "direction_right": "felt trust moves the right way",
        "concern_out": "a good talk brings the concern out",
        "concern_kept": "a harmful talk does not",
        "reply_fits": "replies of the kind that was expected",
    },
}
"""What a reader of the README wants to know, in the words of the README."""

_UNITS = {"questions": "questions", "utterances": "utterances", "conversations": "played conversations"}
_KEPT = ("version.tagger", "version.knowledge", "version.coach", "data", "commit", "setting.embedding")


def form(runs: Iterable[Run]) -> dict[str, Any]:
    """The figures of full runs (with their samples) as JSON, with where they come from.

    Raises CannotDo when a data set is missing, BadInput for runs that others could not repeat.
    """
    by_name = {run.dataset: run for run in runs if full(run)}
    lacking = [name for name in FULL if name not in by_name]
    if lacking:
        raise CannotDo(f"全体を測った評価がありません：{'、'.join(lacking)}。make figures で三つとも測れます。")
    for run in by_name.values():
        if run.engine != "local" or "data.own" in run.provenance:
            raise BadInput(
                "README の値は、付属の問題だけをローカルエンジンで測ったものに限ります。make figures を使ってください。"
            )
    return {name: _run_form(by_name[name]) for name in FULL}


def runs(path: Path) -> Mapping[str, Run]:
    """The kept figures as finished runs without samples, by data set; none where the file is missing or unreadable."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {name: _as_run(name, one) for name, one in kept.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def table(figures: Mapping[str, Any], thresholds: Thresholds) -> str:
    """The block of the README, markers included."""
    rows = [BEGIN, "| measured on | what | value | 95 % interval | where nobody tuned | asked for |", "|---" * 6 + "|"]
    for dataset, shown in _SHOWN.items():
        run = figures[dataset]
        for name, words in shown.items():
            one, limit = run["metrics"][name], thresholds.get(dataset, {}).get(name)
            spread = "" if one["low"] is None else f"{one['low']:.2f} to {one['high']:.2f}"
            asked = "" if limit is None else f"{limit:.2f}"
            rest = f"{run['untuned'][name]:.3f}" if run["untuned"].get(name) is not None else ""
            cells = (f"{run['samples']} {_UNITS[dataset]}", words, f"{one['value']:.3f}", spread, rest, asked)
            rows.append(f"| {' | '.join(cells)} |")
    facts = figures["questions"]["provenance"]
    made = f"tagger `{facts['version.tagger']}`, knowledge `{facts['version.knowledge']}`"
    rows += ["", f"Made by {made}; every figure with its interval is in [eval/figures.json](eval/figures.json).", END]
    return "\n".join(rows)


def block(readme: str) -> str:
    """The block as it stands in a README. Raises BadInput without markers."""
    start, end = readme.find(BEGIN), readme.find(END)
    if start < 0 or end < start:
        raise BadInput("README.md に figures の印（<!-- figures … --> と <!-- /figures -->）がありません。")
    return readme[start : end + len(END)]


def written(figures: Mapping[str, Any]) -> str:
    """The text of eval/figures.json."""
    return json.dumps(figures, ensure_ascii=False, indent=1) + "\n"


def write(runs: Iterable[Run], thresholds: Thresholds, root: Path) -> Mapping[str, Any]:
    """Write eval/figures.json and the block of README.md in a checkout. Raises CannotDo elsewhere."""
    figures = form(runs)
    readme = root / "README.md"
    if not (root / "pyproject.toml").exists() or not readme.exists():
        raise CannotDo("README.md は、ソースのチェックアウトの中でだけ書き換えられます。--write を外してください。")
    text = readme.read_text(encoding="utf-8")
    new = text.replace(block(text), table(figures, thresholds))
    (root / "eval" / "figures.json").write_text(written(figures), encoding="utf-8")
    readme.write_text(new, encoding="utf-8")
    return figures


def _untuned(run: Run) -> dict[str, float | None]:
    """The values on the split `test`, which nothing was tuned on."""
    if FULL[run.dataset] == "test":
        return {name: one.value for name, one in run.figures.items()}
    held = [one for one in run.samples if one.shown.get("split") == "test"]
    return {name: figure([one.scores[name] for one in held if name in one.scores]).value for name in run.figures}


def _as_run(dataset: str, kept: Mapping[str, Any]) -> Run:
    at = datetime.fromisoformat(kept["started_at"])
    untuned = {f"untuned.{name}": str(value) for name, value in kept["untuned"].items() if value is not None}
    return Run(
        id="",
        owner="",
        dataset=dataset,
        split=kept["split"],
        judge=kept["judge"],
        engine=kept["engine"],
        started_at=at,
        updated_at=at,
        status=Status.DONE,
        provenance={**kept["provenance"], **untuned},
        figures={name: Figure(**one) for name, one in kept["metrics"].items()},
    )


def _run_form(run: Run) -> dict[str, Any]:
    return {
        "samples": run.total // 2 if run.dataset == "questions" else run.total,
        "split": run.split,
        "engine": run.engine,
        "judge": run.judge,
        "started_at": run.started_at.isoformat(timespec="seconds"),
        "seconds": run.seconds,
        "seed": run.seed,
        "untuned": _untuned(run),
        "provenance": {name: run.provenance[name] for name in _KEPT if name in run.provenance},
        "metrics": {
            name: {"value": one.value, "low": one.low, "high": one.high, "scored": one.scored, "unscored": one.unscored}
            for name, one in run.figures.items()
        },
    }
