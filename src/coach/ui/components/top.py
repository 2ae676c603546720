"""A new view begins at its top: Streamlit keeps the scroll position when only the address's parameters change."""

import json

import streamlit as st

_SCRIPT = "<script>/* {view} */ document.querySelector('[data-testid=\"stMain\"]')?.scrollTo(0, 0);</script>"


def show(view: str) -> None:
    """Scroll up once when `view` is another one than before."""
    with st.container(key="top"):
        st.html(
            _SCRIPT.replace("{view}", json.dumps(view).replace("<", "").replace("*/", "")), unsafe_allow_javascript=True
        )
