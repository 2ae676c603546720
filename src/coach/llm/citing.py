"""Citations checked by code: a quote stands in a passage to the letter, or becomes the sentence it meant, or goes."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from coach.domain.passage import Citation, Passage, cite
from coach.japanese import bigrams, normalise, sentences
from coach.llm.orders import is_order

_NEAR = 0.6
"""Share of common letter pairs from which a sentence counts as the one that was meant."""

_SHORTEST = 4
_AT_MOST = 4


def citations(quotes: Sequence[Any], passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """The citations behind `quotes` ({"passage": number, "quote": text}), checked, each once."""
    found: dict[tuple[str, str], Citation] = {}
    for one in quotes:
        if not isinstance(one, dict) or not isinstance(one.get("quote"), str):
            continue
        citation = _checked(one["quote"].strip(), _ordered(one.get("passage"), passages))
        if citation:
            found.setdefault((citation.passage_id, citation.quote), citation)
    return tuple(found.values())[:_AT_MOST]


def _ordered(number: Any, passages: Sequence[Passage]) -> list[Passage]:
    """The named passage first: models often copy rightly and count wrongly."""
    named = passages[number - 1] if isinstance(number, int) and 1 <= number <= len(passages) else None
    return ([named] if named else []) + [one for one in passages if one is not named]


def _checked(quote: str, passages: Sequence[Passage]) -> Citation | None:
    if len(quote) < _SHORTEST or is_order(quote):
        return None
    for passage in passages:
        if quote in passage.text:
            return cite(passage, quote)
    best: tuple[float, Passage, str] | None = None
    wanted = Counter(bigrams(quote))
    for passage in passages:
        for start, end in sentences(passage.text):
            sentence = passage.text[start:end]
            near = _likeness(wanted, sentence)
            if near >= _NEAR and not is_order(sentence) and (best is None or near > best[0]):
                best = (near, passage, sentence)
    return cite(best[1], best[2]) if best else None


def _likeness(wanted: Counter[str], sentence: str) -> float:
    """Dice's coefficient of letter pairs, or, for a quote of a part of a long sentence, the share of it found."""
    there = Counter(bigrams(normalise(sentence)))
    common = (wanted & there).total()
    if not common:
        return 0.0
    whole = 2 * common / (wanted.total() + there.total())
    part = common / wanted.total() if wanted.total() >= 8 else 0.0
    return max(whole, part - 0.25)
