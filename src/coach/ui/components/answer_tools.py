"""Below an answer: whether it helped, and the answer with its sources to copy."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.asked import Exchange
from coach.ui.language import _
from coach.ui.shared import USER

_YES, _NO = "yes", "no"


def show(coach: Coach, exchange: Exchange) -> None:
    """The two controls side by side."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"answer-tools-{exchange.id}"):
        _helpful(coach, exchange)
        if exchange.answered:
            with st.popover(_("コピー"), icon=":material/content_copy:", type="tertiary", key=f"copy-{exchange.id}"):
                st.caption(_("右上の印を押すと、出典も一緒にコピーします。"))
                st.code(with_sources(exchange), language=None, wrap_lines=True)


def with_sources(exchange: Exchange) -> str:
    """Question, answer and sources as plain text, to be pasted elsewhere."""
    sources = dict.fromkeys(
        _("出典：{document}「{section}」").format(document=one.document, section=one.section)
        for one in exchange.citations
    )
    asked = _("質問：{question}").format(question=exchange.understood)
    return "\n".join([asked, "", exchange.answer.text, "", *sources]).strip()


def _helpful(coach: Coach, exchange: Exchange) -> None:
    names = {_YES: _("はい"), _NO: _("いいえ")}
    before = None if exchange.helpful is None else _YES if exchange.helpful else _NO
    st.html(f'<span class="c small muted" aria-hidden="true">{_("役に立ちましたか")}</span>', width="content")
    chosen = st.pills(
        _("役に立ちましたか"),
        [_YES, _NO],
        default=before,
        format_func=names.__getitem__,
        key=f"helpful-{exchange.id}",
        label_visibility="collapsed",
    )
    if chosen != before:
        coach.questions.judge(exchange.id, helpful=None if chosen is None else chosen == _YES, acting=USER)
        if chosen is not None:
            st.toast(_("ありがとうございます。今後の改善に使わせていただきます。"), icon=":material/favorite:")
