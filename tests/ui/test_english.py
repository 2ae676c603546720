"""Every page in English: no Japanese stands in the interface itself. Scenarios, the handbook and comments stay Japanese."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from html import unescape
from types import SimpleNamespace

import numpy as np
import pytest
from google.protobuf.json_format import MessageToDict
from streamlit.testing.v1 import AppTest
from tests.ui import screen
from tests.ui.fakes import PASSAGE
from tests.ui.messages import JAPANESE
from tests.ui.test_catalogue import entries

from coach.domain.preparation import called
from coach.evaluation.runner import Order
from coach.retrieval.catalogue import Source
from coach.ui import drafts, language, openings
from coach.ui.components import review_input
from coach.ui.language import LANGUAGES
from coach.ui.shared import USER

TAG, ATTRIBUTE = re.compile(r"<[^>]*>"), re.compile(r'(?:title|aria-label|data-head)="([^"]*)"')
PIECES = re.compile(r"[\s。？›]+")
NO_TEXT = {"id", "userKey", "key", "formId", "elementId", "groupId", "url"}
"""Fields that no reader sees."""

DRAFT = "copy:appraisal-high-low"
TALK = "田中：今期は12件でした。来週、相談の時間を取ります。\n佐藤：ありがとうございます。\n田中：それは責任の問題です。\n佐藤：すみません。"


@pytest.fixture
def coach(coach):
    """With one document, and figures that need no model."""
    source = Source("handbook.ja.md", "h", 1_234, 1, "2026-11-22T06:00:00+00:00")
    coach.knowledge = SimpleNamespace(
        version=lambda: "v1", passages=lambda _document=None: [PASSAGE], documents=lambda: [source]
    )
    coach.embedder = SimpleNamespace(
        name="letters", query=lambda _text: np.ones(2), passages=lambda texts: [np.ones(2) for _one in texts]
    )
    return coach


@pytest.fixture
def app(app) -> Iterator[AppTest]:
    """The app of an English reader, run once."""
    app.session_state["language-chosen"] = "en"
    # AppTest itself asks the widgets for their options' labels, outside of the run
    before = language._NOW.set("en")
    yield app.run()
    language._NOW.reset(before)


def texts(value: object) -> Iterator[str]:
    """Every text in something stored or shown."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from () if name in NO_TEXT else texts(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts(getattr(value, one.name))


def shown(app: AppTest) -> Iterator[str]:
    """Every text on the page: labels, values, placeholders, tooltips, HTML, the charts' titles."""
    waiting = [app._tree]
    while waiting:
        node = waiting.pop()
        waiting += list(getattr(node, "children", {}).values())
        proto = getattr(node, "proto", None)
        if hasattr(proto, "DESCRIPTOR"):
            for text in texts(MessageToDict(proto)):
                yield unescape(TAG.sub("", text))
                yield from map(unescape, ATTRIBUTE.findall(text))
    yield from (str(info["page_name"]) for info in app._registered_pages.values())


def content(coach) -> list[str]:
    """What stays in its language: whatever is stored or written by hand, but for labels that are in the catalogue."""
    practices = [coach.practices.get(one.id, acting=USER) for one in coach.practices.recent(acting=USER)]
    reviews = [coach.reviews.get(one.id, acting=USER) for one in coach.reviews.recent(acting=USER)]
    kept = [
        *coach.scenarios.all(),
        *practices,
        *reviews,
        *[coach.debriefing.debrief(one) for one in (*practices, *(each.conversation for each in reviews))],
        *coach.preparations.recent(acting=USER),
        *[coach.questions.conversation(one.id, acting=USER) for one in coach.questions.talks(acting=USER)],
        *[coach.evaluation.store.get(one.id, acting=USER) for one in coach.evaluation.store.runs(acting=USER)],
        PASSAGE,
        TALK.replace("：", "\n").split("\n"),
        review_input._EXAMPLE,
        [openings.first_sentence(one) for one in coach.scenarios.all()],
        [called(one.request.name) for one in coach.preparations.recent(acting=USER)],
        drafts.text(coach, DRAFT),
        LANGUAGES["ja"],
        ["(信用)", "(信頼)"],
    ]
    whole = {part for one in texts(kept) for part in (one, one[:30], one[:26], *PIECES.split(TAG.sub(" ", one)))}
    labels = (
        set(entries("en")) - {fact.label for one in coach.scenarios.all() for fact in one.facts} - set(PASSAGE.section)
    )
    return sorted(whole - labels - {""}, key=len, reverse=True)


def japanese(app: AppTest, coach) -> list[str]:
    """What is left in Japanese on the page, without the content."""
    assert not app.exception
    stays = [one for one in content(coach) if JAPANESE.search(one)]
    left = []
    for text in shown(app):
        bare = text.replace("\\", "")
        for one in stays if JAPANESE.search(bare) else ():
            bare = bare.replace(one, "")
        if JAPANESE.search(bare):
            left.append(bare.strip()[:300])
    return left


def open_(app: AppTest, path: str, **address: str) -> AppTest:
    return screen.visit(app, path, **address)


def test_pages_before_anything_was_done(app, coach):
    left = {"": japanese(app, coach)}
    for path in ("prepare", "practice", "ask", "review", "progress", "scenarios", "sources", "evaluation", "settings"):
        left[path] = japanese(open_(app, path), coach)
    left["document"] = japanese(open_(app, "sources", document="handbook.ja.md"), coach)
    left["editor"] = japanese(open_(app, "scenarios", draft=DRAFT), coach)
    assert {page: texts for page, texts in left.items() if texts} == {}


def test_a_rehearsal_from_the_briefing_to_the_record(app, coach):
    left = {"briefing": japanese(open_(app, "practice", scenario="delegation-first-step"), coach)}
    app.button(key="begin").click().run()
    left["talk"] = japanese(app, coach)
    for words in ("12件でした", "責任を期待します", "迷う"):
        screen.say(app, words)
    left["feedback"] = japanese(app, coach)
    app.button(key="end").click().run()
    left["debrief"] = japanese(app, coach)
    app.button(key="keep-actions").click().run()
    left["actions"] = japanese(app, coach)
    left["progress"] = japanese(open_(app, "progress"), coach)
    left["again"] = japanese(open_(app, "practice"), coach)
    assert {page: texts for page, texts in left.items() if texts} == {}


def test_sheets_questions_and_reviews(app, coach):
    left = {}
    open_(app, "prepare").button(key="prepare-example").click().run()
    app.button(key="prepare-make").click().run()
    left["sheet"] = japanese(app, coach)
    left["answer"] = japanese(open_(app, "ask", q="信頼とは何ですか"), coach)
    left["declined"] = japanese(open_(app, "ask", q="天気"), coach)
    open_(app, "review").text_area(key="review-text").set_value(TALK)
    next(one for one in app.button if one.label == "Review it").click().run()
    left["speakers"] = japanese(app, coach)
    app.button(key="review-confirm").click().run()
    for view in ("summary", "talk", "promises"):
        [review] = coach.reviews.recent(acting=USER)
        left[view] = japanese(open_(app, "review", id=review.id, view=view), coach)
    assert {page: texts for page, texts in left.items() if texts} == {}


def test_every_view_of_the_evaluation(app, coach):
    for _time in range(2):
        coach.evaluation.run(Order(limit=8), acting=USER)
    views = ("trend", "samples", "compare", "trust", "export", "asked", "practised", "start")
    left = {view: japanese(open_(app, "evaluation", view=view), coach) for view in views}
    assert {page: texts for page, texts in left.items() if texts} == {}


def test_the_check_up(app, coach):
    open_(app, "settings").button(key="doctor").click().run()
    assert japanese(app, coach) == []


def test_the_document_s_language_is_the_reader_s(app):
    assert any("documentElement.lang = 'en'" in text for text in shown(app))
    assert '<div class="c" lang="en">' in screen.text(app)
    assert '<div class="c" lang="ja">' not in screen.text(app)
