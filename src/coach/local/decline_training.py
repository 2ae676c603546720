"""Makes the weights of `decline` again, to the bit, from the questions in eval/ (numpy only)."""

import json
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from coach.local.decline import WEIGHTS, Evidence, Words, evidence
from coach.ports import Embedder, Retriever

Numbers = npt.NDArray[np.float64]

_RIDGE = 3.0
_ROUNDS = 25
_MOST_REFUSED = 0.05
"""Share of answerable questions that may be declined when the threshold is chosen in the cross-validation."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question, asked of a knowledge. Cases of one `group` are left out together in the cross-validation."""

    question: str
    answerable: bool
    group: str
    seen: Evidence


@dataclass(frozen=True, slots=True)
class Trained:
    """How well the model does on groups it has not seen: shares of right declines and of wrong ones."""

    cases: int
    declined: float
    over_refused: float
    threshold: float


Knowledge = Callable[[Sequence[Path]], tuple[Retriever, Words]]
"""Builds a throw-away knowledge from documents."""


def train(knowledge: Knowledge, embedder: Embedder, *, handbook: Path, evaluation: Path, to: Path = WEIGHTS) -> Trained:
    """Train on the dev questions of the handbook and on the small documents in eval/documents; write the weights."""
    return fit(cases(knowledge, embedder, handbook=handbook, evaluation=evaluation), to=to)


def cases(knowledge: Knowledge, embedder: Embedder, *, handbook: Path, evaluation: Path) -> list[Case]:
    """The training cases: every document asked its own questions, alone and beside the handbook."""
    own = [row for row in _rows(evaluation / "questions.jsonl") if row["split"] == "dev"]
    others = _rows(evaluation / "documents" / "questions.jsonl")
    documents = sorted({str(row["document"]) for row in others})
    paths = [evaluation / "documents" / name for name in documents]
    alone, beside = knowledge([handbook]), knowledge([handbook, *paths])
    found = [_case(row, "handbook", alone, embedder) for row in own]
    found += [_case(row, "handbook", beside, embedder) for row in own]
    found += [_case(row, str(row["document"]), beside, embedder) for row in others]
    # What only another document answers is, for the handbook alone, a trap from the same world.
    strangers = [row for row in others if row["document"] in ("telework.md", "onboarding.md")]
    found += [_case({**row, "answerable": False}, str(row["document"]), alone, embedder) for row in strangers]
    return found


def fit(examples: Sequence[Case], *, to: Path = WEIGHTS) -> Trained:
    """Fit, choose the threshold on cross-validated probabilities, write the weights."""
    x = np.array([astuple(case.seen) for case in examples])
    y = np.array([case.answerable for case in examples], dtype=np.float64)
    groups = np.array([case.group for case in examples])
    held_out = np.zeros(len(y))
    for group in np.unique(groups):
        inside = groups == group
        held_out[inside] = _probabilities(_fitted(x[~inside], y[~inside]), x[inside])
    threshold = round(float(np.quantile(held_out[y == 1], _MOST_REFUSED)), 4)
    centre, scale, weights = (np.round(part, 5) for part in _fitted(x, y))
    to.parent.mkdir(parents=True, exist_ok=True)
    np.savez(to, centre=centre, scale=scale, weights=weights, threshold=np.float64(threshold))
    declined = held_out < threshold
    return Trained(len(y), float(declined[y == 0].mean()), float(declined[y == 1].mean()), threshold)


def _case(row: dict[str, object], group: str, source: tuple[Retriever, Words], embedder: Embedder) -> Case:
    question = str(row["question"])
    retriever, words = source
    return Case(question, bool(row["answerable"]), group, evidence(question, retriever.find(question), embedder, words))


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _fitted(x: Numbers, y: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Logistic regression by Newton's method; both answers weigh the same in all."""
    centre, scale = x.mean(0), x.std(0) + 1e-9
    z = np.hstack([np.ones((len(x), 1)), (x - centre) / scale])
    share = np.where(y == 1, 0.5 / max(y.mean(), 1e-9), 0.5 / max(1 - y.mean(), 1e-9))
    penalty = np.diag([0.0] + [_RIDGE] * x.shape[1])
    weights = np.zeros(z.shape[1])
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-(z @ weights)))
        gradient = z.T @ (share * (p - y)) + penalty @ weights
        hessian = (z * (share * p * (1 - p))[:, None]).T @ z + penalty + 1e-9 * np.eye(z.shape[1])
        weights = weights - np.linalg.solve(hessian, gradient)
    return centre, scale, weights


def _probabilities(model: tuple[Numbers, Numbers, Numbers], x: Numbers) -> Numbers:
    centre, scale, weights = model
    result: Numbers = 1 / (1 + np.exp(-(weights[0] + ((x - centre) / scale) @ weights[1:])))
    return result
