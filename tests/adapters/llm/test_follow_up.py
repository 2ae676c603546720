"""A follow-up: the model reads the earlier turns, and its answer is still held to the passages."""

from datetime import UTC, datetime

from coach.domain.asked import Exchange
from coach.domain.passage import Answer, Declined
from coach.llm.engine import LlmEngine
from coach.llm.usage import MemoryUsage
from coach.services.ask import AskService
from coach.testing import Failing, Fault, ScriptedServer

REPLY = {
    "declined": False,
    "answer": "困ったときに相談できる時間も約束します。",
    "quotes": [{"passage": 1, "quote": "困ったときに相談できる時間も約束します。"}],
}
FIRST = Exchange("1", "c", "任せ方は？", "任せ方は？", Answer("任せる範囲を先に決めます。", ()), datetime.now(UTC))


def follow(settings, fakes, server, question, earlier):
    answerer = LlmEngine(settings(server.url), MemoryUsage()).answerer(fakes.Answerer())
    return AskService(fakes.Retriever(), answerer, streaming=answerer).follow(question, earlier)


def test_the_earlier_turn_and_the_words_as_typed_are_in_the_prompt(settings, fakes):
    with ScriptedServer([REPLY]) as server:
        understood, answer = follow(settings, fakes, server, "例えば？", [FIRST])
        [sent] = server.chats
    assert "任せ方の具体例を教えてください" == understood
    assert "困ったときに相談できる時間も約束します。" == answer.text
    for words in ("任せ方は？", "任せる範囲を先に決めます。", "例えば？", understood):
        assert words in sent.text


def test_a_new_question_is_sent_without_the_earlier_turn(settings, fakes):
    with ScriptedServer([REPLY]) as server:
        follow(settings, fakes, server, "面談で気持ちを尋ねるにはどうすればよいですか", [FIRST])
        [sent] = server.chats
    assert "任せ方は？" not in sent.text


def test_where_the_model_fails_the_local_engine_answers_the_question_as_understood(settings, fakes):
    with ScriptedServer([Failing(Fault.SERVER_ERROR)] * 6) as server:
        understood, answer = follow(settings, fakes, server, "具体例は？", [FIRST])
    assert "任せ方の具体例を教えてください" == understood
    assert isinstance(answer, Answer | Declined)
