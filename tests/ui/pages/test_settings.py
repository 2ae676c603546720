from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest
from tests.ui import screen
from tests.ui.fakes import FakeCoach

from coach.bootstrap import build
from coach.domain.usage import Usage
from coach.settings import load, shipped
from coach.testing import ScriptedServer
from coach.ui import shared
from coach.ui.components import readiness

REMOTE = {"COACH_LLM_BASE_URL": "https://models.example.com/v1", "COACH_LLM_API_KEY": "sk-test-not-a-key"}


@pytest.fixture
def made(monkeypatch) -> list[FakeCoach]:
    """The coaches that were made, one after the other."""
    found = []

    def make(settings):
        found.append(FakeCoach(settings))
        return found[-1]

    monkeypatch.setattr(shared, "build", make)
    return found


@pytest.fixture
def remote(monkeypatch, made) -> AppTest:
    """The app where a remote model is set up and nobody was asked yet."""
    for name, value in REMOTE.items():
        monkeypatch.setenv(name, value)
    return AppTest.from_file(str(shipped("app.py")), default_timeout=20)


def settings_page(app: AppTest) -> AppTest:
    """The settings, by the link in the consent box."""
    app.run()
    app.button(key="to-practice").click().run()
    return app.button(key="consent-more").click().run()


def here() -> FakeCoach:
    return build(load())


def test_the_practice_page_asks_once_before_a_model_is_used(remote, made):
    remote.run()
    remote.button(key="to-first").click().run()
    shown = screen.text(remote)
    assert "AIサービス（LLM）を使いますか？" in shown
    assert "models\\.example\\.com" in shown
    assert "記号に置き換えます" in shown
    remote.button(key="consent-no").click().run()
    assert not screen.keys(remote, "consent-")
    assert here().standing == "denied"


def test_until_there_is_an_answer_the_local_engine_speaks(remote, made):
    screen.say(screen.started(remote), "12件でした")
    assert "と聞きました。" in screen.text(remote)
    assert made[0].standing == "ask"
    assert made[0].llm is None


def test_after_the_answer_another_coach_is_made_that_may_use_the_model(remote, made):
    remote.run()
    remote.button(key="to-ask").click().run()
    remote.button(key="consent-yes").click().run()
    assert not remote.exception
    assert len(made) == 2
    assert made[1].llm is not None
    assert readiness._warmth(made[1]).coach is made[1]


def test_a_choice_made_beside_the_server_holds_from_the_next_click_on(remote, made):
    remote.run()
    here().choose(allowed=True)
    remote.run()
    assert made[-1].llm is not None
    here().choose(allowed=False)
    remote.run()
    assert made[-1].llm is None
    assert len(made) == 3


def test_the_choice_can_be_changed_in_the_settings(remote, made):
    page = settings_page(remote)
    assert "同意がまだないため" in screen.text(page)
    page.radio[0].set_value(True).run()
    assert here().standing == "allowed"
    assert "送信に同意されているため" in screen.text(page)
    page.radio[0].set_value(False).run()
    assert here().standing == "denied"
    assert "許可されていないため" in screen.text(page)


def test_a_choice_that_the_environment_made_is_shown_and_fixed(remote, made, monkeypatch):
    page = settings_page(remote)
    monkeypatch.setenv("COACH_ENGINE", "llm")
    shared._made.clear()
    page.run()
    assert page.radio[0].disabled
    assert page.radio[0].value is True
    assert "COACH\\_ENGINE" in screen.text(page)


def test_the_masking_is_named(remote, made, monkeypatch):
    monkeypatch.setenv("COACH_MASK", "off")
    assert "置き換えずに送ります" in screen.text(settings_page(remote))


def test_the_usage_is_shown_with_the_limit(remote, made, monkeypatch):
    monkeypatch.setenv("COACH_LLM_DAILY_TOKENS", "2000")
    page = settings_page(remote)
    assert "使われていません" in screen.text(page)
    here().usage.add(Usage(datetime.now(UTC), "partner", "m", "gone", 900, 100), acting=shared.USER)
    page.run()
    assert [one.value for one in page.metric] == ["1回", "1,000", "1,000"]
    assert len(page.dataframe) == 3
    assert list(page.dataframe[1].value["用途"]) == ["部下役の返事"]
    assert not page.exception


def test_the_check_up_is_made_on_demand(remote, made, monkeypatch):
    page = settings_page(remote)
    monkeypatch.setattr(made[-1].bare_knowledge, "documents", list, raising=False)
    page.button(key="doctor").click().run()
    shown = screen.text(page)
    assert not page.exception
    for name in ("LLM", "埋め込み", "ナレッジ", "データベース", "ディスク", "フォント"):
        assert f"<strong>{name}</strong>" in shown


def test_without_a_model_the_page_says_that_nothing_leaves(coach):
    def only_the_settings():
        from coach.ui import shared
        from coach.ui.pages import settings

        settings.show(shared.coach())

    page = AppTest.from_function(only_the_settings, default_timeout=20).run()
    assert not page.exception
    assert not page.radio
    assert "外部に送られるものはありません" in screen.text(page)


def test_an_endpoint_on_this_machine_is_not_asked_about(made, monkeypatch):
    with ScriptedServer(["はい。"]) as server:
        monkeypatch.setenv("COACH_LLM_BASE_URL", server.url)
        app = AppTest.from_file(str(shipped("app.py")), default_timeout=20).run()
        app.button(key="to-practice").click().run()
        assert not screen.keys(app, "consent-")
        assert server.chats == []
