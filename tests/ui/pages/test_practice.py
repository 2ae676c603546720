import pytest
from streamlit.testing.v1 import AppTest
from tests.ui import screen
from tests.ui.fakes import QUOTE

from coach.domain.errors import CannotDo
from coach.domain.labels import Orientation
from coach.domain.words import SCENE
from coach.settings import shipped
from coach.ui import shared
from coach.ui.shared import USER


def test_every_scenario_has_a_card(app, coach):
    app.run()
    app.button(key="to-practice").click().run()
    assert len(screen.keys(app, "open-")) == len(coach.scenarios.all())


def test_the_cards_are_narrowed_down_by_scene(app, coach):
    app.run()
    app.button(key="to-practice").click().run()
    scene = next(iter(SCENE))
    app.get("button_group")[0].set_value(scene).run()
    assert {f"open-{one.id}" for one in coach.scenarios.all() if one.scene is scene} == set(screen.keys(app, "open-"))


def test_the_briefing_shows_goals_facts_and_what_will_be_looked_at(app, coach):
    app.run()
    app.button(key="to-first").click().run()
    scenario = coach.scenarios.get("appraisal-high-low")
    shown = screen.text(app)
    for words in (*scenario.goals, *(fact.value for fact in scenario.facts), "相手の気持ちや考えを尋ねた"):
        assert words in shown


def test_an_utterance_is_answered_tagged_and_commented_on(app):
    screen.say(screen.started(app), "12件の契約、来期も期待しています")
    shown = screen.text(app)
    assert not app.exception
    assert "と聞きました。" in shown
    assert '<span class="chip both">' in shown
    assert "両方" in shown
    assert '<mark title="未来への期待">期待</mark>' in shown
    assert "期待を伝えました。" in shown
    assert f"<mark>{QUOTE}</mark>" in shown


def test_the_first_sentence_is_one_click_away(app):
    screen.started(app)
    app.button(key="use-example").click().run()
    assert "と聞きました。" in screen.text(app)


def test_a_turn_that_is_shown_is_on_disk(app, coach):
    screen.say(screen.started(app), "12件でした")
    [practice] = coach.practices.recent(acting=USER)
    assert [turn.say for turn in practice.path()] == ["12件でした"]


def test_markup_in_an_utterance_stays_text(app):
    screen.say(screen.started(app), "<script>alert(1)</script>")
    said = [one.body for one in app.html if "alert(1)" in one.body]
    assert said
    assert not any("<script>alert" in body for body in said)


def test_a_doubtful_reading_shows_both(app):
    screen.say(screen.started(app), "迷いますが期待しています")
    shown = screen.text(app)
    assert "判断が分かれる発話です" in shown
    assert '<span class="chip credit">' in shown
    assert '<span class="chip trust">' in shown


def test_what_hurts_is_said_kindly(app):
    screen.say(screen.started(app), "責任はどう取りますか")
    assert "問い詰められたように聞こえたかもしれません" in screen.text(app)


def test_another_opinion_is_kept_and_thanked_for(app, coach):
    screen.say(screen.started(app), "12件でした")
    app.radio[0].set_value(Orientation.NEUTRAL)
    next(one for one in app.button if one.label == "意見を残す").click().run()
    [dispute] = coach.disputes.all(acting=USER)
    assert (dispute.text, dispute.given, dispute.wanted) == ("12件でした", Orientation.CREDIT, Orientation.NEUTRAL)
    assert "というご意見を受け取りました" in screen.text(app)


def test_saying_it_differently_keeps_both_futures_side_by_side(app, coach):
    screen.say(screen.say(screen.started(app), "12件でした"), "はい")
    app.button(key=screen.keys(app, "again-")[0]).click().run()
    app.text_area[0].set_value("来期も期待しています")
    next(one for one in app.button if one.label == "言い直す" and "again-form" in one.key).click().run()
    shown = screen.text(app)
    assert "1回目の発話をくらべる" in shown
    assert "もう一つの会話" in shown
    assert "このあと1回話して" in shown
    [practice] = coach.practices.recent(acting=USER)
    assert len(practice.turns) == 3
    assert [turn.say for turn in practice.path()] == ["来期も期待しています"]


def test_the_other_future_can_be_gone_on_with(app, coach):
    screen.say(screen.started(app), "12件でした")
    app.button(key=screen.keys(app, "try-")[0]).click().run()
    next(one for one in app.button if one.label == "言い直す" and "again-form" in one.key).click().run()
    app.button(key=screen.keys(app, "follow-")[0]).click().run()
    [practice] = coach.practices.recent(acting=USER)
    assert [turn.say for turn in practice.path()] == ["12件でした"]


def test_a_quiet_rehearsal_says_nothing_until_the_end(app):
    screen.started(app)
    app.toggle(key="quiet").set_value(True).run()
    screen.say(app, "12件の契約、来期も期待しています")
    shown = screen.text(app)
    assert "chip both" not in shown
    assert "期待を伝えました。" not in shown
    app.button(key="end").click().run()
    assert "ふりかえり" in [one.value for one in app.title]


def test_the_debrief_shows_remarks_points_curve_figures_and_what_was_held_back(app, coach):
    screen.say(screen.started(app), "12件の契約、来期も期待しています")
    app.button(key="end").click().run()
    shown = screen.text(app)
    for words in (
        "よかった点",
        "次の一歩",
        "この場面で大切な点",
        "被信頼感の移り変わり",
        "話した順番",
        "話した量",
        "言い出せずにいたこと",
    ):
        assert words in shown
    assert len(app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")) == 1
    assert len(app.get("download_button")) == 3


def test_the_address_alone_brings_a_session_back(app, coach):
    screen.say(screen.started(app), "12件でした")
    address = dict(app.query_params)
    again = AppTest.from_file(str(shipped("app.py")), default_timeout=20).run()
    again.button(key="to-practice").click().run()
    for name, value in address.items():
        again.query_params[name] = value
    assert "12件でした" in screen.text(again.run())


def test_an_unknown_session_is_one_friendly_box(app):
    app.run()
    app.button(key="to-practice").click().run()
    app.query_params["id"] = "nobody-s"
    app.run()
    assert not app.exception
    assert "見つかりません" in app.warning[0].value


def test_a_session_can_be_deleted(app, coach):
    screen.started(app)
    app.query_params.clear()
    again = AppTest.from_file(str(shipped("app.py")), default_timeout=20).run()
    again.button(key=screen.keys(again, "delete-")[0]).click().run()
    assert coach.practices.recent(acting=USER) == []


def test_a_setting_that_cannot_be_used_is_one_friendly_box(monkeypatch):
    monkeypatch.setenv("COACH_ENGINE", "steam")
    app = AppTest.from_file(str(shipped("app.py")), default_timeout=20).run()
    assert not app.exception
    assert "COACH\\_ENGINE" in app.warning[0].value


def test_a_failure_in_the_middle_keeps_the_page_and_says_what_to_do(app, coach, monkeypatch):
    screen.started(app)

    def full(*_args, **_kwargs):
        raise CannotDo("保存先の空きが足りません。空きを増やしてから、もう一度送ってください。")

    monkeypatch.setattr(coach.practices, "add_turn", full)
    screen.say(app, "12件でした")
    assert not app.exception
    assert "空きが足りません" in app.warning[0].value
    assert "12件でした" in screen.text(app)


@pytest.mark.parametrize("broken", [CannotDo("索引が壊れています。"), CannotDo("鍵がありません。")])
def test_a_coach_that_cannot_come_up_is_one_friendly_box(app, coach, monkeypatch, broken):
    def fail(*_args, **_kwargs):
        raise broken

    monkeypatch.setattr(coach.bare_knowledge, "ensure", fail)
    screen.started(app)
    assert not app.exception
    assert str(broken) in app.warning[0].value


def test_a_fault_of_ours_is_one_friendly_box_too(app, coach, monkeypatch):
    def stumble(*_args, **_kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(coach.practices, "get", stumble)
    screen.started(app)
    assert not app.exception
    assert "保存された会話は失われていません" in app.warning[0].value


def test_the_coach_is_made_once_for_all_sessions(coach, monkeypatch):
    made = []
    monkeypatch.setattr(shared, "build", lambda _settings: made.append(1) or coach)
    for _visit in range(3):
        AppTest.from_file(str(shipped("app.py")), default_timeout=20).run()
    assert made == [1]


def test_the_first_session_of_a_scene_is_compared_with_nothing(app):
    screen.say(screen.started(app), "12件でした")
    app.button(key="end").click().run()
    assert "前回までのこの場面" not in screen.text(app)


def test_the_second_one_stands_beside_one_s_own_first_and_nobody_else_s(app, coach):
    screen.say(screen.started(app), "12件でした")
    app.button(key="end").click().run()
    theirs = coach.practice.begin("appraisal-high-high", acting="somebody else")
    coach.practice.turn(theirs.id, "3件でした", acting="somebody else")
    coach.practice.end(theirs.id, acting="somebody else")
    app.button(key="once-more").click().run()
    app.button(key="begin").click().run()
    screen.say(app, "12件の契約、来期も期待しています")
    app.button(key="end").click().run()
    shown = screen.text(app)
    assert "前回までのこの場面（評価面談）" in shown
    assert "前回とくらべて、" in shown
    assert "比べるのは、あなた自身の記録だけです。" in shown
    [table] = [one.body for one in app.html if "<table>" in one.body]
    assert table.count("<tr>") == 3  # the heads, the first session, this one
