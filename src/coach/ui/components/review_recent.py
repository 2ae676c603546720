"""The conversations that were looked back on before: to open again, or to delete."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.review import ReviewedTalk
from coach.domain.words import SCENE
from coach.ui import navigation
from coach.ui.components import chip
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, day, safe

_SHOWN = 20


def show(coach: Coach) -> None:
    """The list; nothing on a first visit."""
    talks = coach.reviews.recent(acting=USER, limit=_SHOWN)
    if not talks:
        return
    st.subheader(_("これまでのふりかえり（{count}件）").format(count=len(talks)), anchor=False)
    for talk in talks:
        _row(coach, talk)


def _row(coach: Coach, talk: ReviewedTalk) -> None:
    with st.container(
        border=True, key=f"card-review-{talk.id}", horizontal=True, vertical_alignment="center", gap="small"
    ):
        with st.container(width="stretch", key=f"recent-review-{talk.id}"):
            title = _("{day}の{scene}").format(day=day(talk.held_on), scene=_(SCENE[talk.scene]))
            facts = chip.row(
                chip.plain(_("あなたの発話{count}回").format(count=talk.turns)),
                chip.kind(_("約束{count}件").format(count=talk.open_promises), "good") if talk.open_promises else "",
            )
            st.html(block(f'<p class="title">{safe(title)}</p>', facts))
        if st.button(_("開く"), key=f"open-review-{talk.id}", icon=":material/history_edu:"):
            navigation.go("review", id=talk.id)
        with st.popover(_("削除"), type="tertiary"):
            delete(coach, talk.id)


def delete(coach: Coach, review_id: str) -> None:
    """Ask once more, and forget it."""
    st.markdown(_("このふりかえりと約束のリストを削除します。元に戻すことはできません。"))
    if st.button(_("削除する"), key=f"delete-review-{review_id}", type="primary"):
        coach.reviews.delete(review_id, acting=USER)
        navigation.go("review")
