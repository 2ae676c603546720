"""はじめに: one question, and a door for each answer."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.labels import Scene
from coach.ui import navigation
from coach.ui.components import commitment_ask, door, example, prepare_form, privacy, recent
from coach.ui.language import _

_FIRST = "appraisal-high-low"
"""The scenario that a first visitor is led to: middling difficulty, and both credit and trust to talk about."""


def show(coach: Coach) -> None:
    """The page."""
    st.title(_("今日は何をしますか？"), anchor=False)
    st.markdown(
        _("「信用」は事実や実績に、「信頼」は未来や気持ちに寄せるもの。その両方を、面談の前に言葉にしてみる場所です。")
    )
    doors = (_prepare, _practice, _ask, _review)
    for column, way_in in zip(st.columns(len(doors), gap="small"), doors, strict=True):
        with column:
            way_in(coach)
    commitment_ask.show(coach)
    example.show()
    recent.show(coach)
    privacy.show(coach)


def _prepare(coach: Coach) -> None:
    text = _("面談の朝に。事実とメッセージ、想定される反応への返し方を一枚にまとめます。")
    with door.frame("prepare", _("準備"), text):
        if st.button(_("面談の準備をする"), key="to-prepare", type="primary", width="stretch"):
            navigation.go("prepare")
        if st.button(_("例で試してみる"), key="to-prepare-example", width="stretch"):
            prepare_form.fill(coach.prepare_example(Scene.APPRAISAL))
            navigation.go("prepare")


def _practice(_coach: Coach) -> None:
    text = _("部下役を相手に15分の予行演習。発話ごとに、信用と信頼のどちらに届いたかがわかります。")
    with door.frame("practice", _("練習"), text):
        if st.button(_("シナリオを選ぶ"), key="to-practice", type="primary", width="stretch"):
            navigation.go("practice")
        if st.button(_("おすすめの面談をすぐに試す"), key="to-first", width="stretch"):
            navigation.go("practice", scenario=_FIRST)


def _ask(_coach: Coach) -> None:
    text = _("信用と信頼の使い分けを、ハンドブックの言葉で答えます。根拠の文章もその場で読めます。")
    with door.frame("ask", _("質問"), text):
        if st.button(_("質問する"), key="to-ask", type="primary", width="stretch"):
            navigation.go("ask")
        if st.button(_("例：1on1が進捗確認だけになる"), key="to-example", width="stretch"):
            navigation.go("ask", q=_("1on1が進捗確認だけになってしまいます。どうすればよいですか？"))


def _review(_coach: Coach) -> None:
    if not navigation.exists("review"):
        return
    text = _("実際の会話の記録を読み込み、届いた言葉と次の一歩、交わした約束を確かめます。")
    with door.frame("review", _("ふりかえり"), text):
        if st.button(_("会話をふりかえる"), key="to-review", type="primary", width="stretch"):
            navigation.go("review")
        if st.button(_("例の会話で試す"), key="to-review-example", width="stretch"):
            navigation.go("review", example="1")
