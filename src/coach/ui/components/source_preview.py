"""What the coach reads in one document: its passages, each with its place. The address may point at one of them."""

import re
from collections.abc import Sequence

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.passage import Passage
from coach.ui import navigation
from coach.ui.components import jump
from coach.ui.highlight import quoted
from coach.ui.language import _
from coach.ui.wording import block, safe

_SHOWN = 20
_RANGE = re.compile(r"(\d{1,6})-(\d{1,6})")


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
    wanted = _wanted(passages)
    with st.container(horizontal=True):
        if wanted is None:
            _way_back()
        if st.button(_("資料の一覧に戻る"), key="back-to-sources", icon=":material/arrow_back:"):
            navigation.go("sources")
    pages = -(-len(passages) // _SHOWN)
    default = wanted // _SHOWN + 1 if wanted is not None else 1
    page = st.pagination(pages, default=default, key=f"pages-{document}-{wanted}") if pages > 1 else 1
    first = (page - 1) * _SHOWN
    for number, passage in enumerate(passages[first : first + _SHOWN], first + 1):
        with st.container(border=True, key=f"card-passage-{number}"):
            here = number - 1 == wanted
            text = quoted(passage.text, _quote(passage)) if here else f'<div class="passage">{safe(passage.text)}</div>'
            st.html(block(_place(number, passage, here=here), text))
            if here:
                # The page opens here, far below its head.
                _way_back()
    if wanted is not None and page == default:
        jump.show(f"card-passage-{wanted + 1}", f"{document} {wanted}")


def _way_back() -> None:
    """To where the reader came from, as far as the address tells."""
    talk, practice = navigation.asked("talk"), navigation.asked("id")
    icon = ":material/arrow_back:"
    if talk and st.button(_("質問の答えに戻る"), key="back-to-answer", type="primary", icon=icon):
        navigation.go("ask", talk=talk)
    if practice and st.button(_("練習に戻る"), key="back-to-practice", type="primary", icon=icon):
        navigation.go("practice", id=practice)


def _wanted(passages: Sequence[Passage]) -> int | None:
    """Where the passage of the address stands; tells when it is gone."""
    asked = navigation.asked("passage")
    if asked is None:
        return None
    found = next((place for place, one in enumerate(passages) if one.id == asked), None)
    if found is None:
        st.info(_("引用された節は、今の資料には見つかりません。資料が更新された可能性があります。"))
    return found


def _quote(passage: Passage) -> str:
    """The words to highlight; the whole passage where the address does not tell."""
    found = _RANGE.fullmatch(navigation.asked("at") or "")
    return (passage.text[int(found[1]) : int(found[2])] if found else "") or passage.text


def _place(number: int, passage: Passage, *, here: bool) -> str:
    page = _("（{page}ページ）").format(page=passage.page) if passage.page else ""
    sign = f'<span class="chip care">{safe(_("引用された節"))}</span> ' if here else ""
    return f'<p class="small muted">{sign}{safe(_("{number}．").format(number=number))}{safe(passage.section_name or passage.document)}{safe(page)}</p>'
