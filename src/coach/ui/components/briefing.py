"""Before the start: who sits opposite, what is known, what counts, and a first sentence for those who want one."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.checklist import CHECKLISTS
from coach.domain.scenario import Scenario
from coach.domain.words import DIFFICULTY, SCENE
from coach.ui import navigation
from coach.ui.components import chip, fact_sheet, readiness, scenario_card
from coach.ui.language import _
from coach.ui.openings import first_sentence
from coach.ui.shared import USER
from coach.ui.wording import block, safe


def show(coach: Coach, scenario_id: str) -> None:
    """The briefing, with the way into the conversation."""
    scenario = coach.scenarios.get(scenario_id)
    st.title(scenario.title, anchor=False)
    _head(scenario)
    left, right = st.columns([3, 2], gap="medium")
    with left, st.container(border=True, key="card-briefing"):
        fact_sheet.situation(scenario)
        fact_sheet.facts(scenario)
    with right, st.container(border=True, key="card-goals"):
        fact_sheet.goals(scenario)
        _points(scenario)
        with st.expander(_("最初のひと言の例を見る"), icon=":material/lightbulb:"):
            st.html(block(f'<div class="quote">{safe(first_sentence(scenario))}</div>'))
    _way_in(coach, scenario)


def _head(scenario: Scenario) -> None:
    persona = scenario.persona
    who = _("{name}さん（{age}・{job}）").format(name=persona.name, age=persona.age_group, job=persona.job)
    chips = chip.row(
        chip.kind(_(SCENE[scenario.scene]), "neutral"),
        chip.plain(_("難しさ：{level}").format(level=_(DIFFICULTY[scenario.difficulty]))),
        *scenario_card.levels(scenario),
    )
    st.html(block(f'<p class="lead">{safe(who)}</p>', chips))


def _points(scenario: Scenario) -> None:
    items = "".join(f"<li>{safe(_(point.text))}</li>" for point in CHECKLISTS[scenario.scene])
    head = f'<p class="title" style="margin-top:.6rem">{safe(_("ふりかえりで確かめる点"))}</p>'
    st.html(block(head, f"<ul>{items}</ul>"))


def _way_in(coach: Coach, scenario: Scenario) -> None:
    with st.container(horizontal=True):
        begun = st.button(_("面談を始める"), key="begin", type="primary", icon=":material/play_arrow:")
        if st.button(_("ほかのシナリオを選ぶ"), key="others", type="tertiary"):
            navigation.go("practice")
    if begun:
        readiness.wait(coach)
        practice = coach.practice.begin(scenario.id, acting=USER)
        navigation.go("practice", id=practice.id)
