from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest
from tests.ui import screen
from tests.ui.fakes import FakeCoach

from coach.ports import Reply
from coach.settings import load, shipped
from coach.ui import shared

TOLD = "LLM から時間内に返答がありませんでした。この部分は内蔵のエンジンがお答えしました。"


class SilentModel:
    """A partner whose model said nothing, so that the local line was spoken."""

    def reply(self, moment):
        yield "はい。"
        yield Reply("はい。", line="local", fallback=TOLD)


@pytest.fixture
def asked_for_a_model(monkeypatch) -> AppTest:
    here = FakeCoach(load(llm_base_url="http://127.0.0.1:9/v1"))
    here.practice._faculties = replace(here.practice._faculties, partner=SilentModel())
    monkeypatch.setattr(shared, "build", lambda _settings: here)
    return AppTest.from_file(str(shipped("app.py")), default_timeout=20)


def test_the_reader_is_told_why_the_built_in_engine_answered_for_the_model(asked_for_a_model):
    screen.say(screen.started(asked_for_a_model), "12件でした")
    assert TOLD in screen.text(asked_for_a_model)


def test_nothing_is_said_when_no_model_was_asked_for(app):
    screen.say(screen.started(app), "12件でした")
    assert TOLD not in screen.text(app)
