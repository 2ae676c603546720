"""The other languages, a button each under its own name: at the head of every page, and remembered by the browser."""

import streamlit as st

from coach.ui import language
from coach.ui.language import COOKIE, LANGUAGES

_YEAR = 365 * 24 * 60 * 60
_KEEP = "<script>document.cookie = '{name}={language}; path=/; max-age={age}; samesite=lax';</script>"


def show() -> None:
    """The buttons."""
    here = language.current()
    with st.container(key="noprint-language", horizontal=True, gap="small"):
        for name, called in LANGUAGES.items():
            if name != here:
                st.button(called, key=f"language-{name}", type="tertiary", on_click=language.choose, args=(name,))


def remember() -> None:
    """Once something was chosen, the browser is told to keep it."""
    if (chosen := language.chosen()) is not None:
        st.html(_KEEP.format(name=COOKIE, language=chosen, age=_YEAR), unsafe_allow_javascript=True)
