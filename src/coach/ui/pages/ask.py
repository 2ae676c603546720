"""質問: free questions, answered from the knowledge with the passages behind, or kindly declined."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.utterance import MAX_QUESTION
from coach.ui import navigation
from coach.ui.components import answers, consent, examples, privacy, talks
from coach.ui.language import _


def show(coach: Coach) -> None:
    """The page."""
    with st.container(key="narrow"):
        _conversation(coach)


def _conversation(coach: Coach) -> None:
    exchanges = answers.of_address(coach)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.title(_("質問"), anchor=False)
        talks.tools()
    if not exchanges:
        st.markdown(
            _(
                "信用と信頼の使い分け、評価面談、1on1、権限委譲について質問できます。答えはハンドブックの文章に基づき、根拠もその場で読めます。"
            )
        )
        if navigation.asked("talk"):
            st.info(_("この質問の記録は見つかりません。削除された可能性があります。新しくご質問ください。"))
    consent.ask_once(coach)
    chosen = examples.show(open_=not exchanges)
    talks.show(coach)
    answers.show(coach, exchanges)
    # Above the field, where the answer will stand when it is done.
    here = st.container()
    placeholder = (
        _("続けて質問する（「それは1on1でも同じですか」など）")
        if exchanges
        else _("質問を入力してください（Enterで送信）")
    )
    typed = st.chat_input(placeholder, key="question", max_chars=MAX_QUESTION)
    question = typed or chosen or answers.suggested()
    if question:
        with here:
            answers.ask(coach, question)
    privacy.show(coach)
