"""The look back: what was said well, one thing to try, and what the figures say. It encourages and never ranks."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.debrief import Debrief
from coach.domain.transcript import Practice
from coach.domain.words import SCENE
from coach.ui import assumed, clock, navigation, shared
from coach.ui.components import (
    checklist,
    chip,
    commitment_offer,
    curve,
    downloads,
    earlier,
    figures,
    readiness,
    remarks,
)
from coach.ui.language import _
from coach.ui.wording import block, safe


def show(coach: Coach, practice: Practice) -> None:
    """The page after the end."""
    readiness.wait(coach)
    found = shared.debrief(coach, practice)
    _head(practice, found)
    remarks.show(coach, found)
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True, key="card-checklist"):
        checklist.show(coach, found)
    with right:
        with st.container(border=True, key="card-curve"):
            curve.show(found.felt_trust, key="debrief-curve", points=found.turning_points, height=220)
            _turning_points(found)
        with st.container(border=True, key="card-figures"):
            figures.show(found)
    if found.held:
        _held(practice, found)
    commitment_offer.show(coach, practice, found)
    compared = earlier.of(coach, practice)
    earlier.show(practice, compared)
    _ways_on(coach, practice)
    downloads.show(practice, found, compared)


def _head(practice: Practice, found: Debrief) -> None:
    scenario = practice.scenario
    st.title(_("ふりかえり"), anchor=False)
    where = _("{scene}：{title}").format(scene=_(SCENE[scenario.scene]), title=scenario.title)
    when = clock.local(practice.started_at)
    st.html(
        block(
            f'<div class="row"><span class="muted">{safe(where)}</span>{chip.plain(when)}</div>',
            f'<p class="lead" style="margin-top:.6rem">{safe(found.summary)}</p>',
        )
    )


def _turning_points(found: Debrief) -> None:
    for point in found.turning_points:
        text = _("転機は{turn}回目：{because}").format(turn=point.turn, because=_(point.because))
        st.html(block(f'<div class="small">{safe(text)}</div>'))


def _held(practice: Practice, found: Debrief) -> None:
    assert found.held is not None
    summary, *below = assumed.parts(practice.scenario, found.held)
    with st.container(border=True, key="card-held"):
        st.subheader(assumed.title(practice.scenario), anchor=False)
        st.html(block(f"<p>{safe(summary)}</p>", *(f'<p class="muted">{safe(one)}</p>' for one in below)))


def _ways_on(coach: Coach, practice: Practice) -> None:
    with st.container(horizontal=True):
        if st.button(_("もう一度、同じ面談を練習する"), key="once-more", type="primary", icon=":material/replay:"):
            _once_more(coach, practice)
        if st.button(_("会話を読み返す・言い直す"), key="read-again", icon=":material/forum:"):
            navigation.go("practice", id=practice.id, view="talk")
        if st.button(_("ほかのシナリオを選ぶ"), key="others"):
            navigation.go("practice")


def _once_more(coach: Coach, practice: Practice) -> None:
    scenario = practice.scenario
    if any(one.id == scenario.id for one in coach.scenarios.all()):
        navigation.go("practice", scenario=scenario.id)
    # a draft that was tried out, or a scenario that is gone: the rehearsal itself still holds it
    navigation.go("practice", id=coach.practice.begin_with(scenario, acting=shared.USER).id)
