"""A real conversation, looked back on: what it came to, the talk itself, and what was promised."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.debrief import Debrief
from coach.domain.review import Review
from coach.domain.words import SCENE
from coach.ui import navigation, shared
from coach.ui.components import (
    checklist,
    curve,
    downloads,
    figures,
    readiness,
    remarks,
    review_promises,
    review_recent,
    review_talk,
    review_weakest,
)
from coach.ui.language import _
from coach.ui.wording import block, day, safe

_VIEWS = {"summary": "まとめ", "talk": "会話を読む", "promises": "約束"}


def show(coach: Coach, review: Review) -> None:
    """Title, and the view that the address names."""
    readiness.wait(coach)
    found = shared.debrief(coach, review.conversation)
    title = _("{day}の{scene}のふりかえり").format(day=day(review.held_on), scene=_(SCENE[review.scene]))
    st.title(title, anchor=False)
    view = _view(review)
    if view == "talk":
        review_talk.show(coach, review)
    elif view == "promises":
        review_promises.show(coach, review)
    else:
        _summary(coach, review, found)
    with st.container(horizontal=True):
        if st.button(_("ほかの会話をふりかえる"), key="review-another", icon=":material/add:"):
            navigation.go("review")
        with st.popover(_("この記録を削除"), type="tertiary"):
            review_recent.delete(coach, review.id)


def _lead(found: Debrief) -> None:
    note = _("お名前は伏せています（相手の方はAさん）。被信頼感は、あなたの言葉から計算した目安です。")
    st.html(block(f'<p class="lead">{safe(found.summary)}</p>', f'<p class="small muted">{safe(note)}</p>'))


def _view(review: Review) -> str:
    """What is looked at. The address decides, so that a link and the back button lead where they say."""
    asked = navigation.asked("view")
    current = asked if asked in _VIEWS else "summary"
    chosen = st.segmented_control(
        _("見たいもの"),
        list(_VIEWS),
        default=current,
        required=True,
        key=f"review-view-{current}",
        label_visibility="collapsed",
        format_func=lambda name: _named(name, len(review.promises)),
    )
    if chosen != current:
        navigation.go("review", id=review.id, view=str(chosen))
    return current


def _named(view: str, promised: int) -> str:
    return _("約束（{count}件）").format(count=promised) if view == "promises" else _(_VIEWS[view])


def _summary(coach: Coach, review: Review, found: Debrief) -> None:
    _lead(found)
    remarks.show(coach, found)
    left, right = st.columns(2, gap="medium")
    with left:
        review_weakest.show(coach, review)
        with st.container(border=True, key="card-curve"):
            curve.show(found.felt_trust, key="review-curve", points=found.turning_points, height=220)
            for point in found.turning_points:
                text = _("転機は{turn}回目：{because}").format(turn=point.turn, because=_(point.because))
                st.html(block(f'<div class="small">{safe(text)}</div>'))
    with right, st.container(border=True, key="card-checklist"):
        checklist.show(coach, found)
    with st.container(border=True, key="card-figures"):
        figures.show(found)
    downloads.show(review.conversation, found)
