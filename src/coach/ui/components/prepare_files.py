"""The sheet on paper and as files to keep."""

import streamlit as st

from coach.domain.preparation import Preparation
from coach.ui import clock, export_prepare
from coach.ui.language import _, bound

_PRINT = "<script>/* {nonce} */ setTimeout(() => window.print(), 300);</script>"


def show(preparation: Preparation) -> None:
    """Print, PDF, Markdown."""
    name = f"junbi-{preparation.made_at:%Y%m%d-%H%M}"
    when = clock.local(preparation.made_at)
    if st.button(_("印刷"), key="prepare-print", icon=":material/print:"):
        asked = st.session_state["prepare-printed"] = st.session_state.get("prepare-printed", 0) + 1
        with st.container(key="jump"):  # takes no room
            st.html(_PRINT.replace("{nonce}", str(asked)), unsafe_allow_javascript=True)
    st.download_button(
        _("PDF"),
        bound(lambda: _pdf(preparation, when)),
        f"{name}.pdf",
        "application/pdf",
        key="prepare-pdf",
        icon=":material/picture_as_pdf:",
        on_click="ignore",
    )
    st.download_button(
        _("Markdown"),
        export_prepare.as_markdown(preparation, when),
        f"{name}.md",
        "text/markdown",
        key="prepare-md",
        icon=":material/download:",
        on_click="ignore",
    )


def _pdf(preparation: Preparation, when: str) -> bytes:
    from coach.ui import export_pdf  # loaded only when somebody asks for it

    return export_pdf.as_document(
        export_prepare.title(preparation), when, export_prepare.sections(preparation, sources=False)
    )
