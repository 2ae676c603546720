import io
import json
from dataclasses import replace

import pytest
from pypdf import PdfReader
from tests.ui.fakes import QUOTE, FakeCoach

from coach.domain.comparison import Comparison, comparison
from coach.domain.debrief import ChecklistItem, Remark
from coach.domain.passage import Citation
from coach.domain.preparation import scenario_id
from coach.settings import load
from coach.ui import comparing, export, export_pdf
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


def test_of_a_real_person_every_export_says_that_it_is_assumed(coach_home):
    practice, found = looked_back()[:2]
    scenario = replace(practice.scenario, id=scenario_id("0123456789abcdef"))
    practice = replace(practice, scenario=scenario)
    said = "練習用の想定です。実際の方のことではありません。"
    assert said in export.as_markdown(practice, found)
    assert json.loads(export.as_json(practice, found))["assumed"] == said
    printed = in_pdf(export_pdf.as_pdf(practice, found)).replace("\n", "")
    assert "この練習で想定した気がかり" in printed
    assert "言い出せずに" not in printed


def test_the_data_is_json_with_the_versions_that_made_it(coach_home):
    practice, found = looked_back()
    data = json.loads(export.as_json(practice, found))
    assert data["debrief"]["balance"]["both"] == 1
    assert data["turns"][0]["versions"] == {"tagger": "scripted"}


def rehearsed(here, *says):
    begun = here.practice.begin("appraisal-high-low", acting=USER)
    for words in says:
        here.practice.turn(begun.id, words, acting=USER)
    return here.practice.end(begun.id, acting=USER)


def twice():
    """A second session of the scene, its debrief, and how it stands beside the first."""
    here = FakeCoach(load())
    first = rehearsed(here, "12件でした")
    now = rehearsed(here, "12件の契約、来期も期待しています")
    return now, here.debriefing.debrief(now), comparison(now, [now, first])


def in_pdf(data):
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages)


def test_the_document_holds_one_s_own_last_sessions_of_the_scene(coach_home):
    now, found, earlier = twice()
    text = export.as_markdown(now, found, earlier)
    assert "## 前回までのこの場面（評価面談）" in text
    assert comparing.in_words(earlier) in text
    assert "信用と信頼の釣り合いがよくなりました。" in text
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert "| 練習 | 被信頼感 | 触れた点 | 信用と信頼の回数 |" == rows[0]
    assert 4 == len(rows)
    assert "信用 1・信頼 0" in rows[2]
    assert rows[3].startswith(f"| 今回　{now.scenario.title} |")
    assert "信用 1・信頼 1" in rows[3]


def test_the_data_holds_them_too(coach_home):
    now, found, earlier = twice()
    compared = json.loads(export.as_json(now, found, earlier))["comparison"]
    assert [one.practice_id for one in earlier.sittings] == [one["practice_id"] for one in compared["sittings"]]
    assert [(1, 0), (1, 1)] == [(one["credit"], one["trust"]) for one in compared["sittings"]]
    assert earlier.now.gain == pytest.approx(compared["sittings"][-1]["gain"], abs=0.0006)
    assert compared["better_than_last_time"]["balance"] is True


def test_the_printed_page_holds_them_too(coach_home):
    now, found, earlier = twice()
    text = in_pdf(export_pdf.as_pdf(now, found, earlier))
    assert "前回までのこの場面（評価面談）" in text
    assert "今回" in text
    assert "信用と信頼の回数信用1・信頼1" in text


def test_a_first_session_is_exported_without_a_comparison(coach_home):
    now, found = looked_back()
    alone = comparison(now, [])
    assert "前回までのこの場面" not in export.as_markdown(now, found, alone)
    assert "comparison" not in json.loads(export.as_json(now, found, alone))
    assert "前回までのこの場面" not in in_pdf(export_pdf.as_pdf(now, found, alone))


def test_a_line_in_a_title_does_not_break_the_table(coach_home):
    now, found, earlier = twice()
    sittings = tuple(replace(one, title="前半|後半") for one in earlier.sittings)
    text = export.as_markdown(now, found, Comparison(sittings))
    assert "今回　前半\\|後半 |" in text


def test_a_spoilt_point_names_the_turn_and_a_quoted_table_row_has_no_bars(coach_home):
    practice, found = looked_back()
    harmed = ChecklistItem("責めずに話した", met=False, turn=13)
    row = Remark("次へ。", None, (Citation("p", "d", "節", "| 1on1 | 尋ねる |"),))
    found = replace(found, checklist=(harmed, ChecklistItem("尋ねた", met=False, turn=None)), next_time=(row,))
    text = export.as_markdown(practice, found)
    assert "- [ ] 責めずに話した（13回目に、気にかけたい言葉がありました）" in text
    assert "- [ ] 尋ねた（今回は触れませんでした）" in text
    assert "「1on1：尋ねる」" in text
