"""The conversation being read, with how far it is; then the way to what came of it."""

from typing import NoReturn

import streamlit as st

from coach.bootstrap import Coach
from coach.ui import navigation, pending
from coach.ui.components import readiness
from coach.ui.language import _
from coach.ui.shared import USER


def show(coach: Coach, waiting: pending.Pending, manager: str) -> NoReturn:
    """Read it with `manager` as the manager, keep it, and go there."""
    readiness.wait(coach)
    bar = st.progress(0.0, text=_("会話を読み取っています…"))

    def report(share: float) -> None:
        bar.progress(share, text=_("会話を読み取っています（{share}%）").format(share=round(share * 100)))

    review = coach.review.keep(
        waiting.found, manager, scene=waiting.scene, held_on=waiting.held_on, acting=USER, progress=report
    )
    pending.forget()
    navigation.go("review", id=review.id)
