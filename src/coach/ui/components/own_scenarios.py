"""The scenarios that were written here: to rehearse, to go on writing, or to delete."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.scenario import Scenario
from coach.domain.words import DIFFICULTY, SCENE
from coach.ui import drafts, navigation
from coach.ui.components import chip
from coach.ui.language import _
from coach.ui.wording import block, literal, safe


def show(coach: Coach) -> None:
    """One card a scenario, and what is wrong with files that cannot be used."""
    saved = navigation.asked("saved")
    own = [one for one in coach.scenarios.all() if one.own]
    if any(one.id == saved for one in own):
        st.success(_("保存しました。「練習」の一覧にも加わっています。"))
    for problem in coach.scenarios.problems():
        st.warning(literal(_(problem)), icon=":material/info:")
    st.subheader(_("自作のシナリオ（{count}件）").format(count=len(own)), anchor=False)
    if not own:
        st.html(
            block(f'<p class="muted">{safe(_("まだありません。付属のシナリオを写すところから始められます。"))}</p>')
        )
    for scenario in own:
        _card(coach, scenario)


def _card(coach: Coach, scenario: Scenario) -> None:
    with st.container(
        border=True, key=f"card-own-{scenario.id}", horizontal=True, vertical_alignment="center", gap="small"
    ):
        with st.container(width="stretch", key=f"recent-own-{scenario.id}"):
            st.html(block(f'<p class="title">{safe(scenario.title)}</p>', _facts(scenario)))
        if st.button(_("練習する"), key=f"rehearse-{scenario.id}", icon=":material/play_arrow:"):
            navigation.go("practice", scenario=scenario.id)
        if st.button(_("書き直す"), key=f"edit-{scenario.id}", icon=":material/edit:"):
            navigation.go("scenarios", draft=f"{drafts.EDIT}:{scenario.id}")
        with st.popover(_("削除"), type="tertiary"):
            st.markdown(_("このシナリオを削除します。元に戻すことはできません。これまでの練習の記録は残ります。"))
            if st.button(_("削除する"), key=f"delete-own-{scenario.id}", type="primary"):
                coach.scenarios.delete(scenario.id)
                drafts.forget(f"{drafts.EDIT}:{scenario.id}")
                st.rerun()


def _facts(scenario: Scenario) -> str:
    who = _("{name}さん（{age}・{job}）").format(
        name=scenario.persona.name, age=scenario.persona.age_group, job=scenario.persona.job
    )
    return f'<p class="small muted">{safe(who)}</p>' + chip.row(
        chip.kind(_(SCENE[scenario.scene]), "neutral"),
        chip.plain(_("難しさ：{level}").format(level=_(DIFFICULTY[scenario.difficulty]))),
    )
