"""シナリオを作る: one's own rehearsals. The address names the draft that is being written."""

import streamlit as st

from coach.bootstrap import Coach
from coach.ui import navigation
from coach.ui.components import own_scenarios, scenario_editor, scenario_new, top
from coach.ui.language import _


def show(coach: Coach) -> None:
    """The page."""
    draft = navigation.asked("draft")
    top.show(f"scenarios {draft}")
    with st.container(key="narrow"):
        if draft is not None:
            scenario_editor.show(coach, draft)
        else:
            _overview(coach)


def _overview(coach: Coach) -> None:
    st.title(_("シナリオを作る"), anchor=False)
    st.markdown(
        _("自社の職場に合わせた面談を作れます。付属のシナリオを写して書き換え、話して確かめてから保存できます。")
    )
    own_scenarios.show(coach)
    scenario_new.show(coach)
    st.caption(_("作ったシナリオは、このアプリが動いているコンピューターに YAML ファイルとして保存されます。"))
