"""What the coach reads in one document: its passages, each with its place."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.passage import Passage
from coach.ui import navigation
from coach.ui.language import _
from coach.ui.wording import block, safe

_SHOWN = 20


def show(coach: Coach, document: str) -> None:
    """The passages in order, a page at a time."""
    passages = coach.knowledge.passages(document)
    st.title(_("資料の中身"), anchor=False)
    st.html(
        block(
            f'<p class="lead">{safe(document)}</p>',
            f'<p class="muted">{safe(_("質問やコメントの根拠には、次の節がそのまま引用されます。"))}</p>',
        )
    )
    if st.button(_("資料の一覧に戻る"), key="back-to-sources", icon=":material/arrow_back:"):
        navigation.go("sources")
    pages = -(-len(passages) // _SHOWN)
    page = st.pagination(pages, key=f"pages-{document}") if pages > 1 else 1
    first = (page - 1) * _SHOWN
    for number, passage in enumerate(passages[first : first + _SHOWN], first + 1):
        with st.container(border=True, key=f"card-passage-{number}"):
            st.html(block(_place(number, passage), f'<div class="passage">{safe(passage.text)}</div>'))


def _place(number: int, passage: Passage) -> str:
    page = _("（{page}ページ）").format(page=passage.page) if passage.page else ""
    return f'<p class="small muted">{number}．{safe(passage.section_name or passage.document)}{safe(page)}</p>'
