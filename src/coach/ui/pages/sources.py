"""資料: what the coach's answers rest on, to be added to, looked into and taken out. The address names a document."""

import streamlit as st

from coach.bootstrap import Coach
from coach.ui import navigation
from coach.ui.components import privacy, readiness, source_list, source_preview, source_upload, top
from coach.ui.language import _


def show(coach: Coach) -> None:
    """The page."""
    document = navigation.asked("document")
    top.show(f"sources {document}")
    with st.container(key="narrow"):
        readiness.wait(coach)
        if document is not None:
            source_preview.show(coach, document)
        else:
            _overview(coach)


def _overview(coach: Coach) -> None:
    st.title(_("資料"), anchor=False)
    st.markdown(
        _("質問への答えとコメントの根拠になる資料です。評価制度の説明や研修のテキストなど、自社の資料も加えられます。")
    )
    privacy.documents(coach)
    source_upload.show(coach)
    source_list.show(coach)
