"""The look back as files to keep."""

from collections.abc import Callable

import streamlit as st

from coach.domain.comparison import Comparison
from coach.domain.debrief import Debrief
from coach.domain.transcript import Practice
from coach.ui import export
from coach.ui.language import _, bound

_TYPES = {"pdf": "application/pdf", "md": "text/markdown", "json": "application/json"}


def show(practice: Practice, found: Debrief, earlier: Comparison | None = None) -> None:
    """PDF to print, Markdown to go on writing, JSON for programs. Each is made only when somebody asks for it."""
    name = f"furikaeri-{practice.started_at:%Y%m%d-%H%M}"
    with st.container(horizontal=True):
        _button(name, "pdf", _("ふりかえりを保存（PDF）"), lambda: _pdf(practice, found, earlier))
        _button(name, "md", _("ふりかえりを保存（Markdown）"), lambda: export.as_markdown(practice, found, earlier))
        _button(name, "json", _("データを保存（JSON）"), lambda: export.as_json(practice, found, earlier))


def _button(name: str, ending: str, label: str, make: Callable[[], str | bytes]) -> None:
    st.download_button(
        label,
        bound(make),
        f"{name}.{ending}",
        _TYPES[ending],
        key=f"save-{ending}",
        icon=":material/picture_as_pdf:" if ending == "pdf" else ":material/download:",
        on_click="ignore",
    )


def _pdf(practice: Practice, found: Debrief, earlier: Comparison | None) -> bytes:
    from coach.ui import export_pdf  # its library is loaded only when somebody asks for it

    return export_pdf.as_pdf(practice, found, earlier)
