"""The one box for what went wrong."""

import streamlit as st

from coach.ui import navigation
from coach.ui.language import _
from coach.ui.wording import literal


def show(message: str) -> None:
    """Say it, and offer a way on."""
    st.warning(literal(_(message)), icon=":material/info:")
    if st.button(_("はじめの画面に戻る"), key="back-to-start", icon=":material/home:"):
        navigation.go("start")
