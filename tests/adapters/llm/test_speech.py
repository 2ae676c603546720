"""Recordings, over the scripted server with the real SDK."""

import time

import pytest

from coach.domain.errors import BadInput, CannotDo
from coach.llm.consent import MemoryConsent
from coach.llm.engine import LlmEngine
from coach.llm.speech import NotOffered, Transcriber
from coach.llm.usage import MemoryUsage
from coach.llm.voice import (
    choose_to_listen,
    choose_to_speak,
    wants_to_listen,
    wants_to_speak,
    where,
)
from coach.testing import Failing, Fault, ScriptedServer

SOUND = b"RIFF...."


def transcriber(settings, url, usage=None, **more):
    return LlmEngine(settings(url, **more), usage or MemoryUsage()).transcriber


def test_a_recording_becomes_an_utterance_and_is_counted(settings):
    usage = MemoryUsage()
    with ScriptedServer([""], ["  来期は任せます。\n"]) as server:
        here = transcriber(settings, server.url, usage, llm_whole_seconds=20)
        assert "来期は任せます。" == here.transcribe(SOUND, session="p1", acting="aoki")
        assert server.requests[0].path.endswith("/audio/transcriptions")
    [(who, one)] = usage.rows
    assert ("aoki", "speech", "whisper-1", "p1", True, None) == (
        who,
        one.purpose,
        one.model,
        one.session,
        one.estimated,
        one.fault,
    )
    assert here.offered


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (Fault.SERVER_ERROR, "サーバーでエラー"),
        (Fault.UNAUTHORISED, "鍵が受け付けられません"),
        (Fault.RATE_LIMITED, "混み合って"),
        (Failing(Fault.SILENCE), "時間内に"),
        (Fault.REFUSED, "接続できません"),
        (Fault.INVALID_JSON, "形式を読み取れません"),
    ],
)
def test_a_fault_is_one_sentence_that_names_the_way_on(step, says, settings):
    usage = MemoryUsage()
    with ScriptedServer([""], [step]) as server:
        here = transcriber(settings, server.url, usage, llm_whole_seconds=0.5)
        began = time.perf_counter()
        with pytest.raises(CannotDo, match="文字で入力") as told:
            here.transcribe(SOUND)
        assert time.perf_counter() - began < 10
    assert says in str(told.value)
    # It may well work the next time, so the recorder stays.
    assert here.offered
    assert [1] == [sum(one.fault is not None for _, one in usage.rows)]


def test_an_endpoint_without_transcription_is_known_as_such_from_then_on(settings):
    with ScriptedServer([""], [Fault.NO_MODEL]) as server:
        here = transcriber(settings, server.url)
        with pytest.raises(NotOffered, match="COACH_LLM_SPEECH_MODEL"):
            here.try_out()
    assert not here.offered


def test_silence_is_no_utterance_and_a_very_long_recording_is_not_sent(settings):
    with ScriptedServer([""], [" "]) as server:
        here = transcriber(settings, server.url)
        with pytest.raises(BadInput, match="聞き取れませんでした"):
            here.transcribe(SOUND)
        with pytest.raises(BadInput, match="長すぎます"):
            here.transcribe(bytes(10_000_001))
        here.try_out()
        assert 2 == len(server.requests)


def test_the_daily_limit_holds_for_speech_too(settings):
    usage = MemoryUsage()
    with ScriptedServer([""]) as server:
        here = transcriber(settings, server.url, usage, llm_daily_tokens=5)
        here.transcribe(SOUND)
        with pytest.raises(CannotDo, match="上限"):
            here.transcribe(SOUND)
        assert 1 == len(server.requests)


def test_without_a_server_the_reader_is_told_to_type(settings):
    with pytest.raises(CannotDo, match="文字で入力"):
        Transcriber(settings("http://127.0.0.1:9/v1")).transcribe(SOUND)


def test_both_are_off_until_chosen_and_a_choice_holds_for_its_endpoint_and_owner(settings):
    store = MemoryConsent()
    one, other = settings("https://a.example/v1"), settings("https://b.example/v1")
    assert not wants_to_speak(one, store, acting="aoki")
    assert not wants_to_listen(store, acting="aoki")
    choose_to_speak(one, store, wanted=True, acting="aoki")
    choose_to_listen(store, wanted=True, acting="aoki")
    assert wants_to_speak(one, store, acting="aoki")
    assert not wants_to_speak(other, store, acting="aoki")
    assert not wants_to_speak(one, store, acting="baba")
    assert wants_to_listen(store, acting="aoki")
    assert not wants_to_listen(store, acting="baba")
    choose_to_speak(one, store, wanted=False, acting="aoki")
    assert not wants_to_speak(one, store, acting="aoki")


def test_the_reader_is_told_where_a_recording_goes(settings):
    assert "a.example に送られ" in where(settings("https://a.example/v1"))
    assert "伏せられません" in where(settings("https://a.example/v1"))
    assert "このコンピューター上の" in where(settings("http://127.0.0.1:9/v1"))
