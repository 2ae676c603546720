"""The data set `questions`: every question is asked, every answer measured."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from coach.domain.passage import Answer, Declined, Passage
from coach.domain.run import SampleResult, Score
from coach.evaluation.cases import Question
from coach.evaluation.grounding import Embed, letters, supports
from coach.evaluation.metrics import Sample
from coach.japanese import sentences

Ask = Callable[[str], Answer | Declined]
"""The answering service."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its answer, what measures need of both, and how long it took."""

    question: Question
    sample: Sample
    answer: Answer | Declined
    ms: float


class Judge(Protocol):
    """Scores answers."""

    def judge(self, asked: Sequence[Asked], tick: Callable[[], None]) -> list[Mapping[str, Score]]:
        """The scores of each, in order; `tick` after each one."""
        ...


def ask_all(questions: Sequence[Question], ask: Ask, knowledge: Sequence[Passage]) -> Iterator[Asked]:
    """The questions with their answers, one by one."""
    texts = {passage.id: passage.text for passage in knowledge}
    for question in questions:
        began = time.perf_counter()
        answer = ask(question.question)
        ms = (time.perf_counter() - began) * 1_000
        yield Asked(question, _sample(question, answer, texts), answer, round(ms, 1))


def _sample(question: Question, answer: Answer | Declined, texts: Mapping[str, str]) -> Sample:
    known = {**texts, **{passage.id: passage.text for passage in answer.passages}}
    citations = answer.citations if isinstance(answer, Answer) else ()
    return Sample(
        user_input=question.question,
        response=answer.text,
        retrieved_contexts=[passage.text for passage in answer.passages],
        answered=isinstance(answer, Answer),
        answerable=question.answerable,
        citations=[(one.quote, known.get(one.passage_id, "")) for one in citations],
        gold=question.gold,
        all_gold=question.all_gold,
        expect=question.expect,
        reference=reference(question.gold, list(texts.values())),
    )


def reference(gold: Sequence[str], texts: Sequence[str]) -> str:
    """The sentences of the knowledge that hold the gold pieces, joined; "" when the knowledge has none of them."""
    found = []
    for piece in gold:
        wanted = letters(piece)
        text = next((text for text in texts if wanted in letters(text)), None)
        if text is not None:
            spans = [text[start:end] for start, end in sentences(text)]
            found.append(next((one for one in spans if wanted in letters(one)), piece))
    return "".join(dict.fromkeys(found))


def result(asked: Asked, scores: Mapping[str, Score], embed: Embed | None) -> SampleResult:
    """One sample as it is kept: with all that a reader needs to judge it."""
    sample = asked.sample
    shown: dict[str, Any] = {
        "question": sample.user_input,
        "answer": sample.response,
        "answered": sample.answered,
        "answerable": sample.answerable,
        "contexts": [
            {"id": passage.id, "section": passage.section_name, "text": passage.text}
            for passage in asked.answer.passages
        ],
        "citations": [
            {"passage_id": one.passage_id, "section": one.section, "quote": one.quote}
            for one in (asked.answer.citations if isinstance(asked.answer, Answer) else ())
        ],
        "sentences": [
            {"start": one.start, "end": one.end, "grounded": one.grounded, "reason": one.reason, "passage": one.passage}
            for one in (supports(sample.response, sample.retrieved_contexts, embed) if sample.answered else ())
        ],
        "gold": list(sample.gold),
        "expect": list(sample.expect),
        "reference": sample.reference,
        "split": asked.question.split,
        "engine": asked.answer.engine,
        "ms": asked.ms,
    }
    return SampleResult(asked.question.id, asked.question.topic, shown, scores)
