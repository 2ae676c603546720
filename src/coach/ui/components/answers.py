"""The questions of a conversation with their answers, oldest first. The address names the conversation."""

from collections.abc import Iterator, Sequence

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.asked import Exchange
from coach.domain.passage import Answer, Declined
from coach.domain.topic import is_quotable
from coach.ui import navigation
from coach.ui.components import answer_tools, bubble, citation, jump, readiness, stand_in
from coach.ui.highlight import numbered
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, literal, safe

_NEXT = "next-question"
_REPLACED = "answer-replaced"
_BOOK = ":material/menu_book:"
_FURTHER = ("もう少し詳しく教えてください", "具体例はありますか？", "なぜですか？")


def of_address(coach: Coach) -> Sequence[Exchange]:
    """The exchanges of the conversation in the address; none for a new one."""
    talk = navigation.asked("talk")
    return coach.questions.conversation(talk, acting=USER) if talk else ()


def suggested() -> str | None:
    """A question that came by a click: from an answer, or in the page's address."""
    if (question := st.session_state.pop(_NEXT, None)) is not None:
        return str(question)
    question = navigation.asked("q")
    if question is not None:
        del st.query_params["q"]
    return question


def show(coach: Coach, exchanges: Sequence[Exchange]) -> None:
    """The exchanges so far, and ways to go on."""
    for number, exchange in enumerate(exchanges):
        bubble.said(exchange.question, key=f"question-{number}")
        with bubble.theirs(_("コーチ"), key=f"answer-{number}", avatar=_BOOK):
            _understood(exchange)
            if isinstance(exchange.answer, Answer):
                st.html(block(numbered(exchange.answer.text, exchange.answer.citations)))
                citation.show_all(coach, exchange.answer.citations, key=f"answer-{number}", numbers=True)
            else:
                _declined(exchange.answer, number)
            _replaced(exchange)
            stand_in.show(exchange.answer.fallback)
            answer_tools.show(coach, exchange)
    if exchanges:
        _further(exchanges[-1])
        if len(exchanges) > 1:
            jump.show(f"said-question-{len(exchanges) - 1}", exchanges[-1].id)


def ask(coach: Coach, question: str) -> None:
    """Ask, show the answer while it is written, and keep it before it is shown as done."""
    bubble.said(question, key="question-now")
    readiness.wait(coach)
    asking = coach.conversing.asking(question, acting=USER, conversation=navigation.asked("talk"))
    with bubble.theirs(_("コーチ"), key="answer-now", avatar=_BOOK):
        exchange, shown = _writing(asking)
    if shown and not exchange.answered:
        st.session_state[_REPLACED] = exchange.id
    st.query_params["talk"] = exchange.conversation
    st.rerun()


def _writing(asking: Iterator[str | Exchange]) -> tuple[Exchange, bool]:
    """The exchange, which is on disk by then, and whether something was shown of its answer before."""
    place = st.empty()
    with place, st.spinner(_("ハンドブックを調べています…")):
        told = next(asking)
    shown = isinstance(told, str)
    while isinstance(told, str):
        # The dots say that more is coming.
        place.html(block(f'<div class="said">{safe(told)}<span class="muted" aria-hidden="true"> …</span></div>'))
        told = next(asking)
    return told, shown


def _replaced(exchange: Exchange) -> None:
    """For those who saw the beginning of an answer that did not hold: where it went. A fallback says it itself."""
    if st.session_state.get(_REPLACED) == exchange.id and not exchange.answer.fallback:
        st.caption(_("書きかけの答えは、資料で裏づけを確かめられなかったため、差し控えました。"))


def _understood(exchange: Exchange) -> None:
    if exchange.understood != exchange.question:
        question = exchange.understood.rstrip("？?。")
        follows = _("ひとつ前の質問の続きとして答えます。")
        text = _("「{question}」について答えます。").format(question=question) if is_quotable(question) else follows
        st.html(block(f'<p class="small muted">{safe(text)}</p>'))


def _further(last: Exchange) -> None:
    """One click to go deeper, for those who would not think of asking."""
    if not last.answered:
        return
    with st.container(horizontal=True, gap="small", key="further"):
        for place, text in enumerate(_FURTHER):
            if st.button(_(text), key=f"further-{place}", type="tertiary", icon=":material/subdirectory_arrow_right:"):
                _ask_next(_(text))


def _declined(answer: Declined, number: int) -> None:
    st.html(block(f'<div class="said">{safe(answer.sentence)}</div>'))
    if not answer.suggestions:
        return
    st.caption(_("次のような質問にはお答えできます。"))
    with st.container(horizontal=True, gap="small"):
        for place, text in enumerate(answer.suggestions):
            if st.button(literal(text), key=f"suggestion-{number}-{place}", wrap=True):
                _ask_next(text)


def _ask_next(question: str) -> None:
    st.session_state[_NEXT] = question
    st.rerun()
