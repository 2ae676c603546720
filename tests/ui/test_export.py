import json

from tests.ui.fakes import QUOTE, FakeCoach

from coach.settings import load
from coach.ui import export
from coach.ui.shared import USER


def looked_back():
    here = FakeCoach(load())
    begun = here.practice.begin("appraisal-high-low", acting=USER)
    here.practice.turn(begun.id, "12件の契約、来期も期待しています", acting=USER)
    ended = here.practice.end(begun.id, acting=USER)
    return ended, here.debriefing.debrief(ended)


def test_the_document_holds_summary_remarks_points_figures_and_talk(coach_home):
    practice, found = looked_back()
    text = export.as_markdown(practice, found)
    assert found.summary in text
    assert "## よかった点" in text
    assert QUOTE in text
    assert "- [x] 成果や行動を、事実や数字で具体的に伝えた（1回目の発話）" in text
    assert "**あなた（両方）**　12件の契約、来期も期待しています" in text


def test_the_data_is_json_with_the_versions_that_made_it(coach_home):
    practice, found = looked_back()
    data = json.loads(export.as_json(practice, found))
    assert data["debrief"]["balance"]["both"] == 1
    assert data["turns"][0]["versions"] == {"tagger": "scripted"}
