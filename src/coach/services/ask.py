"""Free questions, alone or one after another."""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from coach.domain.asked import Exchange
from coach.domain.english import is_english
from coach.domain.follow_up import Understood, Wish, understand
from coach.domain.passage import CONTEXT_BUDGET, Answer, Declined, Found, cite
from coach.domain.utterance import MAX_QUESTION, clean
from coach.japanese import sentences
from coach.ports import Answerer, Asking, Retriever, StreamingAnswerer
from coach.services.said import Said

_WIDE = 3 * CONTEXT_BUDGET
"""Characters looked through when the best passages have been quoted already."""

_PLACES = 8
"""More is looked for among so many of the best passages, and in the sections quoted last; the rest leads elsewhere."""

_MOST = 300
"""Characters that are added from passages quoted before."""

_MARK = re.compile(r"^[-*+]\s+")
_NO_MORE = "登録されている資料には、これより詳しい説明は見つかりませんでした。"
_NO_MORE_ENGLISH = "The documents registered here do not say more about this."


@dataclass(frozen=True, slots=True)
class Answered:
    """The whole answer, and the question as it was understood: readable without the turns before."""

    understood: str
    answer: Answer | Declined


Writing = Generator[str, None, Answer | Declined]
"""What may be shown by now, each time all of it; returns the whole answer."""


class AskService:
    """Answers from the knowledge, or says that it does not hold the answer."""

    def __init__(self, retriever: Retriever, answerer: Answerer, *, streaming: StreamingAnswerer | None = None) -> None:
        """`streaming` answers in conversations where somebody writes as they go and can read the earlier turns."""
        self._retriever = retriever
        self._answerer = answerer
        self._streaming = streaming

    def ask(self, question: str) -> Answer | Declined:
        """The answer to `question`. Raises BadInput for an empty or too long one."""
        text = clean(question, limit=MAX_QUESTION, what="質問")
        return self._answerer.answer(text, self._retriever.find(text))

    def follow(self, question: str, earlier: Sequence[Exchange]) -> tuple[str, Answer | Declined]:
        """The question as it was understood after `earlier` (oldest first), and its answer, which repeats nothing.

        A question that can be read alone is answered as `ask` answers it. Raises BadInput as `ask` does.
        """
        *_, last = self.following(question, Asking(earlier=tuple(earlier)))
        assert isinstance(last, Answered)
        return last.understood, last.answer

    def following(self, question: str, asking: Asking) -> Iterator[str | Answered]:
        """`follow` while it is written: what may be shown by now, each time all of it, then, last, what counts.

        `asking` holds the earlier turns; what was typed is `question`. Raises BadInput as `ask` does.
        """
        typed = clean(question, limit=MAX_QUESTION, what="質問")
        earlier = asking.earlier
        meant = understand(typed, earlier[-1].understood if earlier else None)
        if not meant.leans:
            alone = replace(asking, typed=typed, earlier=())
            answer = yield from self._written(typed, self._retriever.find(typed), alone)
            yield Answered(typed, answer)
            return
        meant = replace(meant, question=meant.question[:MAX_QUESTION])
        answer = yield from self._after(meant, replace(asking, typed=typed))
        yield Answered(meant.question, answer)

    def _after(self, meant: Understood, asking: Asking) -> Writing:
        said = Said(asking.earlier)
        if meant.wish is not Wish.MORE:
            answer = yield from self._written(meant.question, self._retriever.find(meant.question), asking)
            if not said.holds(answer):
                return answer
        return (yield from self._more(meant, said, asking))

    def _written(self, question: str, found: Sequence[Found], asking: Asking) -> Writing:
        if self._streaming is None:
            return self._answerer.answer(question, found)
        said, shown = Said(asking.earlier), ""
        whole: Answer | Declined | None = None
        for piece in self._streaming.stream(question, found, asking):
            if isinstance(piece, str):
                shown += piece
                # A beginning that only repeats is not shown: more is looked for when the whole does the same.
                if not said.contains(shown):
                    yield shown
            else:
                whole = piece
        assert whole is not None, "an answerer ends with the whole"
        return whole

    def _more(self, meant: Understood, said: Said, asking: Asking) -> Writing:
        """From passages not quoted yet; else what was left out of the quoted ones; else that there is no more."""
        found = self._retriever.find(meant.question, budget=_WIDE)
        near = {one.passage.section for one in found if one.passage.id in said.last}
        fresh = [
            one
            for place, one in enumerate(found)
            if one.passage.id not in said.passages and (place < _PLACES or one.passage.section in near)
        ]
        fresh = _within(CONTEXT_BUDGET, fresh)
        answer = (yield from self._written(meant.question, fresh, asking)) if fresh else None
        if isinstance(answer, Answer) and not said.holds(answer):
            return answer
        rest = _left_out(found, said)
        if rest is not None:
            return rest
        suggestions = answer.suggestions if isinstance(answer, Declined) else ()
        asked = {one.understood for one in asking.earlier}
        return Declined(
            _NO_MORE_ENGLISH if is_english(meant.question) else _NO_MORE,
            tuple(one for one in suggestions if one not in asked),
            tuple(one.passage for one in fresh),
        )


def _within(budget: int, found: Sequence[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in found:
        if sum(len(each.passage.text) for each in kept) + len(one.passage.text) > budget:
            break
        kept.append(one)
    return kept


def _left_out(found: Sequence[Found], said: Said) -> Answer | None:
    """The sentences of the passages quoted last that were not said."""
    for one in found:
        passage = one.passage
        if passage.id not in said.last or "|" in passage.text:
            continue
        left = [passage.text[a:b] for a, b in sentences(passage.text) if not said.contains(passage.text[a:b])]
        kept: list[str] = []
        for sentence in left:
            if sum(map(len, kept)) + len(sentence) <= _MOST:
                kept.append(sentence)
        if kept:
            shown = "\n".join(_MARK.sub("・", each) for each in kept)
            place = f"「{passage.section[-1]}」" if passage.section else f"資料「{passage.document}」"
            return Answer(f"{shown}\n（{place}より）", tuple(cite(passage, each) for each in kept), (passage,))
    return None
