"""Where the words go that are typed here."""

import streamlit as st

from coach.bootstrap import Coach
from coach.ui.language import _


def show(coach: Coach) -> None:
    """One honest sentence."""
    if coach.settings.speaks_with_llm:
        st.caption(
            _("入力した内容はこのコンピューターに保存され、返答を作るために、設定されたAIサービスにも送られます。")
        )
    else:
        st.caption(
            _("入力した内容は、このアプリが動いているコンピューターの中だけに保存されます。外部には送られません。")
        )
