"""Where the words go that are typed here."""

import streamlit as st

from coach.bootstrap import Coach
from coach.ui.language import _


def show(coach: Coach) -> None:
    """One honest sentence."""
    if coach.standing == "allowed":
        st.caption(
            _("入力した内容はこのコンピューターに保存され、返答を作るために、設定されたAIサービスにも送られます。")
        )
    else:
        st.caption(
            _("入力した内容は、このアプリが動いているコンピューターの中だけに保存されます。外部には送られません。")
        )


def documents(coach: Coach) -> None:
    """The same for documents, and who this page is meant for."""
    settings = coach.settings
    if settings.speaks_with_llm or settings.embedding != "local" or settings.chroma_url:
        where = _("資料はこのコンピューターに保存されます。内容の一部は、設定された外部のサービスにも送られます。")
    else:
        where = _("資料は、このアプリが動いているコンピューターの中だけに保存されます。外部には送られません。")
    st.info(
        where + _("このページは、アプリを動かしている方のためのものです。"),
        icon=":material/lock:",
    )
