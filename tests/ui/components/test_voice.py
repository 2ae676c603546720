import json

import pytest
from streamlit.testing.v1 import AppTest
from tests.ui import screen
from tests.ui.fakes import FakeCoach

from coach.bootstrap import build
from coach.llm.voice import choose_to_listen, choose_to_speak, wants_to_speak
from coach.settings import load, shipped
from coach.testing import Fault, ScriptedServer
from coach.ui import shared
from coach.ui.components.voice_out import script_value
from coach.ui.shared import USER

SOUND = ("said.wav", b"RIFF....", "audio/wav")


@pytest.fixture
def made(monkeypatch):
    monkeypatch.setattr(shared, "build", FakeCoach)


def app() -> AppTest:
    return AppTest.from_file(str(shipped("app.py")), default_timeout=30)


def with_endpoint(monkeypatch, server) -> None:
    monkeypatch.setenv("COACH_LLM_BASE_URL", server.url)


def settings_page() -> AppTest:
    return screen.visit(app().run(), "settings")


def speaks() -> bool:
    here = build(load())
    return wants_to_speak(here.settings, here.consents, acting=USER)


def choose(*, speak: bool = False, listen: bool = False) -> None:
    here = build(load())
    choose_to_speak(here.settings, here.consents, wanted=speak, acting=USER)
    choose_to_listen(here.consents, wanted=listen, acting=USER)


def switch(page: AppTest, beginning: str):
    return next((one for one in page.toggle if one.key.startswith(beginning)), None)


def test_both_are_off_at_first(made, monkeypatch):
    with ScriptedServer(["はい。"]) as server:
        with_endpoint(monkeypatch, server)
        page = settings_page()
        assert [False, False] == [switch(page, "voice-speak").value, switch(page, "voice-listen").value]
        talk = screen.say(screen.started(app()), "12件でした")
        assert not talk.audio_input
        assert not talk.get("iframe")


def test_without_a_model_there_is_no_switch_for_speaking(made):
    page = settings_page()
    assert switch(page, "voice-speak") is None
    assert switch(page, "voice-listen") is not None


def test_without_consent_there_is_no_recorder_though_it_was_wished_for(made, monkeypatch):
    monkeypatch.setenv("COACH_LLM_BASE_URL", "https://models.example.com/v1")
    monkeypatch.setenv("COACH_LLM_API_KEY", "sk-test-not-a-key")
    choose(speak=True)
    assert not screen.started(app()).audio_input


def test_switching_it_on_sends_only_silence_and_is_kept(made, monkeypatch):
    with ScriptedServer(["はい。"], [" "]) as server:
        with_endpoint(monkeypatch, server)
        page = switch(settings_page(), "voice-speak").set_value(True).run()
        assert speaks()
        assert not page.warning
        assert ["/v1/audio/transcriptions"] == [one.path for one in server.requests]
        switch(page, "voice-speak").set_value(False).run()
        assert not speaks()
        assert 1 == len(server.requests)


@pytest.mark.parametrize(
    ("fault", "says"), [(Fault.NO_MODEL, "音声を文字にできません"), (Fault.SERVER_ERROR, "エラーが起きました")]
)
def test_an_endpoint_that_does_not_hear_leaves_it_off_and_says_why(made, monkeypatch, fault, says):
    with ScriptedServer(["はい。"], [fault]) as server:
        with_endpoint(monkeypatch, server)
        page = switch(settings_page(), "voice-speak").set_value(True).run()
        assert says in page.warning[0].value
        assert switch(page, "voice-speak").value is False
        assert not speaks()
        page.run()
        assert 1 == len(server.requests)


def test_a_recording_is_shown_for_mending_and_then_said(made, monkeypatch):
    with ScriptedServer(["はい。"], ["期待しています"]) as server:
        with_endpoint(monkeypatch, server)
        choose(speak=True)
        talk = screen.started(app())
        assert "録音は、このコンピューター上の" in screen.text(talk)
        talk.audio_input[0].set_value(SOUND).run()
        [field] = [one for one in talk.text_area if one.value == "期待しています"]
        field.set_value("来期も期待しています").run()
        assert 1 == len([one for one in server.requests if "audio" in one.path])
        talk.button(key="voice-send").click().run()
        assert not talk.exception
        assert "「来期も期待しています」と聞きました。" in screen.text(talk)
        assert not [one for one in talk.text_area if "期待" in str(one.value)]


def test_a_recording_can_be_dropped(made, monkeypatch):
    with ScriptedServer(["はい。"], ["期待しています"]) as server:
        with_endpoint(monkeypatch, server)
        choose(speak=True)
        talk = screen.started(app())
        talk.audio_input[0].set_value(SOUND).run()
        talk.button(key="voice-drop").click().run()
        assert "と聞きました" not in screen.text(talk)
        assert not talk.text_area


def test_a_failure_is_not_sent_again_by_itself_and_can_be_tried_again(made, monkeypatch):
    with ScriptedServer(["はい。"], [Fault.SERVER_ERROR, "期待しています"]) as server:
        with_endpoint(monkeypatch, server)
        choose(speak=True)
        talk = screen.started(app())
        talk.audio_input[0].set_value(SOUND).run()
        assert "文字で入力してお続けください" in screen.text(talk)
        talk.run()
        assert 1 == len(server.requests)
        talk.button(key="voice-retry").click().run()
        assert ["期待しています"] == [one.value for one in talk.text_area]


def test_an_endpoint_that_turns_out_to_have_no_ears_loses_its_recorder(made, monkeypatch):
    with ScriptedServer(["はい。"], [Fault.NO_MODEL]) as server:
        with_endpoint(monkeypatch, server)
        choose(speak=True)
        talk = screen.started(app())
        talk.audio_input[0].set_value(SOUND).run()
        assert "文字で入力してお続けください" in screen.text(talk)
        assert not talk.run().audio_input
        assert "「12件でした」と聞きました。" in screen.text(screen.say(talk, "12件でした"))


def test_a_new_reply_is_read_aloud_once_and_an_old_one_is_not(made):
    choose(listen=True)
    talk = screen.say(screen.started(app()), "12件でした")
    [frame] = talk.get("iframe")
    given = page_value(frame.proto.srcdoc)
    assert ("「12件でした」と聞きました。", True) == (given["text"], given["now"])
    [practice] = build(load()).practices.recent(acting=USER)
    again = screen.visit(app().run(), "practice", id=practice.id)
    [frame] = again.get("iframe")
    assert page_value(frame.proto.srcdoc)["now"] is False


def test_a_reply_cannot_break_out_of_the_script(made):
    choose(listen=True)
    evil = "</script><img src=x onerror=alert(1)>'\"`${1}\u2028-->"
    talk = screen.say(screen.started(app()), evil)
    [frame] = talk.get("iframe")
    assert 1 == frame.proto.srcdoc.count("</script>")
    assert "<img" not in frame.proto.srcdoc
    assert f"「{evil.replace(chr(0x2028), '')}」と聞きました。" == page_value(frame.proto.srcdoc)["text"].replace(
        chr(0x2028), ""
    )


@pytest.mark.parametrize("letter", ["<", ">", "&", "'", "\u2028", "あ", "</script>", "<!--"])
def test_a_value_in_a_script_holds_no_letter_that_could_end_it(letter):
    shown = script_value({"text": letter})
    assert shown.isascii()
    assert not set("<>&'") & set(shown)
    assert {"text": letter} == json.loads(shown)


def page_value(page: str) -> dict:
    line = next(line for line in page.splitlines() if "const given = " in line)
    return json.loads(line.strip().removeprefix("const given = ").rstrip(";"))
