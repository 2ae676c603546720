"""Writing a scenario: as a form or as YAML, with its mistakes named; tried out by talking to it; saved."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.errors import BadInput
from coach.ui import drafts, navigation
from coach.ui.components import readiness, scenario_form
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import literal

if TYPE_CHECKING:
    from coach.domain.scenario import Scenario
    from coach.storage.scenario_yaml import Mistake

_SAVE, _TRY = "save", "try"


def show(coach: Coach, key: str) -> None:
    """The draft with that key."""
    from coach.storage.scenarios import check

    st.title(_("シナリオを作る"), anchor=False)
    if st.button(_("一覧に戻る"), key="back-to-scenarios", icon=":material/arrow_back:"):
        navigation.go("scenarios")
    text = drafts.text(coach, key)
    if text is None:
        st.info(_("書きかけの内容が見つかりません。一覧に戻って、もう一度ファイルを選んでください。"))
        return
    scenario, mistakes = check(text)
    _mistakes(mistakes)
    form, source = st.tabs([_("フォームで書く"), _("YAMLで書く")], key="way", on_change="rerun")
    with form:
        wish, changed = _form(scenario, text)
    with source:
        other, typed = _source(text)
    if wish or other:
        _do(coach, key, changed if wish else typed, wish or other)


def _form(scenario: "Scenario | None", text: str) -> tuple[str, str]:
    from coach.storage.scenarios import as_yaml

    if scenario is None:
        st.info(_("フォームで書くには、先に「YAMLで書く」で上の点を直してください。"))
        return "", text
    st.caption(
        _("話題・反応・問いかけのせりふは、写し元から引き継ぎます。人物に合わせて変えるには「YAMLで書く」を使います。")
    )
    with st.form("scenario-form", border=False, enter_to_submit=False):
        changed = scenario_form.fields(scenario, key=f"form-{hash(text)}")
        wish = _buttons("form")
    return wish, as_yaml(changed)


def _source(text: str) -> tuple[str, str]:
    with st.form("scenario-source", border=False, enter_to_submit=False):
        typed = st.text_area(_("シナリオのYAML"), text, height=560, key=f"yaml-{hash(text)}")
        wish = _buttons("yaml")
    st.download_button(
        _("YAMLを保存"), text, "scenario.yaml", "application/yaml", icon=":material/download:", on_click="ignore"
    )
    return wish, typed


def _buttons(place: str) -> str:
    with st.container(horizontal=True):
        save = st.form_submit_button(_("保存する"), key=f"{place}-save", type="primary", icon=":material/save:")
        trial = st.form_submit_button(_("保存せずに話してみる"), key=f"{place}-try", icon=":material/forum:")
    return _SAVE if save else _TRY if trial else ""


def _do(coach: Coach, key: str, text: str, wish: str) -> None:
    from coach.storage.scenarios import check

    drafts.keep(key, text)
    scenario, mistakes = check(text)
    if scenario is None or mistakes:
        st.rerun()
    if wish == _TRY:
        readiness.wait(coach)
        navigation.go("practice", id=coach.practice.begin_with(replace(scenario, own=True), acting=USER).id)
    try:
        saved = coach.scenarios.save(text, replaces=drafts.replaced(key))
    except BadInput as error:
        st.warning(literal(_(str(error))), icon=":material/info:")
        return
    drafts.forget(key)
    navigation.go("scenarios", saved=saved.id)


def _mistakes(mistakes: "Sequence[Mistake]") -> None:
    if mistakes:
        lines = [f"- {literal(in_words(one))}" for one in mistakes]
        st.warning("\n".join([_("次の点を直すと保存できます。"), "", *lines]), icon=":material/edit_note:")


def in_words(mistake: "Mistake") -> str:
    """A mistake with its line in the YAML and, where the form has it, its field."""
    line = _("YAMLの{line}行目").format(line=mistake.line)
    path = ".".join(str(step) for step in mistake.place)
    field = next((name for place, name in scenario_form.PLACES.items() if f"{path}.".startswith(f"{place}.")), path)
    where = _("{field}（{line}）").format(field=_(field), line=line) if field else line
    return _("{where}：{what}").format(where=where, what=_(mistake.what))
