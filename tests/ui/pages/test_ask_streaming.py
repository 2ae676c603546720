"""質問 with a model behind it: the real engine over the scripted server, seen as the page is being drawn."""

import json
import threading

import pytest
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from tests.ui import screen
from tests.ui.fakes import PASSAGE, QUOTE, KnowsTrust, OnePassage

from coach.llm.engine import LlmEngine
from coach.llm.usage import MemoryUsage
from coach.services.ask import AskService
from coach.settings import Settings
from coach.testing import Say, ScriptedServer
from coach.ui.shared import USER

FIRST, SECOND = "信用は過去の事実に基づきます。", QUOTE
WHOLE = {"declined": False, "answer": FIRST + SECOND, "quotes": [{"passage": 1, "quote": QUOTE}]}
UNCITED = {**WHOLE, "quotes": [{"passage": 1, "quote": "どこにもない文です。"}]}
BEGUN = json.dumps(WHOLE, ensure_ascii=False).index(SECOND) + 3
"""So much is sent when the second sentence has just begun."""


@pytest.fixture
def drawn(monkeypatch):
    """Every piece of HTML in the order in which it reaches the browser; `on` calls somebody for each."""
    bodies: list[str] = []
    called = []
    enqueue = ScriptRunContext.enqueue

    def keep(self, msg):
        body = msg.delta.new_element.html.body
        if body:
            bodies.append(body)
            for one in called:
                one(body)
        enqueue(self, msg)

    monkeypatch.setattr(ScriptRunContext, "enqueue", keep)
    return bodies, called.append


def asked(app, coach, script, question="信頼とは何ですか"):
    """The page after a question to a model that follows the script."""
    usage = MemoryUsage()
    with ScriptedServer(script) as server:
        settings = Settings(llm_base_url=server.url, llm_api_key="sk-test-not-a-key", llm_longest_wait_seconds=0.1)
        engine = LlmEngine(settings, usage)
        coach.ask = AskService(OnePassage(), KnowsTrust(), streaming=engine.answerer(KnowsTrust()))
        screen.visit(app.run(), "ask")
        app.chat_input(key="question").set_value(question).run(timeout=60)
    assert not app.exception
    return usage


def test_the_first_sentence_is_on_the_page_before_the_second_is_written_and_kept_before_it_is_done(app, coach, drawn):
    _, call = drawn
    seen = threading.Event()
    kept_by_then = []
    in_time = []

    def watch(body):
        if FIRST in body and SECOND not in body:
            seen.set()
        if 'class="n"' in body:
            kept_by_then.append(len(coach.questions.talks(acting=USER)))

    call(watch)

    def hold(sent):
        if BEGUN <= len(sent) < BEGUN + 3:
            in_time.append(seen.wait(20))

    asked(app, coach, [Say(WHOLE, hold=hold)])
    assert [True] == in_time
    # While it is written it carries no citation; the answer that is done does, and is on disk by then.
    assert {1} == set(kept_by_then)
    shown = screen.text(app)
    assert f'{QUOTE}<sup class="n">[1]</sup>' in shown
    assert 1 == shown.count(f'<div class="said">{FIRST}')


def test_what_no_source_bears_out_is_replaced_by_a_refusal_that_says_so(app, coach, drawn):
    bodies, _ = drawn
    asked(app, coach, [Say(UNCITED)])
    assert any(FIRST in body for body in bodies)
    shown = screen.text(app)
    assert FIRST not in shown.replace(PASSAGE.text, "")
    assert "差し控えました" in shown
    app.run()
    [talk] = coach.questions.talks(acting=USER)
    [kept] = coach.questions.conversation(talk.id, acting=USER)
    assert not kept.answered


def test_a_sentence_without_support_is_never_drawn(app, coach, drawn):
    bodies, _ = drawn
    invented = "給与は来月から三割上がることが取締役会で決まりました。"
    asked(app, coach, [Say({**WHOLE, "answer": FIRST + invented + SECOND})])
    assert not any(invented in body for body in bodies)
    assert any(FIRST in body for body in bodies)


def test_a_stream_that_breaks_off_ends_as_the_local_answer_and_says_why(app, coach, drawn):
    _, call = drawn
    begun = threading.Event()
    call(lambda body: begun.set() if FIRST in body else None)

    def hold(sent):
        if len(sent) >= BEGUN:
            assert begun.wait(20)
            raise ConnectionError("the line is cut")

    asked(app, coach, [Say(WHOLE, hold=hold)])
    shown = screen.text(app)
    assert f'<div class="said">{FIRST}{QUOTE}&lt;b&gt;' in "".join(shown.split('<sup class="n">[1]</sup>'))
    assert "内蔵のエンジン" in shown
    assert "差し控えました" not in shown


def test_the_call_is_booked_on_the_conversation_and_whoever_asked(app, coach, drawn):
    usage = asked(app, coach, [Say(WHOLE)])
    [talk] = coach.questions.talks(acting=USER)
    assert [(USER, "answer", talk.id)] == [(owner, one.purpose, one.session) for owner, one in usage.rows]


def test_the_local_answer_comes_whole(app, coach, drawn):
    bodies, _ = drawn
    screen.visit(app.run(), "ask")
    app.chat_input(key="question").set_value("信頼とは何ですか").run()
    # The open passage and the answer that is done; no draft before.
    assert all('class="n"' in body or "passage" in body for body in bodies if QUOTE in body)
