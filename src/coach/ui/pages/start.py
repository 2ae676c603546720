"""はじめに: one question, and a door for each answer."""

import streamlit as st

from coach.bootstrap import Coach
from coach.ui import navigation
from coach.ui.components import door, example, privacy, recent
from coach.ui.language import _

_FIRST = "appraisal-high-low"
"""The scenario that a first visitor is led to: middling difficulty, and both credit and trust to talk about."""


def show(coach: Coach) -> None:
    """The page."""
    st.title(_("今日は何をしますか？"), anchor=False)
    st.markdown(
        _("「信用」は事実や実績に、「信頼」は未来や気持ちに寄せるもの。その両方を、面談の前に言葉にしてみる場所です。")
    )
    left, right = st.columns(2, gap="medium")
    with (
        left,
        door.frame(
            "practice",
            _("練習"),
            _("部下役を相手に、面談を15分で予行演習します。ひと言ごとに、信用と信頼のどちらに届いたかがわかります。"),
        ),
    ):
        if st.button(_("シナリオを選んで練習する"), key="to-practice", type="primary", width="stretch"):
            navigation.go("practice")
        if st.button(_("おすすめの面談をすぐに試す"), key="to-first", width="stretch"):
            navigation.go("practice", scenario=_FIRST)
    with (
        right,
        door.frame(
            "ask",
            _("質問"),
            _("信用と信頼の使い分けについて、ハンドブックの言葉で答えます。根拠の文章もその場で読めます。"),
        ),
    ):
        if st.button(_("質問する"), key="to-ask", type="primary", width="stretch"):
            navigation.go("ask")
        if st.button(_("例：1on1が進捗確認だけになってしまいます"), key="to-example", width="stretch"):
            navigation.go("ask", q=_("1on1が進捗確認だけになってしまいます。どうすればよいですか？"))
    example.show()
    recent.show(coach)
    privacy.show(coach)
