from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest
from tests.ui import screen
from tests.ui.fakes import FakeCoach, PlainAdviser, ScriptedTagger

from coach.bootstrap import build
from coach.llm.engine import LlmEngine, LocalFaculties
from coach.llm.usage import MemoryUsage
from coach.settings import load, shipped
from coach.testing import ScriptedServer
from coach.ui import shared

READ = {
    "time": "past",
    "flags": [],
    "moves": ["other"],
    "segments": [],
    "text": "期待を伝えました。",
    "rephrase": None,
    "quotes": [],
}


@pytest.mark.parametrize(("label", "both"), [("credit", True), ("trust", False)])
def test_where_the_two_taggers_differ_both_readings_are_shown_and_kept(label, both, monkeypatch, tmp_path):
    with ScriptedServer([{**READ, "label": label}]) as server:
        here = FakeCoach(load(llm_base_url=server.url))
        tagger = ScriptedTagger()
        local = LocalFaculties(tagger, here.practice._faculties.partner, PlainAdviser())
        reader = LlmEngine(here.settings, MemoryUsage()).reader(local, tmp_path)
        here.practice._faculties = replace(here.practice._faculties, reader=reader)
        monkeypatch.setattr(shared, "build", lambda _settings: here)
        app = AppTest.from_file(str(shipped("app.py")), default_timeout=30)
        # The built-in tagger reads 期待 as trust.
        shown = screen.text(screen.say(screen.started(app), "来期も期待しています"))
    assert both is ("判断が分かれる発話です" in shown)
    assert both is ("または" in shown)
    [kept] = build(load()).practices.recent(acting=shared.USER)[0].turns
    assert label == kept.tag.label
    assert both is (kept.tag.alternative == "trust")
