"""Answers a free question from passages, in the passages' own sentences, or says that the knowledge does not say."""

from collections.abc import Sequence
from typing import Protocol

from coach.domain.english import gloss, is_english
from coach.domain.passage import Answer, Declined, Found, Passage, cite
from coach.japanese import bigrams, question_parts, sentences
from coach.local import decline
from coach.local.answer_kind import Kind, grants, wish
from coach.local.answer_text import MOST, Extract, Sentence, extract
from coach.ports import Embedder, Vector

_LEADS = 5
"""Only the best passages may lead an answer."""

_CLOSE = 0.20
"""A second passage is added when its score is this close to the first's."""

_LETTERS = 0.1
"""What sharing all letter pairs with the question is worth, in cosine."""

_KIND = 0.03
_DEFINITION = 0.1
"""What being the kind of sentence that the question wants is worth, in cosine; a definition shows most clearly."""

_SUGGESTIONS = 3
_DECLINED = "申し訳ありません。登録されている資料には、ご質問の答えが見つかりませんでした。"
_DECLINED_ENGLISH = "I am sorry, but the documents registered here do not answer this question."


class Knowledge(decline.Words, Protocol):
    """What the answerer asks of the index beside the passages."""

    def sentences(self, vector: Vector, passage_ids: Sequence[str]) -> dict[str, list[tuple[int, int, float]]]:
        """The sentences of passages as (start, end, cosine with `vector`)."""
        ...

    def questions(self, vector: Vector, passage_ids: Sequence[str]) -> list[str]:
        """Questions that these passages answer, nearest first."""
        ...


class LocalAnswerer:
    """The keyless answerer. With the same passages it gives the same answer, whatever the texts ask it to do."""

    def __init__(self, embedder: Embedder, knowledge: Knowledge | None = None) -> None:
        """`knowledge` is the index; without one, words weigh the same and sentences are compared by letters alone."""
        self._embedder = embedder
        self._knowledge = knowledge or _Bare()

    def answer(self, question: str, found: Sequence[Found]) -> Answer | Declined:
        """An answer of up to about 400 characters, every quote an exact part of its passage, or a polite refusal."""
        if not self.can_answer(question, found):
            return self.decline(question, found)
        parts = question_parts(question)
        extracts: list[Extract] = []
        for part in parts:
            said = {each.passage.id for each in extracts}
            extracts += self._extracts(
                part, [each for each in found if each.passage.id not in said], MOST // len(parts)
            )
        if not extracts:
            return self.decline(question, found)
        text = "\n\n".join(_said(group) for group in _by_section(extracts))
        if is_english(question):
            text = f"The knowledge base, which is in Japanese, says:\n{text}"
        citations = tuple(cite(each.passage, quote) for each in extracts for quote in each.quotes)
        return Answer(text, citations, tuple(each.passage for each in found))

    def can_answer(self, question: str, found: Sequence[Found]) -> bool:
        """Whether the passages answer the question: the calibrated decision of `coach.local.decline`."""
        return bool(found) and decline.load().answers(
            decline.evidence(question, found, self._embedder, self._knowledge)
        )

    def decline(self, question: str, found: Sequence[Found]) -> Declined:
        """A polite refusal that names up to three questions nearby."""
        ids = [each.passage.id for each in found[:_LEADS]]
        nearby = self._knowledge.questions(self._embedder.query(question), ids)[:_SUGGESTIONS] if ids else []
        english = is_english(question)
        text = _DECLINED_ENGLISH if english else _DECLINED
        if nearby:
            lead = "You could ask, for example:" if english else "次のような質問にはお答えできます。"
            text = "\n".join([text, lead, *(f"・{each}" for each in nearby)])
        return Declined(text, tuple(nearby), tuple(each.passage for each in found))

    def _extracts(self, question: str, found: Sequence[Found], room: int) -> list[Extract]:
        """The passage whose sentence answers best, and a second one where it is as good and there is room."""
        scored = self._scored(question, found[:_LEADS])
        if not scored:
            return []
        order = sorted(scored, key=lambda place: -max(each.score for each in scored[place]) - found[place].score)
        first = found[order[0]]
        rest = [found[place] for place in sorted(order[1:]) if first.score - found[place].score < _CLOSE]
        extracts: list[Extract] = []
        for each, sentences_of in [
            (first, scored[order[0]]),
            *((found_, scored[found.index(found_)]) for found_ in rest[:1]),
        ]:
            made = extract(each.passage, sentences_of, room - sum(len(done.text) for done in extracts))
            if made:
                extracts.append(made)
        return extracts

    def _scored(self, question: str, found: Sequence[Found]) -> dict[int, list[Sentence]]:
        cosines = self._knowledge.sentences(self._embedder.query(question), [each.passage.id for each in found])
        asked = set(bigrams(gloss(question) if is_english(question) else question))
        wanted = wish(question)
        worth = _DEFINITION if wanted and wanted.kind is Kind.DEFINITION else _KIND
        scored = {}
        for place, each in enumerate(found):
            text = each.passage.text
            spans = cosines.get(each.passage.id) or [(a, b, each.similarity) for a, b in sentences(text)]
            scored[place] = [
                Sentence(
                    a,
                    b,
                    cosine + _LETTERS * _overlap(asked, text[a:b]) + worth * grants(wanted, text[a:b], beside=text[b:]),
                )
                for a, b, cosine in spans
            ]
        return {place: each for place, each in scored.items() if each}


class _Bare:
    """A knowledge that tells nothing."""

    def rarity(self, words: Sequence[str]) -> dict[str, float]:
        return dict.fromkeys(words, 1.0)

    def sentences(self, vector: Vector, passage_ids: Sequence[str]) -> dict[str, list[tuple[int, int, float]]]:  # noqa: ARG002
        return {}

    def questions(self, vector: Vector, passage_ids: Sequence[str]) -> list[str]:  # noqa: ARG002
        return []


def _overlap(asked: set[str], text: str) -> float:
    return len(asked & set(bigrams(text))) / max(len(asked), 1)


def _by_section(extracts: Sequence[Extract]) -> list[list[Extract]]:
    """Extracts of the same section side by side, in the order of the document."""
    groups: dict[tuple[str, ...], list[Extract]] = {}
    for each in extracts:
        groups.setdefault((each.passage.document, *each.passage.section), []).append(each)
    return list(groups.values())


def _said(group: Sequence[Extract]) -> str:
    return "\n".join(each.text for each in group) + f"\n（{_place(group[0].passage)}より）"


def _place(passage: Passage) -> str:
    return f"「{passage.section[-1]}」" if passage.section else f"資料「{passage.document}」"
