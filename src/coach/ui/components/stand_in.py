"""Says so, and why, where the built-in engine spoke in the language model's place."""

import streamlit as st

from coach.ui.language import _
from coach.ui.wording import literal


def show(fallback: str) -> None:
    """A line when the model was asked and did not answer; nothing otherwise."""
    if fallback:
        st.caption(literal(_(fallback)))
