import pytest
from streamlit.testing.v1 import AppTest
from tests.ui import screen
from tests.ui.fakes import FakeCoach

from coach.bootstrap import build
from coach.settings import load, shipped
from coach.ui import shared

REMOTE = {"COACH_LLM_BASE_URL": "https://models.example.com/v1", "COACH_LLM_API_KEY": "sk-test-not-a-key"}
HERE = {"COACH_LLM_BASE_URL": "http://127.0.0.1:9/v1"}
NOWHERE, ELSEWHERE = "外部には送られません", "サービスにも送られます"


@pytest.fixture(autouse=True)
def _made(monkeypatch):
    monkeypatch.setattr(shared, "build", FakeCoach)


@pytest.mark.parametrize("page", ["first", "documents"])
@pytest.mark.parametrize(
    ("environment", "allowed", "says"),
    [
        ({}, None, NOWHERE),
        (REMOTE, None, NOWHERE),
        (REMOTE, False, NOWHERE),
        (REMOTE, True, ELSEWHERE),
        ({**REMOTE, "COACH_ENGINE": "local"}, None, NOWHERE),
        ({**REMOTE, "COACH_EMBEDDING": "openai:m"}, None, NOWHERE),
        (HERE, None, NOWHERE),
    ],
)
def test_a_page_says_where_words_go_by_what_was_agreed_to(page, environment, allowed, says, monkeypatch):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    if allowed is not None:
        build(load()).choose(allowed=allowed)
    shown = only_documents() if page == "documents" else AppTest.from_file(str(shipped("app.py")), default_timeout=20)
    text = screen.text(shown.run())
    assert says in text
    assert not (NOWHERE in text and ELSEWHERE in text)


def only_documents() -> AppTest:
    def section():
        from coach.ui import shared
        from coach.ui.components import privacy

        privacy.documents(shared.coach())

    return AppTest.from_function(section, default_timeout=20)
