"""Linear heads, fitted: penalised maximum likelihood by L-BFGS. Only training imports this (it needs scipy)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from coach.local.features import BUCKETS
from coach.local.features_inputs import BUCKET_SCALE, Row
from coach.local.heads import Head

_PATIENCE = {"maxiter": 150, "ftol": 1e-7, "gtol": 1e-3}

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Design:
    """Many inputs at once: their numbers as a full matrix, their buckets as a sparse one."""

    dense: Doubles
    buckets: Any

    def __getitem__(self, chosen: npt.NDArray[Any]) -> "Design":
        return Design(self.dense[chosen], self.buckets[chosen])

    def __len__(self) -> int:
        return len(self.dense)


def design(rows: list[Row]) -> Design:
    """The inputs `rows` as matrices."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    found = [row.features for row in rows]
    sizes = [len(item.buckets) for item in found]
    values = np.repeat([item.weight * BUCKET_SCALE for item in found], sizes)
    places = (np.repeat(np.arange(len(found)), sizes), np.concatenate([item.buckets for item in found]))
    buckets = csr_matrix((values, places), shape=(len(found), BUCKETS))
    return Design(np.array([row.dense for row in rows], dtype=np.float64), buckets)


def fit(inputs: Design, targets: Doubles, *, strength: float, exclusive: bool) -> Head:
    """The head that makes `targets` (a row an input, a column an outcome) likely.

    `strength` is the inverse of the penalty, as in scikit-learn's C. `exclusive` outcomes share one probability
    (softmax); the others have one each (sigmoid).
    """
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    outcomes, numbers = targets.shape[1], inputs.dense.shape[1]
    # A bucket that no input has would keep its weight of nothing: leave it out of the search.
    used = np.flatnonzero(inputs.buckets.getnnz(axis=0))
    lexical = inputs.buckets[:, used]
    turned = lexical.T.tocsr()
    width = numbers + len(used)
    loss_of = _softmax_loss if exclusive else _sigmoid_loss

    def loss(flat: Doubles) -> tuple[float, Doubles]:
        table = flat[:-outcomes].reshape(outcomes, width)
        said = inputs.dense @ table[:, :numbers].T + lexical @ table[:, numbers:].T + flat[-outcomes:]
        value, slope = loss_of(said, targets)
        down = np.hstack([slope.T @ inputs.dense, (turned @ slope).T]) + table / strength
        return value + 0.5 / strength * float((table * table).sum()), np.concatenate([down.ravel(), slope.sum(axis=0)])

    start = np.zeros(outcomes * width + outcomes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=_PATIENCE).x
    table = found[:-outcomes].reshape(outcomes, width)
    buckets = np.zeros((outcomes, BUCKETS))
    buckets[:, used] = table[:, numbers:]
    return _rounded(table[:, :numbers], buckets, found[-outcomes:])


def _rounded(dense: Doubles, buckets: Doubles, bias: Doubles) -> Head:
    # As it will be stored, in half precision, so that what is tried is what is shipped.
    return Head(
        dense.astype(np.float16).astype(np.float32),
        buckets.astype(np.float16).astype(np.float32),
        bias.astype(np.float32),
    )


def scores(head: Head, inputs: Design) -> Doubles:
    """The head's scores for many inputs."""
    found = inputs.dense @ head.dense.T.astype(np.float64) + inputs.buckets @ head.buckets.T.astype(np.float64)
    return np.asarray(found + head.bias)


def fit_small(inputs: Doubles, targets: Doubles, *, strength: float) -> tuple[Doubles, Doubles]:
    """A softmax head over few numbers: (weights, bias)."""
    from scipy.sparse import csr_matrix

    empty = csr_matrix((len(inputs), BUCKETS))
    head = fit(Design(inputs, empty), targets, strength=strength, exclusive=True)
    return head.dense.astype(np.float64), head.bias.astype(np.float64)


def _softmax_loss(scores: Doubles, targets: Doubles) -> tuple[float, Doubles]:
    top = scores.max(axis=1, keepdims=True)
    raised = np.exp(scores - top)
    total = raised.sum(axis=1, keepdims=True)
    logs = scores - top - np.log(total)
    return -float((targets * logs).sum()), raised / total - targets


def _sigmoid_loss(scores: Doubles, targets: Doubles) -> tuple[float, Doubles]:
    value = np.logaddexp(0.0, scores) - targets * scores
    return float(value.sum()), 1.0 / (1.0 + np.exp(-np.clip(scores, -500, 500))) - targets
