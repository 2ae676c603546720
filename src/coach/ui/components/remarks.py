"""Two things done well and one to try next."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.debrief import Debrief, Remark
from coach.ui.components import chip, citation
from coach.ui.language import _
from coach.ui.wording import block, safe


def show(coach: Coach, found: Debrief) -> None:
    """The remarks as cards side by side."""
    cards = [(_("よかった点"), "good", remark) for remark in found.strengths]
    cards += [(_("次の一歩"), "step", remark) for remark in found.next_time]
    if not cards:
        return
    for number, (column, (title, kind, remark)) in enumerate(zip(st.columns(len(cards)), cards, strict=True)):
        with column:
            _card(coach, remark, title=title, kind=kind, number=number)


def _card(coach: Coach, remark: Remark, *, title: str, kind: str, number: int) -> None:
    with st.container(border=True, key=f"card-remark-{number}", height="stretch"):
        st.html(block(chip.row(chip.kind(title, kind)), f'<p style="margin-top:.5rem">{safe(remark.text)}</p>'))
        citation.show_all(coach, remark.citations, key=f"remark-{number}")
