"""What every page stands in: the style sheet, the document's language, and the choice of it."""

import streamlit as st

from coach.ui import language
from coach.ui.components import language_choice
from coach.ui.design import Mode, sheet

# Without it the browser takes every page for English: wrong line breaks, wrong voices in screen readers.
_LANGUAGE = "<script>document.documentElement.lang = '{language}';</script>"


def show() -> None:
    """Put the style in force."""
    with st.container(key="style"):
        st.html(sheet(_mode()))
        st.html(_LANGUAGE.replace("{language}", language.current()), unsafe_allow_javascript=True)
        language_choice.remember()
    language_choice.show()


def _mode() -> Mode | None:
    kind = st.context.theme.type
    return "dark" if kind == "dark" else "light" if kind == "light" else None
