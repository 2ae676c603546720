import pytest
from streamlit.testing.v1 import AppTest
from tests.ui import screen
from tests.ui.fakes import QUOTE

from coach.domain.own import Kind
from coach.settings import shipped
from coach.ui.shared import USER

ASSUMED = "練習用の想定です。実際の方のことではありません。"


@pytest.fixture
def form(app):
    return screen.visit(app.run(), "prepare")


def made(form):
    form.button(key="prepare-example").click().run()
    return form.button(key="prepare-make").click().run()


def test_an_example_is_one_click_away_and_gives_the_whole_sheet(form):
    shown = screen.text(made(form))
    assert not form.exception
    for words in (
        "評価面談の準備：佐藤さん",
        "新規契約は12件で、目標の10件を上回りましたね。",
        "事実として伝えること（信用）",
        "未来と気持ちのメッセージ・問いかけ（信頼）",
        "予想される反応と返し方",
        "言わないほうがよい三つの言葉",
        QUOTE,
    ):
        assert words in shown


def test_an_empty_form_still_gives_a_sheet(form):
    form.button(key="prepare-make").click().run()
    shown = screen.text(form)
    assert not form.exception
    assert "事実が入力されていません" in shown
    assert "言わないほうがよい三つの言葉" in shown


def test_a_reload_and_another_browser_show_the_same_sheet(form):
    made(form)
    sheet_id = form.query_params["id"]
    again = screen.visit(AppTest.from_file(str(shipped("app.py")), default_timeout=20).run(), "prepare", id=sheet_id)
    assert "新規契約は12件で、目標の10件を上回りましたね。" in screen.text(again)


def test_the_manner_of_speech_can_be_switched(form):
    made(form)
    form.segmented_control(key="prepare-speech-polite").set_value("plain").run()
    assert "新規契約は12件で、目標の10件を上回ったね。" in screen.text(form)


def test_a_delegation_asks_for_the_levels_and_shows_its_approach(form):
    form.segmented_control(key="prepare-scene").set_value("delegation").run()
    shown = screen.text(made(form))
    for words in ("小さく任せ、成功を重ねる", "本人が決めること", "フォローの約束", "秋の展示会の企画"):
        assert words in shown


def test_practising_leads_to_the_briefing_of_a_scenario_of_ones_own(form, coach):
    made(form)
    form.button(key="prepare-rehearse").click().run()
    shown = screen.text(form)
    assert "佐藤さんとの評価面談（準備から）" in shown
    assert "新規契約 12件（目標10件）" in shown
    assert coach.scenarios.problems() == []
    form.button(key="begin").click().run()
    assert not form.exception


def test_a_rehearsal_with_a_real_person_says_that_it_is_assumed_and_judges_nobody(form, coach):
    made(form)
    form.button(key="prepare-rehearse").click().run()
    briefing = screen.text(form)
    assert ASSUMED in briefing
    assert "いまの信頼" not in briefing
    [scenario] = [one for one in coach.scenarios.all() if one.own]
    assert scenario.persona.about not in briefing
    form.button(key="begin").click().run()
    screen.say(form, "12件の契約、来期も期待しています")
    form.button(key="end").click().run()
    debrief = screen.text(form)
    assert ASSUMED in debrief
    assert "この練習で想定した気がかり" in debrief
    assert "言い出せずに" not in debrief
    assert "話してくれました" not in debrief


@pytest.mark.parametrize(
    "forget",
    [
        lambda coach, sheet: coach.prepare.delete(sheet, acting=USER),
        lambda coach, sheet: coach.own.delete([Kind.PREPARATIONS], acting=USER),
    ],
    ids=["one", "all"],
)
def test_with_a_sheet_goes_the_scenario_file_that_was_made_of_it(form, coach, forget):
    made(form)
    assert "練習シナリオのファイル" in screen.text(form)
    [sheet] = coach.preparations.recent(acting=USER)
    coach.prepare.rehearse(sheet.id, acting=USER)
    assert list(coach.settings.home.glob("scenarios/own-prepared-*"))
    forget(coach, sheet.id)
    assert list(coach.settings.home.glob("scenarios/*")) == []
    assert coach.preparations.recent(acting=USER) == []


def test_practising_twice_makes_one_scenario(form, coach):
    made(form)
    [sheet] = coach.preparations.recent(acting=USER)
    first, second = (coach.prepare.rehearse(sheet.id, acting=USER) for _ in range(2))
    assert first.id == second.id
    assert len([one for one in coach.scenarios.all() if one.own]) == 1


def test_a_sheet_can_be_opened_again_and_deleted(form, coach):
    made(form)
    screen.visit(form, "prepare")
    [key] = screen.keys(form, "open-sheet-")
    assert screen.keys(form, "delete-sheet-")
    form.button(key=screen.keys(form, "delete-sheet-")[0]).click().run()
    assert coach.preparations.recent(acting=USER) == []
    assert key not in screen.keys(form, "open-sheet-")


def test_what_was_typed_can_be_mended(form):
    made(form)
    form.button(key="prepare-edit").click().run()
    assert "新規契約 12件" in form.text_area(key="prepare-facts").value
    assert form.text_input(key="prepare-name").value == "佐藤"


def test_markup_stays_text(form):
    form.text_input(key="prepare-name").set_value("<b>x</b>")
    form.text_area(key="prepare-facts").set_value("<img src=x onerror=alert(1)>売上 12件\n**太字** 3件")
    form.text_area(key="prepare-worries").set_value("<script>alert(1)</script>{you}")
    form.button(key="prepare-make").click().run()
    assert not form.exception
    assert not any("<img" in one.body or "<script>alert" in one.body or "<b>x" in one.body for one in form.html)


def test_an_unknown_sheet_is_one_sentence_with_a_way_on(app):
    screen.visit(app.run(), "prepare", id="0" * 32)
    assert "見つかりません" in screen.text(app)
    assert not app.exception
