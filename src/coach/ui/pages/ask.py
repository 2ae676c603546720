"""質問: free questions, answered from the knowledge with the passages behind, or kindly declined."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.utterance import MAX_QUESTION
from coach.ui.components import answers, consent, examples
from coach.ui.language import _


def show(coach: Coach) -> None:
    """The page."""
    with st.container(key="narrow"):
        _conversation(coach)


def _conversation(coach: Coach) -> None:
    st.title(_("質問"), anchor=False)
    st.markdown(
        _(
            "信用と信頼の使い分け、評価面談、1on1、権限委譲について質問できます。答えはハンドブックの文章に基づき、根拠もその場で読めます。"
        )
    )
    consent.ask_once(coach)
    chosen = examples.show(open_=not answers.asked_before())
    answers.show(coach)
    typed = st.chat_input(_("質問を入力してください（Enterで送信）"), key="question", max_chars=MAX_QUESTION)
    question = typed or chosen or answers.suggested()
    if question:
        answers.ask(coach, question)
