"""Free questions answered by a model from the passages found: retriever | prompt | model | parser, then checked."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from coach.domain.asked import Exchange
from coach.domain.passage import Answer, Declined, Found, Passage
from coach.japanese import sentences
from coach.llm.citing import citations
from coach.llm.delimit import data, numbered
from coach.llm.fault import Fault, ModelFailed
from coach.llm.grounding import Grounding
from coach.llm.model import ChatModel, Completion, Message, Request, Role
from coach.llm.spoken import SpokenAnswer, SpokenDeclined, spoken
from coach.llm.structured import list_in, list_of, object_schema, parse_object, text_in
from coach.ports import Answerer, Asking
from coach.prompts import render

_SCHEMA = object_schema(
    declined={"type": "boolean"},
    answer={"type": "string"},
    quotes=list_of(object_schema(passage={"type": "integer"}, quote={"type": "string"})),
)
_NOT_HERE = (
    "申し訳ありません。登録されている資料には、ご質問の答えが見つかりませんでした。"
    "信用と信頼の違いや、評価面談・1on1・権限委譲での伝え方についてお尋ねください。"
)
_NOT_HERE_ENGLISH = (
    "I am sorry, but the documents registered here do not answer this question. "
    "Please ask about credit and trust, appraisals, one-on-ones or delegation."
)
_TURNS = 2
"""So many earlier turns are read to the model."""

_ALONE = Asking()
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠々]")


class LlmAnswerer:
    """`Answerer` over a model; the local answerer where the model fails."""

    def __init__(self, model: ChatModel, fallback: Answerer) -> None:
        self._model = model
        self._fallback = fallback

    def answer(self, question: str, found: Sequence[Found]) -> Answer | Declined:
        """An answer whose every citation is exact, or a refusal."""
        *_, last = self.stream(question, found)
        assert isinstance(last, Answer | Declined)
        return last

    def stream(
        self, question: str, found: Sequence[Found], asking: Asking = _ALONE
    ) -> Iterator[str | Answer | Declined]:
        """Sentences as they come, each checked before it is shown, then the whole; where they differ it counts."""
        if not found:
            # Nothing to read to the model: the local engine declines without a call.
            yield self._fallback.answer(question, found)
            return
        try:
            yield from self._streamed(question, found, asking)
        except ModelFailed as error:
            local = self._fallback.answer(question, found)
            kind = SpokenAnswer if isinstance(local, Answer) else SpokenDeclined
            yield spoken(kind, local, fallback=error.reason)

    def _streamed(self, question: str, found: Sequence[Found], asking: Asking) -> Iterator[str | Answer | Declined]:
        passages = [one.passage for one in found]
        grounding = Grounding(question, passages)
        chain = answer_chain(lambda _question: passages, self._model, asking)
        value: dict[str, Any] = {}
        shown = 0
        for tries_left in (1, 0):
            read = 0
            try:
                for value in chain.stream(question):
                    ready = _whole_sentences(value)
                    for place in range(read, len(ready)):
                        start, end = ready[place]
                        text = str(value["answer"])
                        if grounding.allows(text[start:end]):
                            # What stands between two sentences (a new line, a space) goes with the second.
                            yield text[ready[place - 1][1] if shown else start : end]
                            shown += 1
                    read = max(read, len(ready))
                break
            except ModelFailed as error:
                if error.fault is not Fault.BAD_JSON or shown or not tries_left:
                    raise
        yield self._checked(value, question, found, grounding)

    def _checked(
        self, value: dict[str, Any], question: str, found: Sequence[Found], grounding: Grounding
    ) -> Answer | Declined:
        passages = tuple(one.passage for one in found)
        text = grounding.kept(text_in(value, "answer"))
        cited = citations(list_in(value, "quotes"), passages)
        if value.get("declined") is True or not text or not cited:
            local = self._fallback.answer(question, found)
            if isinstance(local, Declined):
                return SpokenDeclined(local.text, local.suggestions, passages, "llm")
            return SpokenDeclined(_NOT_HERE if _JAPANESE.search(question) else _NOT_HERE_ENGLISH, (), passages, "llm")
        return SpokenAnswer(text, cited, passages, "llm")


def answer_chain(retrieve: Callable[[str], Sequence[Passage]], model: ChatModel, asking: Asking = _ALONE) -> Any:
    """The retrieval chain as a LangChain runnable from a question to the reply's JSON object.

    Streamed, it gives the object as far as it is known after every piece.
    """
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_core.runnables import RunnableGenerator, RunnableLambda, RunnablePassthrough

    retriever = RunnableLambda(retrieve, name="retriever")
    prompt = ChatPromptTemplate.from_messages([("system", "{system}"), ("human", "{material}")])

    def material(inputs: dict[str, Any]) -> dict[str, str]:
        passages, question = numbered(inputs["passages"]), data("質問", inputs["question"])
        if not asking.earlier:
            text = render("answer_question", passages=passages, question=question)
        else:
            typed, earlier = data("言葉", asking.typed), _told(asking.earlier[-_TURNS:])
            text = render("answer_follow_up", passages=passages, question=question, typed=typed, earlier=earlier)
        return {"system": render("answer_system"), "material": text}

    def ask(prompts: Iterator[Any]) -> Iterator[str]:
        for value in prompts:
            system, human = value.to_messages()
            for piece in model.run(request(str(system.content), str(human.content), asking)):
                if not isinstance(piece, Completion):
                    yield piece

    inputs = {"passages": retriever, "question": RunnablePassthrough()}
    return inputs | RunnableLambda(material) | prompt | RunnableGenerator(ask) | RunnableGenerator(_parse)


def _told(turns: Sequence[Exchange]) -> str:
    return "\n".join(data("前の質問", one.understood) + "\n" + data("前の答え", one.answer.text) for one in turns)


def request(system: str, material: str, asking: Asking = _ALONE) -> Request:
    """What is asked."""
    messages = (Message(Role.SYSTEM, system), Message(Role.USER, material))
    return Request("answer", messages, schema=_SCHEMA, pieces=True, session=asking.session, owner=asking.owner)


def _parse(pieces: Iterator[str]) -> Iterator[dict[str, Any]]:
    """The object after every piece that made it grow, and, last, as the tolerant parser reads the whole."""
    from langchain_core.utils.json import parse_partial_json

    text = ""
    ended = False
    for piece in pieces:
        text += piece
        start = text.find("{")
        # A sentence is known to be whole by what follows its end, so the piece after it is read as well.
        ended, worth = _ends_something(piece), ended or _ends_something(piece)
        if start < 0 or not worth:
            continue
        try:
            value = parse_partial_json(text[start:])
        except ValueError:
            continue
        if isinstance(value, dict):
            yield value
    value = parse_object(text)
    if not isinstance(value.get("answer"), str) and value.get("declined") is not True:
        raise ModelFailed(Fault.BAD_JSON)
    yield value


def _ends_something(piece: str) -> bool:
    return any(mark in piece for mark in '。！？!?.\n"}')


def _whole_sentences(value: dict[str, Any]) -> list[tuple[int, int]]:
    """The sentences of the answer that are complete; none while it may still be declined."""
    answer = value.get("answer")
    if value.get("declined") is not False or not isinstance(answer, str):
        return []
    spans = sentences(answer)
    # The last one may still grow, unless the next field has begun.
    return spans if "quotes" in value else spans[:-1]
