"""Every fault leaves an answered, saved turn, over real HTTP with the real SDK."""

import contextlib
import importlib.util
import logging
from pathlib import Path

import pytest

from coach.domain.errors import CoachError
from coach.domain.passage import Answer
from coach.llm.checkup import checkup
from coach.llm.embedding import OpenAiEmbedder
from coach.llm.engine import LlmEngine
from coach.llm.fault import IN_WORDS
from coach.llm.fault import Fault as Reason
from coach.llm.usage import MemoryUsage
from coach.testing import Failing, Fault, Say, ScriptedServer

_spec = importlib.util.spec_from_file_location("fault_table", Path(__file__).with_name("fault_table.py"))
fault_table = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(fault_table)

EXPECTED = {
    Fault.REFUSED: Reason.REFUSED,
    Fault.UNAUTHORISED: Reason.UNAUTHORISED,
    Fault.RATE_LIMITED: Reason.RATE_LIMITED,
    Fault.SERVER_ERROR: Reason.SERVER_ERROR,
    Fault.CUT_STREAM: Reason.CUT_SHORT,
    Fault.POLITE_CUT: Reason.CUT_SHORT,
    Fault.SILENCE: Reason.SILENT,
    Fault.KEEP_ALIVE: Reason.SILENT,
    Fault.STALL: Reason.SILENT,
    Fault.INVALID_JSON: Reason.BAD_JSON,
    Fault.EMPTY_CHOICES: Reason.EMPTY,
    Fault.NO_TEXT: Reason.EMPTY,
    Fault.CONTENT_FILTER: Reason.FILTERED,
    Fault.FILTERED_PROMPT: Reason.FILTERED,
    Fault.NO_MODEL: Reason.NO_MODEL,
    Fault.TOO_LONG: Reason.TOO_LONG,
    Fault.STREAM_ERROR: Reason.SERVER_ERROR,
}
_MENDED = {Fault.NO_SCHEMA}
_SILENT = {Fault.SILENCE, Fault.KEEP_ALIVE, Fault.STALL}
_PATIENCE = 0.4 + 2 * 0.3 + 4.0
"""First word or gap, two waits, and some seconds for a busy machine; the scripted silence lasts a minute."""


def test_every_fault_of_the_scripted_server_is_tried():
    assert set(Fault) - _MENDED == set(EXPECTED)
    assert set(Fault) - _MENDED == {case.fault for case in fault_table.CASES.values() if case}


@pytest.mark.parametrize("name", fault_table.CASES)
def test_a_fault_leaves_an_answered_and_saved_turn(name, settings, fakes):
    case = fault_table.CASES[name]
    patience = fakes.QUICK if case and case.fault in _SILENT else {}
    with fault_table.endpoint(case) as (url, server):
        row = fault_table.turn_under(case, settings(url, **patience), server)
    reason = EXPECTED[case.fault] if case else Reason.REFUSED
    assert "local" == row.turn.engine
    assert "はい。承知しました。" == row.turn.reply
    assert row.fallback.startswith(IN_WORDS[reason])
    assert 2 == row.saved
    assert row.seconds < _PATIENCE
    assert row.next_seconds < _PATIENCE


@pytest.mark.parametrize("fault", EXPECTED)
def test_a_fault_leaves_an_answer_to_a_question_and_a_tag(fault, settings, local, fakes, tmp_path):
    with ScriptedServer([Failing(fault)]) as server:
        quick = settings(server.url, llm_retries=0, **(fakes.QUICK if fault in _SILENT else {}))
        answer = LlmEngine(quick, MemoryUsage()).answerer(fakes.Answerer()).answer("任せる範囲は？", fakes.FOUND)
        tag = LlmEngine(quick, MemoryUsage()).tagger(local, tmp_path).tag("順調ですか。")
    assert isinstance(answer, Answer)
    assert "local" == answer.engine == tag.engine
    assert IN_WORDS[EXPECTED[fault]] in answer.fallback
    assert tag.fallback


def test_a_passing_fault_is_tried_again(settings, local, moment):
    with ScriptedServer([Fault.SERVER_ERROR, "はい。"]) as server:
        *_, reply = LlmEngine(settings(server.url), MemoryUsage()).partner(local).reply(moment("どうですか。"))
    assert ("はい。", "llm", 2) == (reply.text, reply.engine, len(server.chats))


def test_a_short_retry_after_is_honoured_and_a_long_one_is_not_waited_for(settings, local, moment):
    with ScriptedServer([Failing(Fault.RATE_LIMITED, retry_after=0.25), "はい。"]) as server:
        patient = settings(server.url, llm_longest_wait_seconds=1)
        *_, reply = LlmEngine(patient, MemoryUsage()).partner(local).reply(moment("どうですか。"))
        assert "llm" == reply.engine
        assert server.chats[1].at - server.chats[0].at >= 0.25
    with ScriptedServer([Failing(Fault.RATE_LIMITED, retry_after=30), "はい。"]) as server:
        engine = LlmEngine(settings(server.url), MemoryUsage())
        *_, reply = engine.partner(local).reply(moment("どうですか。"))
        assert ("local", 1) == (reply.engine, len(server.chats))
        assert 29 < engine.breaker.resting <= 30


def test_a_dead_endpoint_costs_no_second_time_out(settings, local, moment, fakes):
    with ScriptedServer([Failing(Fault.SILENCE)]) as server:
        engine = LlmEngine(settings(server.url, **fakes.QUICK, llm_rest_seconds=600), MemoryUsage())
        replies = [[*engine.partner(local).reply(moment("どうですか。"))][-1] for _ in range(4)]
    assert 2 == len(server.chats)
    assert [Reason.SILENT, Reason.SILENT, Reason.RESTING, Reason.RESTING] == [
        next(reason for reason, words in IN_WORDS.items() if reply.fallback.startswith(words)) for reply in replies
    ]


def test_a_beginning_that_was_shown_is_replaced_by_the_whole_local_reply(settings, local, moment, fakes):
    with ScriptedServer([Failing(Fault.CUT_STREAM)]) as server:
        *pieces, reply = LlmEngine(settings(server.url), MemoryUsage()).partner(local).reply(moment("どうですか。"))
    assert fakes.LOCAL_LINE not in pieces
    assert fakes.LOCAL_LINE == reply.text


def test_a_server_without_json_schema_is_understood(settings, local, tmp_path):
    text = 'では分類します。```json\n{"label": "trust", "time": "future", "flags": [], "moves": [],}\n```'

    def without_schema(body):
        return Failing(Fault.NO_SCHEMA) if "response_format" in body else Say(text)

    with ScriptedServer([without_schema]) as server:
        tagger = LlmEngine(settings(server.url), MemoryUsage()).tagger(local, tmp_path)
        assert "llm" == tagger.tag("来期は任せます。").engine
        tagger.tag("期待しています。")
    # Asked with the schema once, then never again.
    assert [True, False, False] == ["response_format" in one.body for one in server.chats]


def test_nonsense_json_is_asked_for_once_more(settings, local, tmp_path):
    with ScriptedServer(["わかりません。", {"label": "trust", "time": "future", "flags": [], "moves": []}]) as server:
        tag = LlmEngine(settings(server.url), MemoryUsage()).tagger(local, tmp_path).tag("来期は任せます。")
    assert ("llm", 2) == (tag.engine, len(server.chats))


def test_no_prompt_reply_or_key_reaches_a_log(settings, local, moment, fakes, caplog, capfd):
    """Whatever is asked of the endpoint, whatever it does, with debugging on: nothing of it is written anywhere."""
    caplog.set_level(logging.DEBUG)
    said, told = "秘密の打ち合わせはどうでしたか。", "はい。滞りなく済みました。"
    steps = [told, *(Failing(fault, seconds=0.2) for fault in sorted(set(Fault) - _MENDED))]
    for step in steps:
        with ScriptedServer([step], [step]) as server:
            here = settings(server.url, **fakes.QUICK, llm_retries=0)
            engine = LlmEngine(here, MemoryUsage())
            list(engine.partner(local).reply(moment(said)))
            engine.reader(local, Path("nowhere")).start(moment(said), [fakes.PASSAGE]).result()
            engine.answerer(fakes.Answerer()).answer(said, fakes.FOUND)
            with contextlib.suppress(CoachError):
                engine.transcriber.transcribe(said.encode())
            with contextlib.suppress(CoachError):
                OpenAiEmbedder(here).query(said)
    logged = caplog.text + "".join(capfd.readouterr())
    for secret in ("秘密の打ち合わせ", "滞りなく", "sk-test", "なりきり", "任せる範囲を"):
        assert secret not in logged


@pytest.mark.parametrize("fault", EXPECTED)
def test_the_check_up_names_a_remedy_for_every_fault(fault, settings, fakes):
    with ScriptedServer([Failing(fault)]) as server:
        patience = {**fakes.QUICK, "llm_whole_seconds": 0.4} if fault in _SILENT else {}
        [_, failed] = checkup(settings(server.url, **patience))
    assert not failed.passed
    # What is wrong, what to do, and that the coach works meanwhile.
    what, remedy, meanwhile = failed.text.partition("。")[0], *failed.text.rpartition("ください")[::2]
    assert what in IN_WORDS.values()
    assert len(remedy) > len(what) + 10
    assert "内蔵のエンジンが代わりに答えます" in meanwhile


def test_the_document_tells_of_every_fault():
    document = fault_table.DOCUMENT.read_text(encoding="utf-8")
    shown = document.partition(fault_table.BEGIN)[2].partition(fault_table.END)[0]
    for name, case in fault_table.CASES.items():
        reason = EXPECTED[case.fault] if case else Reason.REFUSED
        assert f"| {name} | {IN_WORDS[reason]}" in shown
