"""All rehearsals by date: to look into again, to delete, to take along."""

from collections.abc import Sequence

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.progress import Session
from coach.domain.words import SCENE
from coach.ui import clock, navigation
from coach.ui.components import chip, progress_export
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, safe

_PAGE = 10


def show(coach: Coach, sessions: Sequence[Session]) -> None:
    """The list, ten at a time, and what can be done with all of it."""
    st.subheader(_("これまでの練習（{count}件）").format(count=len(sessions)), anchor=False)
    pages = -(-len(sessions) // _PAGE)
    page = st.pagination(pages, key=f"pages-progress-{pages}") if pages > 1 else 1
    for one in sessions[(page - 1) * _PAGE : page * _PAGE]:
        _row(coach, one)
    with st.container(horizontal=True):
        progress_export.show(coach)
        _delete_all(coach, len(sessions))


def _row(coach: Coach, one: Session) -> None:
    state = "" if one.closed else chip.kind(_("途中"), "good")
    felt = _("被信頼感 {began:.2f} → {ended:.2f}").format(began=one.began, ended=one.ended)
    facts = _("{date} ・ 発話{count}回").format(date=clock.local(one.when), count=one.turns)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch", key=f"recent-session-{one.practice_id}"):
            title = f"{_(SCENE[one.scene])}：{one.title}"
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


def _delete_all(coach: Coach, count: int) -> None:
    with st.popover(_("すべて削除"), type="tertiary", icon=":material/delete:", key="forget-all"):
        st.markdown(
            _("{count}件の練習の記録をすべて削除します。元に戻すことはできません。三つの行動の記録は残ります。").format(
                count=count
            )
        )
        sure = st.checkbox(_("元に戻せないことを確かめました"), key="sure-to-delete-all")
        if st.button(_("すべて削除する"), key="delete-all", type="primary", disabled=not sure):
            coach.progress.delete_all(acting=USER)
            st.rerun()
