"""One scenario as a card: enough to choose it."""

import streamlit as st

from coach.domain.preparation import of_preparation
from coach.domain.scenario import Scenario
from coach.domain.words import DIFFICULTY, LEVEL, SCENE
from coach.ui import navigation
from coach.ui.components import chip
from coach.ui.language import _
from coach.ui.wording import block, safe


def show(scenario: Scenario) -> None:
    """The card, with its way in."""
    with st.container(border=True, key=f"card-{scenario.id}", height="stretch", vertical_alignment="distribute"):
        st.html(block(*_parts(scenario)))
        label = _("このシナリオを見る")
        if st.button(label, key=f"open-{scenario.id}", width="stretch", help=None):
            navigation.go("practice", scenario=scenario.id)


def levels(scenario: Scenario) -> tuple[str, ...]:
    """How much credit and trust there is so far, as chips; none for a real person of whom nobody said it."""
    if of_preparation(scenario.id):
        return ()
    persona = scenario.persona
    return (
        chip.plain(_("いまの信用：{level}").format(level=_(LEVEL[persona.credit]))),
        chip.plain(_("いまの信頼：{level}").format(level=_(LEVEL[persona.trust]))),
    )


def _parts(scenario: Scenario) -> list[str]:
    persona = scenario.persona
    who = _("{name}さん（{age}・{job}）").format(name=persona.name, age=persona.age_group, job=persona.job)
    return [
        chip.row(
            chip.kind(_(SCENE[scenario.scene]), "neutral"),
            chip.plain(_("難しさ：{level}").format(level=_(DIFFICULTY[scenario.difficulty]))),
            *([chip.kind(_("自作"), "good")] if scenario.own else []),
        ),
        f'<p class="title" style="margin-top:.5rem">{safe(scenario.title)}</p>',
        f'<p class="small muted">{safe(who)}</p>',
        chip.row(*levels(scenario)),
    ]
