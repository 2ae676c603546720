"""The look back as files to keep."""

import streamlit as st

from coach.domain.debrief import Debrief
from coach.domain.transcript import Practice
from coach.ui import export
from coach.ui.language import _


def show(practice: Practice, found: Debrief) -> None:
    """PDF to print, Markdown to go on writing, JSON for programs."""
    name = f"furikaeri-{practice.started_at:%Y%m%d-%H%M}"
    with st.container(horizontal=True):
        st.download_button(
            _("ふりかえりを保存（PDF）"),
            lambda: _pdf(practice, found),
            f"{name}.pdf",
            "application/pdf",
            key="save-pdf",
            icon=":material/picture_as_pdf:",
            on_click="ignore",
        )
        st.download_button(
            _("ふりかえりを保存（Markdown）"),
            export.as_markdown(practice, found),
            f"{name}.md",
            "text/markdown",
            key="save-md",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            _("データを保存（JSON）"),
            export.as_json(practice, found),
            f"{name}.json",
            "application/json",
            key="save-json",
            icon=":material/download:",
            on_click="ignore",
        )


def _pdf(practice: Practice, found: Debrief) -> bytes:
    from coach.ui import export_pdf  # made, and its library loaded, only when somebody asks for it

    return export_pdf.as_pdf(practice, found)
