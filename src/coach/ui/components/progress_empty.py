"""記録 before the first rehearsal: what will stand here, and the way there."""

import streamlit as st

from coach.ui import navigation
from coach.ui.language import _
from coach.ui.wording import block, safe

_FIRST = "appraisal-high-low"


def show() -> None:
    """The explanation with one way in."""
    with st.container(border=True, key="card-empty"):
        st.subheader(_("まだ記録がありません"), anchor=False)
        points = (
            _("相手が感じた信頼（被信頼感）の移り変わり"),
            _("場面ごとの大切な点に、いつ触れられたか"),
            _("練習した日と、明日からの小さな行動"),
        )
        items = "".join(f"<li>{safe(one)}</li>" for one in points)
        st.html(
            block(
                f"<p>{safe(_('練習を一度終えると、ここに次のことが表示されます。点数や順位はつけません。'))}</p>",
                f"<ul>{items}</ul>",
            )
        )
        with st.container(horizontal=True):
            if st.button(_("おすすめの面談を練習する"), key="first-practice", type="primary"):
                navigation.go("practice", scenario=_FIRST)
            if st.button(_("シナリオを選ぶ"), key="choose-practice"):
                navigation.go("practice")
