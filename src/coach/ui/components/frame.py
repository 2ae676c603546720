"""What every page stands in: the style sheet, and the document's language."""

import streamlit as st

from coach.ui.design import Mode, sheet

# Without it the browser takes the page for English: wrong line breaks, wrong voices in screen readers.
_LANGUAGE = "<script>document.documentElement.lang = 'ja';</script>"


def show() -> None:
    """Put the style in force."""
    with st.container(key="style"):
        st.html(sheet(_mode()))
        st.html(_LANGUAGE, unsafe_allow_javascript=True)


def _mode() -> Mode | None:
    kind = st.context.theme.type
    return "dark" if kind == "dark" else "light" if kind == "light" else None
