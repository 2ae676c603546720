import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from tests.ui import screen

from coach.domain.commitment import Commitment, Progress
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
    assert 'aria-label="1回中1回触れました"' in shown
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
    told = json.loads(export_all.as_json(pairs, coach.commitments.all(acting=USER)))
    assert told["practices"][0]["practice"] == practice.id
    assert told["commitments"][0]["text"] == old.text
    assert {"save-all-zip", "save-all-json"} <= {one.key for one in visit(app).get("download_button")}
