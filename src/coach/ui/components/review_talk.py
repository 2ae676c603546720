"""The conversation as it was, a few turns at a time, with what the coach says about the one that is looked at."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.felt_trust import start
from coach.domain.review import Review
from coach.domain.transcript import Turn
from coach.domain.weakest import weakest
from coach.ui import navigation
from coach.ui.components import (
    bubble,
    citation,
    curve,
    dispute,
    gauge,
    jump,
    reading,
    review_weakest,
)
from coach.ui.language import _
from coach.ui.wording import block, safe

_AT_ONCE = 10
"""Turns on a page: a long talk stays quick."""

_HEIGHT = 640


def show(coach: Coach, review: Review) -> None:
    """The talk at the left, the coach at the right."""
    path = review.conversation.path()
    looked_at = _looked_at(review, path)
    left, right = st.columns([3, 2], gap="small")
    with left:
        _talk(review, path, looked_at)
    with right, st.container(border=True, height=_HEIGHT, key="pane-reviewed"):
        _note(coach, review, looked_at)
    if navigation.asked("jump"):
        jump.show(f"said-{looked_at.id}", f"review {looked_at.id}")
    elif navigation.asked("turn"):
        # On a phone the comment stands below the talk: whoever asked for it is brought there.
        jump.show("pane-reviewed", f"comment {looked_at.id}", block="nearest")


def _looked_at(review: Review, path: tuple[Turn, ...]) -> Turn:
    """The turn in the address, else the one most worth a look, else the first."""
    asked = navigation.asked("turn") or ""
    found = weakest(review.conversation)
    number = int(asked) if asked.isdecimal() else found.turn.number if found else 1
    return path[min(max(number, 1), len(path)) - 1]


def _talk(review: Review, path: tuple[Turn, ...], looked_at: Turn) -> None:
    pages = -(-len(path) // _AT_ONCE)
    page = (looked_at.number - 1) // _AT_ONCE + 1
    if pages > 1:
        # The turn in the address brings its own page; from there one may leaf.
        page = st.pagination(pages, default=page, key=f"review-page-{looked_at.number}")
    first = (page - 1) * _AT_ONCE
    with st.container(border=True, height=_HEIGHT, key="pane-real"):
        if page == 1 and review.conversation.scenario.opening:
            bubble.opening(review.conversation)
        for turn in path[first : first + _AT_ONCE]:
            _turn(review, turn, shown=turn is looked_at)


def _turn(review: Review, turn: Turn, *, shown: bool) -> None:
    with bubble.mine(turn.id):
        bubble.words(turn, quiet=False)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"turn-tools-{turn.id}"):
            with st.container(width="stretch"):
                st.html(block(reading.chips(turn.tag)))
            label = _("{number}回目：表示中") if shown else _("{number}回目のコメント")
            if st.button(label.format(number=turn.number), key=f"look-{turn.number}", type="tertiary", disabled=shown):
                st.query_params["turn"] = str(turn.number)
                st.query_params.pop("jump", None)
                st.rerun()
    if turn.reply:
        bubble.heard(review.conversation.scenario.persona.name, turn.reply, key=turn.id)


def _note(coach: Coach, review: Review, turn: Turn) -> None:
    """What the coach says about one turn."""
    path = review.conversation.path()
    values = [start(review.conversation.scenario).value, *(one.felt_trust for one in path)]
    st.html(block(f'<p class="title">{safe(_("{number}回目の発話").format(number=turn.number))}</p>'))
    gauge.show(turn.felt_trust, turn.stage, turn.felt_trust - values[turn.number - 1])
    st.html(block(reading.chips(turn.tag)))
    reading.unsure(turn.tag)
    reading.flags(turn.tag)
    if turn.note.text:
        st.html(block(f"<p>{safe(turn.note.text)}</p>"))
    if turn.note.rephrase:
        title = safe(_("たとえば、こう言い換えられます"))
        st.html(
            block(f'<div class="small muted">{title}</div>', f'<div class="quote">{safe(turn.note.rephrase)}</div>')
        )
    review_weakest.rehearse(coach, review, turn.number, better=turn.note.rephrase or "")
    citation.show_all(coach, turn.note.citations, key=f"note-{turn.id}")
    reading.why(turn.tag)
    dispute.show(coach, turn)
    curve.show(values, key="review-talk-curve")
