"""A question against the index: candidates from vectors and words, their signals, their order."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coach.domain.english import gloss, is_english
from coach.domain.passage import Found, Passage
from coach.ports import Vector
from coach.retrieval import ranking
from coach.retrieval.catalogue import Stored
from coach.retrieval.index import KnowledgeIndex
from coach.retrieval.lexicon import pairs, tokens
from coach.retrieval.ranking import QUESTION_FLOOR, WEIGHTS, Signals
from coach.retrieval.units import ASKED, UnitKind

_NEAREST = 60
_LEXICAL = 30


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage and its signals."""

    passage: Passage
    signals: Signals


def candidates(index: KnowledgeIndex, question: str, vector: Vector) -> list[Candidate]:
    """All passages worth a look, in no order."""
    by_terms, by_pairs = _by_words(index, question)
    rows = sorted({*by_terms, *by_pairs})
    stored = index.stored(ids=index.nearest(vector, limit=_NEAREST), rows=rows)
    return _judged(stored, vector, by_terms, by_pairs)


def _by_words(index: KnowledgeIndex, question: str) -> tuple[dict[int, float], dict[int, float]]:
    if is_english(question) and (known := gloss(question)):
        return index.search("terms", tokens(known), limit=_LEXICAL), {}
    return (
        index.search("terms", tokens(question), limit=_LEXICAL),
        index.search("pairs", pairs(question), limit=_LEXICAL),
    )


def ranked(found: Sequence[Candidate], weights: Signals = WEIGHTS) -> list[Found]:
    """The candidates in order, best first."""
    scored = zip(ranking.scores([each.signals for each in found], weights), found, strict=True)
    best = [Found(each.passage, float(score), max(each.signals.whole, each.signals.sentence)) for score, each in scored]
    return sorted(best, key=lambda each: (-each.score, each.passage.id))


def _judged(
    stored: Sequence[Stored], vector: Vector, by_terms: dict[int, float], by_pairs: dict[int, float]
) -> list[Candidate]:
    cosines = [each.vectors @ vector for each in stored]
    whole = {_place(each): float(cosine[0]) for each, cosine in zip(stored, cosines, strict=True)}
    sections: dict[tuple[str, ...], float] = {}
    for each in stored:
        sections[_section(each)] = max(sections.get(_section(each), -1.0), whole[_place(each)])
    most_terms = max(by_terms.values(), default=1.0) or 1.0
    most_pairs = max(by_pairs.values(), default=1.0) or 1.0
    found = []
    for each, cosine in zip(stored, cosines, strict=True):
        own = float(cosine[0])
        signals = Signals(
            whole=own,
            title=_best(each, cosine, UnitKind.TITLE, own),
            sentence=_best(each, cosine, UnitKind.SENTENCE, own),
            terms=by_terms.get(each.row, 0.0) / most_terms,
            pairs=by_pairs.get(each.row, 0.0) / most_pairs,
            section=sections[_section(each)],
            neighbour=_beside(each, whole),
            question=max(0.0, _best_asked(each, cosine) - QUESTION_FLOOR),
        )
        found.append(Candidate(each.passage, signals))
    return found


def _place(each: Stored) -> tuple[str, int]:
    return each.passage.document, each.ordinal


def _section(each: Stored) -> tuple[str, ...]:
    return each.passage.document, *each.passage.section


def _best(each: Stored, cosine: npt.NDArray[np.float32], kind: UnitKind, otherwise: float) -> float:
    return float(max((c for c, unit in zip(cosine, each.units, strict=True) if unit.kind is kind), default=otherwise))


def _best_asked(each: Stored, cosine: npt.NDArray[np.float32]) -> float:
    return max(_best(each, cosine, kind, 0.0) for kind in ASKED)


def _beside(each: Stored, whole: dict[tuple[str, int], float]) -> float:
    document, ordinal = _place(each)
    near = [whole[place] for place in ((document, ordinal - 1), (document, ordinal + 1)) if place in whole]
    return sum(near) / len(near) if near else whole[(document, ordinal)]
