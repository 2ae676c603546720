"""ふりかえり: a real conversation, pasted or uploaded, looked back on. The address names the one that is shown."""

import streamlit as st

from coach.bootstrap import Coach
from coach.ui import navigation, pending
from coach.ui.components import review_input, review_recent, review_result, review_speakers, top
from coach.ui.language import _
from coach.ui.shared import USER


def show(coach: Coach) -> None:
    """The page."""
    review_id = navigation.asked("id")
    waiting = pending.found()
    top.show(f"review {review_id} {navigation.asked('view')} {waiting is not None}")
    if review_id is not None:
        review_result.show(coach, coach.reviews.get(review_id, acting=USER))
        return
    with st.container(key="narrow"):
        if waiting is not None:
            review_speakers.show(coach, waiting)
        else:
            _overview(coach)


def _overview(coach: Coach) -> None:
    st.title(_("ふりかえり"), anchor=False)
    st.markdown(
        _(
            "実際の面談の記録から、信用と信頼の伝わり方、気になる場面、交わした約束を読み取ります。ほかの人と比べることはありません。"
        )
    )
    review_input.show(coach)
    review_recent.show(coach)
