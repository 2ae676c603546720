"""Everything that is kept of the rehearsals, to take along."""

from collections.abc import Iterator

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.debrief import Debrief
from coach.domain.transcript import Practice
from coach.ui import export_all, shared
from coach.ui.language import _


def show(coach: Coach) -> None:
    """One JSON for programs, or a ZIP of Markdown for people. Made only when somebody asks for it."""
    st.download_button(
        _("すべて保存（Markdown・ZIP）"),
        lambda: export_all.as_zip(_all(coach)),
        "renshu-kiroku.zip",
        "application/zip",
        key="save-all-zip",
        icon=":material/folder_zip:",
        on_click="ignore",
    )
    st.download_button(
        _("すべて保存（JSON）"),
        lambda: export_all.as_json(_all(coach), coach.commitments.all(acting=shared.USER)),
        "renshu-kiroku.json",
        "application/json",
        key="save-all-json",
        icon=":material/download:",
        on_click="ignore",
    )


def _all(coach: Coach) -> Iterator[tuple[Practice, Debrief]]:
    for practice in coach.practices.recent(acting=shared.USER, limit=100_000):
        yield practice, coach.debriefing.debrief(practice)
