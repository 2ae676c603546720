"""How far a measure can be trusted: its agreement with answers that a person labelled good, partly or bad."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coach.domain.errors import BadInput
from coach.domain.run import Figure, HumanLabel, Run, Score, Verdict
from coach.evaluation.grounding import Embed
from coach.evaluation.metrics import METRICS, Sample
from coach.evaluation.statistics import interval, pairwise_agreement

RANK = {"bad": 0, "partly": 1, "good": 2}
_OF_VERDICT = {Verdict.WRONG: 0, Verdict.PARTLY: 1, Verdict.RIGHT: 2}


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer with a person's label (0 bad, 1 partly, 2 good) and what speaks for it."""

    id: str
    sample: Sample
    rank: int
    why: str


def read_judged(path: Path) -> list[Judged]:
    """The labelled answers of a file. Raises BadInput that names the line."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                found.append(_judged(json.loads(line)))
            except (KeyError, ValueError, TypeError) as error:
                raise BadInput(f"{path.name}:{number}: 読めません（{error}）。") from None
    return found


def scores_of(judged: Sequence[Judged], embed: Embed) -> dict[str, list[Score]]:
    """Every measure of ours on every labelled answer."""
    return {name: [measure(one.sample, embed) for one in judged] for name, measure in METRICS.items()}


def combined(scores: Mapping[str, Sequence[Score]]) -> list[Score]:
    """The reading of HR's page: an answer is as good as the worse of being grounded and of holding what it should."""
    found = []
    for parts in zip(*(scores[name] for name in ("grounded_share", "answer_correctness")), strict=True):
        values = [one.value for one in parts if one.value is not None]
        found.append(Score(min(values)) if values else Score(None, "採点できる観点がありません。"))
    return found


def agreement(scores: Sequence[Score], ranks: Sequence[int], *, seed: int = 0) -> Figure:
    """Of the pairs of answers that people ranked differently, the share that the measure ranks the same way.

    0.5 is chance, 1 full agreement; ties of the measure count half. With a bootstrap interval over answers.
    """
    pairs = [(one.value, rank) for one, rank in zip(scores, ranks, strict=True) if one.value is not None]
    missing = len(scores) - len(pairs)
    if len({rank for _, rank in pairs}) < 2:
        return Figure(None, scored=len(pairs), unscored=missing)
    values = np.array([value for value, _ in pairs], dtype=float)
    given = np.array([rank for _, rank in pairs])

    def fast(index: npt.NDArray[np.intp]) -> float:
        v, r = values[index], given[index]
        above = r[:, None] > r[None, :]
        right = np.where(v[:, None] > v[None, :], 1.0, np.where(v[:, None] == v[None, :], 0.5, 0.0))
        return float(right[above].mean()) if above.any() else float("nan")

    low, high = interval(fast, len(pairs), seed=seed)
    value = pairwise_agreement(values.tolist(), given.tolist())
    return Figure(round(value, 4), low, high, len(pairs), missing)


def agreements(judged: Sequence[Judged], embed: Embed) -> dict[str, Figure]:
    """The agreement of every measure of ours with the labelled answers, and of the two main ones together."""
    scores = scores_of(judged, embed)
    ranks = [one.rank for one in judged]
    found = {name: agreement(each, ranks) for name, each in scores.items()}
    return {"combined": agreement(combined(scores), ranks), **found}


def agreements_of_labels(labels: Iterable[HumanLabel], runs: Mapping[str, Run]) -> dict[str, Figure]:
    """The agreement of every measure with the verdicts that people gave on answers of stored runs."""
    known = {(run.id, one.id): one for run in runs.values() for one in run.samples}
    rows = [
        (known[label.run_id, label.sample_id].scores, _OF_VERDICT[label.verdict])
        for label in labels
        if (label.run_id, label.sample_id) in known
    ]
    names = dict.fromkeys(name for scores, _ in rows for name in scores)
    ranks = [rank for _, rank in rows]
    absent = Score(None)
    return {name: agreement([scores.get(name, absent) for scores, _ in rows], ranks) for name in names}


def _judged(value: dict[str, Any]) -> Judged:
    sample = Sample(
        user_input=value["question"],
        response=value["answer"],
        retrieved_contexts=value["contexts"],
        answered=value["answered"],
        answerable=value["answerable"],
        citations=[(one["quote"], one["passage"]) for one in value["citations"]],
        gold=value["gold"],
        expect=value["expect"],
        reference=value["reference"],
    )
    return Judged(value["id"], sample, RANK[value["label"]], value["why"])
