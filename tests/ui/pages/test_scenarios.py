import pytest
from streamlit.testing.v1 import AppTest
from tests.ui import screen

from coach.domain.labels import Scene
from coach.domain.scenario import Fact, Manner
from coach.settings import shipped
from coach.storage.scenarios import as_yaml
from coach.ui.components import scenario_form
from coach.ui.shared import USER

BASE = "appraisal-high-low"


@pytest.fixture
def page(coach):
    return screen.visit(AppTest.from_file(str(shipped("app.py")), default_timeout=20).run(), "scenarios")


def copied(page, scenario_id=BASE):
    """The editor, with a copy of that scenario."""
    return screen.visit(page, "scenarios", draft=f"copy:{scenario_id}")


def field(page, label):
    return next(
        one for kind in ("text_input", "text_area", "selectbox") for one in page.get(kind) if one.label == label
    )


def press(page, place, wish="save"):
    return page.button(key=f"{place}-{wish}").click().run()


def own(coach):
    return [one for one in coach.scenarios.all() if one.own]


def test_a_copy_is_one_choice_and_one_click_away(page, coach):
    chosen = coach.scenarios.get("delegation-first-step")
    page.selectbox(key="copied").set_value(chosen).run()
    page.button(key="copy").click().run()
    assert page.query_params["draft"] == "copy:delegation-first-step"
    assert field(page, "題名").value == f"{chosen.title}（写し）"


def test_the_form_changes_its_fields_and_keeps_the_rest(page, coach):
    base = coach.scenarios.get(BASE)
    copied(page)
    field(page, "題名").set_value("自社の面談")
    field(page, "場面").set_value(Scene.ONE_ON_ONE)
    field(page, "難しさ").set_value(3)
    field(page, "名前（姓と名の間を空ける）").set_value("森 あゆみ")
    field(page, "年代").set_value("40代前半")
    field(page, "職種").set_value("経理")
    field(page, "話し方").set_value(Manner.RESERVED)
    field(page, "状況（面談までに何があったか）").set_value("決算が終わりました。")
    field(page, "項目 1").set_value("決算")
    field(page, "内容 1").set_value("3日早く終えた")
    field(page, "項目 2").set_value("")
    field(page, "内容 2").set_value("")
    field(page, "目指すこと（1行に一つ。練習の前に示します）").set_value("ねぎらう\n\n次の役割を聞く\n")
    field(page, "第一声（部下役の最初のひと言）").set_value("お疲れさまです。")
    field(page, "本音の要約（ふりかえりで明かします）").set_value("異動したい。")
    field(page, "3段階目：要約").set_value("")
    field(page, "3段階目：せりふ（1行に一つ）").set_value("")
    press(page, "form")
    assert not page.exception
    assert "保存しました" in screen.text(page)
    [made] = own(coach)
    assert (made.title, made.scene, made.difficulty) == ("自社の面談", Scene.ONE_ON_ONE, 3)
    assert (made.persona.name, made.persona.manner) == ("森 あゆみ", Manner.RESERVED)
    assert made.facts == (Fact("決算", "3日早く終えた"), *base.facts[2:])
    assert made.goals == ("ねぎらう", "次の役割を聞く")
    assert made.concern.steps == base.concern.steps[:2]
    assert (made.topics, made.reactions, made.asks) == (base.topics, base.reactions, base.asks)


def test_what_is_missing_is_named_by_its_field_and_nothing_is_saved(page, coach):
    copied(page)
    field(page, "題名").set_value("  ")
    field(page, "内容 1").set_value("")
    field(page, "年代").set_value("60代")
    press(page, "form")
    said = page.warning[0].value
    assert "題名（YAMLの" in said
    assert "事実シート（YAMLの" in said
    assert "空です" in said
    assert own(coach) == []
    assert field(page, "年代").value == "60代"  # what was typed is not lost
    field(page, "題名").set_value("書けた")
    field(page, "内容 1").set_value("12件")
    press(page, "form")
    assert [one.title for one in own(coach)] == ["書けた"]


def test_everything_can_be_written_as_yaml(page, coach):
    copied(page)
    area = field(page, "シナリオのYAML")
    area.set_value(area.value.replace("id: own-appraisal-1", "id: my-team").replace("difficulty: 2", "difficulty: 1"))
    press(page, "yaml")
    [made] = own(coach)
    assert (made.id, made.difficulty) == ("my-team", 1)


def test_a_mistake_in_the_yaml_is_named_with_its_line_and_the_text_stays(page, coach):
    copied(page)
    text = field(page, "シナリオのYAML").value.replace("difficulty: 2", "difficulty: 7")
    field(page, "シナリオのYAML").set_value(text)
    press(page, "yaml")
    line = text.splitlines().index("difficulty: 7") + 1
    assert f"YAMLの{line}行目" in page.warning[0].value
    assert field(page, "シナリオのYAML").value == text
    assert own(coach) == []


def test_yaml_that_is_no_scenario_closes_the_form_but_not_the_page(page):
    copied(page)
    field(page, "シナリオのYAML").set_value("id: [")
    press(page, "yaml")
    assert not page.exception
    assert "YAML として読めません" in page.warning[0].value
    assert "先に「YAMLで書く」で" in page.info[0].value


@pytest.mark.parametrize("trick", ["../../evil", "/tmp/evil", "appraisal-high-low", "Evil"])
def test_an_id_that_is_no_plain_new_name_is_refused(page, coach, trick):
    copied(page)
    area = field(page, "シナリオのYAML")
    area.set_value(area.value.replace("id: own-appraisal-1", f"id: {trick}"))
    press(page, "yaml")
    assert not page.exception
    assert len(page.warning) == 1
    assert own(coach) == []


def test_it_is_previewed_by_talking_to_it_and_the_draft_waits(page, coach):
    copied(page)
    field(page, "名前（姓と名の間を空ける）").set_value("森 あゆみ")
    press(page, "form", "try")
    [practice] = coach.practices.recent(acting=USER)
    assert practice.scenario.persona.name == "森 あゆみ"
    screen.say(page, "12件でした")
    assert "と聞きました。" in screen.text(page)
    assert own(coach) == []
    screen.visit(page, "scenarios")
    page.button(key=screen.keys(page, "go-on-")[0]).click().run()
    assert field(page, "名前（姓と名の間を空ける）").value == "森 あゆみ"


def test_a_preview_can_be_rehearsed_again_though_it_is_not_in_the_library(page, coach):
    press(copied(page), "form", "try")
    screen.say(page, "12件でした")
    page.button(key="end").click().run()
    page.button(key="once-more").click().run()
    assert not page.exception
    assert len(coach.practices.recent(acting=USER)) == 2


def test_what_was_saved_can_be_rehearsed_written_anew_and_deleted(page, coach):
    press(copied(page), "form")
    [made] = own(coach)
    page.button(key=f"edit-{made.id}").click().run()
    field(page, "題名").set_value("二版")
    press(page, "form")
    assert [(one.id, one.title) for one in own(coach)] == [(made.id, "二版")]
    page.button(key=f"rehearse-{made.id}").click().run()
    assert page.title[0].value == "二版"
    screen.visit(page, "practice")
    assert "自作" in screen.text(page)
    screen.visit(page, "scenarios")
    page.button(key=f"delete-own-{made.id}").click().run()
    assert own(coach) == []


def test_a_file_is_read_into_the_editor(page, coach):
    text = as_yaml(coach.scenarios.get(BASE)).replace(f"id: {BASE}", "id: from-a-file")
    page.file_uploader(key="scenario-upload").set_value(("mine.yaml", text.encode("utf-8-sig"), ""))
    next(one for one in page.button if one.label == "読み込む").click().run()
    press(page, "yaml")
    assert [one.id for one in own(coach)] == ["from-a-file"]


def test_a_file_in_another_encoding_is_said(page):
    page.file_uploader(key="scenario-upload").set_value(("mine.yaml", "題名: 面談".encode("shift_jis"), ""))
    next(one for one in page.button if one.label == "読み込む").click().run()
    assert "UTF-8" in page.warning[0].value


def test_a_broken_file_in_the_folder_is_named_and_stops_nothing(page, coach, coach_home):
    folder = coach_home / "scenarios"
    folder.mkdir(parents=True)
    (folder / "broken.yaml").write_text("id: [\n", encoding="utf-8")
    page.run()
    assert not page.exception
    assert "broken\\.yaml" in page.warning[0].value


@pytest.mark.parametrize("draft", ["edit:../../x", "copy:nothing", "file:", "nonsense"])
def test_an_address_that_leads_nowhere_is_one_friendly_line(page, draft):
    screen.visit(page, "scenarios", draft=draft)
    assert not page.exception
    assert len(page.warning) + len(page.info) == 1


def test_every_manner_has_its_word():
    assert set(Manner) == set(scenario_form.MANNER)
