"""All rehearsals by date, and the moments that were said again: to look into again, or to delete."""

from collections.abc import Sequence

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.progress import Session
from coach.domain.words import SCENE
from coach.ui import clock, navigation
from coach.ui.components import chip
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, safe

_PAGE = 10


def show(coach: Coach, sessions: Sequence[Session]) -> None:
    """Two lists, ten at a time."""
    rehearsals = [one for one in sessions if not one.moment]
    moments = [one for one in sessions if one.moment]
    if rehearsals:
        st.subheader(_("これまでの練習（{count}件）").format(count=len(rehearsals)), anchor=False)
        _some(coach, rehearsals, key="progress")
    if moments:
        with st.expander(_("言い直した場面（{count}件）").format(count=len(moments)), icon=":material/replay:"):
            _some(coach, moments, key="moments")


def _some(coach: Coach, sessions: Sequence[Session], *, key: str) -> None:
    pages = -(-len(sessions) // _PAGE)
    page = st.pagination(pages, key=f"pages-{key}-{pages}") if pages > 1 else 1
    for one in sessions[(page - 1) * _PAGE : page * _PAGE]:
        _row(coach, one)


def _row(coach: Coach, one: Session) -> None:
    state = "" if one.closed else chip.kind(_("途中"), "good")
    felt = _("被信頼感 {began:.2f} → {ended:.2f}").format(began=one.began, ended=one.ended)
    facts = _("{date} ・ 発話{count}回").format(date=clock.local(one.when), count=one.turns)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch", key=f"recent-session-{one.practice_id}"):
            title = _("{scene}：{title}").format(scene=_(SCENE[one.scene]), title=one.title)
            st.html(
                block(
                    f'<div class="row">{state}<span>{safe(title)}</span></div>',
                    f'<div class="small muted">{safe(facts)} ・ {safe(felt)}</div>',
                )
            )
        label = _("ふりかえりを見る") if one.closed else _("続ける")
        if st.button(label, key=f"open-session-{one.practice_id}"):
            navigation.go("practice", id=one.practice_id)
        with st.popover(_("削除"), type="tertiary", key=f"forget-session-{one.practice_id}"):
            st.markdown(_("この練習の記録を削除します。元に戻すことはできません。"))
            if st.button(_("削除する"), key=f"delete-session-{one.practice_id}", type="primary"):
                coach.practices.delete(one.practice_id, acting=USER)
                st.rerun()
