"""A rehearsal under way: the talk at the left, the coach at the right."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.transcript import Practice
from coach.domain.words import SCENE
from coach.ui import branches, navigation, wishes
from coach.ui.components import chip, coach_pane, compare, readiness, talk
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, safe


def show(coach: Coach, practice: Practice) -> None:
    """Head, comparison when one is wished for, and the two panes."""
    quiet = _head(coach, practice)
    turn = branches.find(practice, wishes.compared())
    if turn is not None and not quiet and len(practice.alternatives(turn.id)) > 1:
        compare.show(coach, practice, turn)
    left, right = st.columns([3, 2], gap="small")
    with left:
        talk.show(coach, practice, quiet=quiet)
    with right:
        coach_pane.show(coach, practice, quiet=quiet)


def _head(coach: Coach, practice: Practice) -> bool:
    scenario, ended = practice.scenario, practice.ended_at is not None
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(width="stretch"):
            who = _("{name}さんとの{scene}").format(name=scenario.persona.name, scene=_(SCENE[scenario.scene]))
            st.html(
                block(f'<div class="row"><span class="title lead">{safe(who)}</span>{chip.plain(scenario.title)}</div>')
            )
        quiet = st.toggle(
            _("静かに練習する"),
            key="quiet",
            bind="query-params",
            disabled=ended,
            help=_("本番のつもりで、コメントや分類を出さずに最後まで話します。"),
        )
        if ended:
            if st.button(_("ふりかえりに戻る"), key="back-to-debrief", type="primary"):
                navigation.go("practice", id=practice.id)
        elif st.button(
            _("終えてふりかえる"), key="end", type="primary", icon=":material/flag:", disabled=not practice.turns
        ):
            readiness.wait(coach)
            coach.practice.end(practice.id, acting=USER)
            navigation.go("practice", id=practice.id)
    return quiet and not ended
