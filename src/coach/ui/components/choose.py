"""Choosing what to rehearse: the scenarios, narrowed down by scene and difficulty."""

from collections.abc import Sequence

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.labels import Scene
from coach.domain.scenario import Scenario
from coach.domain.words import DIFFICULTY, SCENE
from coach.ui import navigation
from coach.ui.components import commitment_ask, recent, scenario_card
from coach.ui.language import _

_ROW = 3


def show(coach: Coach) -> None:
    """Filters, cards, and below them the earlier sessions."""
    st.title(_("練習"), anchor=False)
    st.markdown(
        _("部下役を相手に、面談を声に出すつもりで試せます。うまくいかなくても、その場面から何度でも言い直せます。")
    )
    found = coach.scenarios.all()
    commitment_ask.show(coach)
    recent.show(coach)
    st.subheader(_("シナリオを選ぶ"), anchor=False)
    with st.container(horizontal=True, gap="medium"):
        scene = st.pills(_("場面"), list(Scene), format_func=lambda one: _(SCENE[one]), key="filter-scene")
        level = st.pills(_("難しさ"), list(DIFFICULTY), format_func=lambda one: _(DIFFICULTY[one]), key="filter-level")
    chosen = [one for one in found if scene in (None, one.scene) and level in (None, one.difficulty)]
    if not chosen:
        st.info(_("この条件に合うシナリオはありません。場面か難しさの選択を外してみてください。"))
    _grid(chosen)
    if st.button(
        _("自社に合わせたシナリオを作る"), key="to-scenarios", type="tertiary", icon=":material/edit_document:"
    ):
        navigation.go("scenarios")


def _grid(scenarios: Sequence[Scenario]) -> None:
    for first in range(0, len(scenarios), _ROW):
        for column, scenario in zip(st.columns(_ROW), scenarios[first : first + _ROW], strict=False):
            with column:
                scenario_card.show(scenario)
