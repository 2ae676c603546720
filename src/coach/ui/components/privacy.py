"""Where the words go that are typed here."""

import streamlit as st

from coach.bootstrap import Coach
from coach.ui.language import _


def show(coach: Coach) -> None:
    """One honest sentence."""
    if coach.standing != "allowed":
        text = _("入力した内容は、このアプリが動いているコンピューターの中だけに保存されます。外部には送られません。")
    elif _is_here(coach):
        text = _(
            "入力した内容はこのコンピューターに保存され、返答を作るために、同じコンピューター上のAIサービスに渡されます。外部には送られません。"
        )
    else:
        text = _("入力した内容はこのコンピューターに保存され、返答を作るために、設定されたAIサービスにも送られます。")
    st.caption(text)


def documents(coach: Coach) -> None:
    """The same for documents, and who this page is meant for."""
    settings = coach.settings
    # Without consent neither answers nor vectors are made elsewhere.
    sends = coach.standing == "allowed" and not _is_here(coach)
    if sends or settings.chroma_url:
        where = _("資料はこのコンピューターに保存されます。内容の一部は、設定された外部のサービスにも送られます。")
    else:
        where = _("資料は、このアプリが動いているコンピューターの中だけに保存されます。外部には送られません。")
    st.info(
        where + _("このページは、アプリを動かしている方のためのものです。"),
        icon=":material/lock:",
    )


def _is_here(coach: Coach) -> bool:
    from coach.llm.endpoint import Endpoint

    return Endpoint.of(coach.settings).is_loopback
