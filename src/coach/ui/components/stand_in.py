"""Says so where the built-in engine spoke in the language model's place."""

import streamlit as st

from coach.bootstrap import Coach
from coach.ui.language import _


def show(coach: Coach, engine: str) -> None:
    """A line when the model was asked for and did not answer; nothing otherwise."""
    if coach.settings.speaks_with_llm and engine == "local":
        st.caption(_("AIサービスから応答がなかったため、内蔵のエンジンが代わりに答えました。"))
