import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.ui import screen
from tests.ui.fakes import QUOTE

from coach.domain.commitment import Commitment, Progress
from coach.domain.conversation import read
from coach.domain.labels import Orientation, Scene
from coach.domain.own import Kind
from coach.domain.preparation import Line, Preparation, Request, Sheet, Speech
from coach.ports import Dispute
from coach.ui import export_all
from coach.ui.shared import USER


def rehearsed(app, *words):
    """A rehearsal, ended."""
    app = screen.visit(app.run(), "practice", scenario="appraisal-high-low")
    app.button(key="begin").click().run()
    for one in words:
        screen.say(app, one)
    return app.button(key="end").click().run()


def visit(app):
    return screen.visit(app.run(), "progress")


@pytest.fixture
def old(coach):
    """Something that was set out two days ago."""
    made = Commitment("c1", "朝いちばんに声をかける", datetime.now(UTC) - timedelta(days=2))
    coach.commitments.add(made, acting=USER)
    return made


def test_an_empty_record_explains_itself_and_leads_to_practice(app):
    visit(app)
    assert "まだ記録がありません" in screen.text(app)
    app.button(key="first-practice").click().run()
    assert screen.keys(app, "begin")
    assert not app.exception


def test_a_rehearsal_is_listed_and_can_be_opened_again(app, coach):
    rehearsed(app, "12件の契約、来期も期待しています")
    [practice] = coach.practices.recent(acting=USER)
    visit(app)
    shown = screen.text(app)
    assert "評価面談：" in shown
    assert "発話1回" in shown
    assert f"→ {practice.path()[-1].felt_trust:.2f}" in shown
    app.button(key=f"open-session-{practice.id}").click().run()
    assert practice.id in app.query_params["id"]


def test_points_and_days_are_told_without_a_mark_for_the_whole(app):
    rehearsed(app, "12件の契約、来期も期待しています")
    visit(app)
    shown = screen.text(app)
    assert '<span class="mark good"' in shown
    assert 'aria-label="1回中1回できました"' in shown
    assert "この8週間で1日、練習しました" in shown
    assert "100点" not in shown
    [chart] = app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")
    assert chart


def test_one_rehearsal_can_be_deleted_and_then_all(app, coach):
    for _ in range(3):
        rehearsed(app, "来期も期待しています")
    visit(app)
    gone = coach.practices.recent(acting=USER)[0]
    app.button(key=f"delete-session-{gone.id}").click().run()
    assert gone.id not in [one.id for one in coach.practices.recent(acting=USER)]
    assert app.button(key="delete-all").disabled
    app.checkbox(key="sure-to-delete-all").check().run()
    app.button(key="delete-all").click().run()
    assert not coach.practices.recent(acting=USER)
    assert "まだ記録がありません" in screen.text(app)


def test_three_actions_are_offered_changed_and_kept_with_one_click(app, coach):
    rehearsed(app, "12件でした")
    texts = [one for one in app.text_input if str(one.key).startswith("action-")]
    assert len(texts) == 3
    untouched = texts[1].value
    texts[0].set_value("自分の言葉で尋ねる")
    texts[2].set_value("")
    app.button(key="keep-actions").click().run()
    kept = [one.text for one in coach.actions.all(acting=USER)]
    assert {"自分の言葉で尋ねる", untouched} == set(kept)
    assert "自分の言葉で尋ねる" in screen.text(app)
    app.button(key="to-progress").click().run()
    assert "自分の言葉で尋ねる" in screen.text(app)


def test_nobody_is_asked_about_an_action_on_the_day_it_was_set_out(app, coach):
    coach.actions.keep(["声をかける"], acting=USER)
    visit(app)
    assert "いかがでしたか" not in screen.text(app)


@pytest.mark.parametrize("path", ["", "practice", "progress"])
def test_the_next_time_the_app_asks_how_it_went(app, coach, old, path):
    screen.visit(app.run(), path) if path else app.run()
    assert old.text in screen.text(app)
    app.button(key=f"went-{Progress.DONE}-{old.id}").click().run()
    assert [Progress.DONE] == [one.progress for one in coach.actions.all(acting=USER)]
    assert "いかがでしたか" not in screen.text(app)


def test_an_action_can_be_changed_and_deleted_later(app, coach, old):
    visit(app)
    app.button(key=f"set-{Progress.PARTLY}-{old.id}").click().run()
    assert [Progress.PARTLY] == [one.progress for one in coach.actions.all(acting=USER)]
    app.button(key=f"delete-action-{old.id}").click().run()
    assert not coach.actions.all(acting=USER)


def test_everything_can_be_taken_along(app, coach, old):
    rehearsed(app, "12件の契約、来期も期待しています")
    [practice] = coach.practices.recent(acting=USER)
    pairs = [(practice, coach.debriefing.debrief(practice))]
    with zipfile.ZipFile(io.BytesIO(export_all.as_zip(pairs))) as archive:
        [name] = archive.namelist()
        assert "12件の契約" in archive.read(name).decode()
    assert {"save-all-zip", "save-all-json"} <= {one.key for one in visit(app).get("download_button")}


TALK = "上司：今期は12件でした。来週、相談の時間を取ります。\n部下：ありがとうございます。"


@pytest.fixture
def everything(app, coach, old):
    """A record of every kind."""
    rehearsed(app, "12件の契約、来期も期待しています")
    coach.conversing.ask("信頼とは何ですか", acting=USER)
    coach.review.keep(read(TALK), "上司", scene=Scene.ONE_ON_ONE, held_on=date(2026, 11, 18), acting=USER)
    request = Request(Scene.APPRAISAL, "佐藤", "新規契約 12件")
    sheet = Sheet(Speech.POLITE, (Line("12件の契約でしたね。", "新規契約 12件"),), (), (), (), ())
    coach.preparations.keep(Preparation("s1", USER, request, sheet, datetime.now(UTC)), acting=USER)
    coach.disputes.add(Dispute("12件", Orientation.TRUST, Orientation.CREDIT, "数字です"), acting=USER)


def test_the_data_holds_everything_of_one_s_own(coach, everything, old):
    coach.conversing.ask("信頼とは何ですか", acting="hanako")
    told = json.loads(export_all.as_json(coach.own.everything(acting=USER)))
    assert [kind.value for kind in Kind] == list(told)
    assert [1] * len(Kind) == [len(one) for one in told.values()]
    [practice], [question], [review], [sheet], [commitment], [dispute] = told.values()
    assert "12件の契約、来期も期待しています" == practice["turns"][0]["say"]
    assert ("信頼とは何ですか", True, QUOTE) == (
        question["question"],
        question["answered"],
        question["citations"][0]["quote"],
    )
    assert ("2026-11-18", "相談の時間を取る", "2026-11-23") == (
        review["held_on"],
        review["promises"][0]["what"],
        review["promises"][0]["day"],
    )
    assert review["turns"][0]["reply"]
    assert ("新規契約 12件", "12件の契約でしたね。") == (
        sheet["request"]["facts"],
        sheet["sheet"]["facts"][0]["text"],
    )
    assert old.made_at.isoformat() == commitment["made_at"]
    assert "数字です" == dispute["comment"]


def test_deleting_all_offers_every_kind_and_keeps_what_was_left_out(app, coach, everything, old):
    visit(app)
    boxes = [one.key for one in app.checkbox if str(one.key).startswith("delete-kind-")]
    assert [f"delete-kind-{kind}" for kind in Kind] == boxes
    app.checkbox(key="delete-kind-commitments").uncheck()
    app.checkbox(key="sure-to-delete-all").check().run()
    app.button(key="delete-all").click().run()
    assert {Kind.COMMITMENTS: 1} == coach.own.counts(acting=USER)
    assert old.text in screen.text(app)
    assert not app.exception


def test_without_a_choice_nothing_can_be_deleted(app, coach, old):
    visit(app)
    app.checkbox(key="delete-kind-commitments").uncheck()
    app.checkbox(key="sure-to-delete-all").check().run()
    assert app.button(key="delete-all").disabled


def test_questions_alone_can_be_taken_along_and_deleted(app, coach):
    coach.conversing.ask("信頼とは何ですか", acting=USER)
    visit(app)
    assert ["save-all-json"] == [one.key for one in app.get("download_button")]
    app.checkbox(key="sure-to-delete-all").check().run()
    app.button(key="delete-all").click().run()
    assert {} == coach.own.counts(acting=USER)
    assert not screen.keys(app, "delete-all")


def test_a_moment_that_was_said_again_counts_as_no_rehearsal_and_can_still_be_found(app, coach):
    kept = coach.review.keep(read(TALK), "上司", scene=Scene.ONE_ON_ONE, held_on=date(2026, 11, 18), acting=USER)
    moment = coach.review.rehearse(kept.id, 1, acting=USER)
    coach.practice.end(moment.id, acting=USER)
    visit(app)
    shown = screen.text(app)
    assert "まだ記録がありません" in shown
    assert "これまでの練習（" not in shown
    assert "言い直した場面（1件）" in [one.label for one in app.expander]
    app.button(key=f"delete-session-{moment.id}").click().run()
    assert not coach.practices.recent(acting=USER)
