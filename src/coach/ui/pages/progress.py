"""記録: one's own rehearsals over time, and what one set out to do. Beside nobody else's."""

import streamlit as st

from coach.bootstrap import Coach
from coach.ui.components import (
    commitment_ask,
    commitment_list,
    own_data,
    privacy,
    progress_curve,
    progress_days,
    progress_empty,
    progress_list,
    progress_points,
)
from coach.ui.language import _
from coach.ui.shared import USER


def show(coach: Coach) -> None:
    """The page."""
    st.title(_("記録"), anchor=False)
    st.markdown(_("これまでの練習のあゆみです。比べるのは、あなた自身の記録だけです。"))
    sessions = coach.progress.sessions(acting=USER)
    commitment_ask.show(coach)
    if all(one.moment for one in sessions):
        progress_empty.show()
    else:
        left, right = st.columns([3, 2], gap="medium")
        with left:
            progress_curve.show(sessions)
        with right:
            progress_days.show(sessions)
        progress_points.show(sessions)
    commitment_list.show(coach)
    if sessions:
        progress_list.show(coach, sessions)
    own_data.show(coach)
    privacy.show(coach)
