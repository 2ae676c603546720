"""How candidates are ordered: a few signals about question and passage, and one weight for each.

Pure: no index, no model. docs/retrieval.md says where the weights come from.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np
import numpy.typing as npt

from coach.domain.passage import Found, Passage


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known about one candidate. Cosines -1 to 1, the others 0 to 1."""

    whole: float
    """Cosine with the passage."""
    title: float
    """Cosine with its heading (`whole` without one)."""
    sentence: float
    """Highest cosine with one of its sentences (`whole` where there is only one)."""
    terms: float
    """BM25 over content words, as a share of the best candidate's."""
    pairs: float
    """The same over character bigrams."""
    section: float
    """The best `whole` among the candidates of the same section."""
    neighbour: float
    """The mean `whole` of the candidates just before and after in the same chapter (its own without any)."""
    question: float
    """How far the best cosine with a question it answers lies above `QUESTION_FLOOR`; 0 without such questions."""


QUESTION_FLOOR = 0.86
"""Cosine of two questions that have little in common, for e5."""

NAMES = tuple(field.name for field in fields(Signals))

WEIGHTS = Signals(
    whole=1.0, title=0.55, sentence=0.6, terms=0.08, pairs=0.05, section=0.8, neighbour=0.25, question=0.3
)
"""The fusion rule: the score is the weighted sum. Learned pairwise on the dev questions, then rounded."""


def matrix(signals: Sequence[Signals]) -> npt.NDArray[np.float64]:
    """One row a candidate, one column a signal."""
    return np.array([astuple(each) for each in signals], dtype=np.float64).reshape(len(signals), len(NAMES))


def scores(signals: Sequence[Signals], weights: Signals = WEIGHTS) -> npt.NDArray[np.float64]:
    """The score of each candidate; only differences mean something."""
    result: npt.NDArray[np.float64] = matrix(signals) @ np.array(astuple(weights))
    return result


def within_budget(found: Sequence[Found], budget: int) -> list[Found]:
    """The best that fit into `budget` characters together; one that is too long is passed over for a shorter one."""
    chosen = []
    for each in found:
        if len(each.passage.text) <= budget:
            chosen.append(each)
            budget -= len(each.passage.text)
    return chosen


def interleaved(lists: Sequence[Sequence[Found]]) -> list[Found]:
    """The best of each list, then the second of each: so that each part of a question gets its share."""
    seen: set[str] = set()
    merged = []
    for place in range(max(map(len, lists), default=0)):
        for each in lists:
            if place < len(each) and each[place].passage.id not in seen:
                seen.add(each[place].passage.id)
                merged.append(each[place])
    return merged


def same_section(one: Passage, other: Passage) -> bool:
    """Whether two passages stand under the same heading of the same document."""
    return (one.document, one.section) == (other.document, other.section)
