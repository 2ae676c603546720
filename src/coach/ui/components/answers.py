"""The questions of this session with their answers, oldest first."""

from dataclasses import dataclass

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.passage import Answer, Declined
from coach.ui import navigation
from coach.ui.components import bubble, citation, readiness, stand_in
from coach.ui.highlight import numbered
from coach.ui.language import _
from coach.ui.wording import block, literal, safe

_KEPT, _NEXT = "answers", "next-question"


@dataclass(frozen=True, slots=True)
class _Exchange:
    question: str
    answer: Answer | Declined


def asked_before() -> bool:
    """Whether anything was asked in this session."""
    return bool(_kept())


def suggested() -> str | None:
    """A question that came by a click: from a declined answer, or in the page's address."""
    if (question := st.session_state.pop(_NEXT, None)) is not None:
        return str(question)
    question = navigation.asked("q")
    if question is not None:
        del st.query_params["q"]
    return question


def show(coach: Coach) -> None:
    """The exchanges so far."""
    for number, exchange in enumerate(_kept()):
        bubble.said(exchange.question, key=f"question-{number}")
        with bubble.theirs(_("コーチ"), key=f"answer-{number}", avatar=":material/menu_book:"):
            if isinstance(exchange.answer, Answer):
                st.html(block(numbered(exchange.answer.text, exchange.answer.citations)))
                citation.show_all(coach, exchange.answer.citations, key=f"answer-{number}", numbers=True)
            else:
                _declined(exchange.answer, number)
            stand_in.show(exchange.answer.fallback)


def ask(coach: Coach, question: str) -> None:
    """Ask, keep the exchange, and show it."""
    bubble.said(question, key="question-now")
    readiness.wait(coach)
    with st.spinner(_("ハンドブックを調べています…")):
        answer = coach.ask.ask(question)
    st.session_state[_KEPT] = [*_kept(), _Exchange(question, answer)]
    st.rerun()


def _declined(answer: Declined, number: int) -> None:
    st.html(block(f'<div class="said">{safe(answer.text)}</div>'))
    if not answer.suggestions:
        return
    st.caption(_("次のような質問にはお答えできます。"))
    with st.container(horizontal=True, gap="small"):
        for place, text in enumerate(answer.suggestions):
            if st.button(literal(text), key=f"suggestion-{number}-{place}"):
                st.session_state[_NEXT] = text
                st.rerun()


def _kept() -> list[_Exchange]:
    found: list[_Exchange] = st.session_state.get(_KEPT, [])
    return found
