"""The points of the scene, and where they were touched."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.debrief import ChecklistItem, Debrief
from coach.ui import export
from coach.ui.components import citation
from coach.ui.language import _
from coach.ui.wording import block, safe


def show(coach: Coach, found: Debrief) -> None:
    """One point a row, with the passage behind it."""
    st.subheader(_("この場面で大切な点"), anchor=False)
    for number, item in enumerate(found.checklist):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            with st.container(width="stretch"):
                st.html(block(_row(item)))
            for place, one in enumerate(item.citations):
                citation.show(coach, one, key=f"check-{number}-{place}", label=_("根拠"))


def _row(item: ChecklistItem) -> str:
    sign, kind = ("✓", "good") if item.met else ("・", "neutral")
    return (
        f'<div class="check"><span class="tick {kind}" aria-hidden="true">{sign}</span>'
        f'<span>{safe(_(item.item))}<br><span class="small muted">{safe(export.state(item))}</span></span></div>'
    )
