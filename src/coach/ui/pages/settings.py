"""設定: which engine speaks and why, what may be sent, what it cost, and whether everything is there."""

import streamlit as st

from coach.bootstrap import Coach
from coach.ui.components import checkup_table, consent, engine, llm_usage, voice
from coach.ui.language import _


def show(coach: Coach) -> None:
    """The page."""
    with st.container(key="narrow"):
        st.title(_("設定"), anchor=False)
        for number, section in enumerate((engine.show, consent.choose, engine.masking, voice.show)):
            with st.container(border=True, key=f"card-settings-{number}"):
                section(coach)
        with st.expander(_("管理者向け"), icon=":material/build:", key="settings-technical"):
            llm_usage.show(coach)
            st.divider()
            checkup_table.show(coach)
