"""The conversations of questions that are kept: to go on with, or to delete."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.asked import Talk
from coach.ui import clock, navigation
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, safe, short

_SHOWN = 20


def tools() -> None:
    """What can be done with the conversation on the page."""
    talk = navigation.asked("talk")
    if talk is None:
        return
    if st.button(_("新しい話題を始める"), key="new-talk", icon=":material/add_comment:"):
        navigation.go("ask")


def show(coach: Coach) -> None:
    """The earlier ones; nothing where none was kept."""
    here = navigation.asked("talk")
    kept = coach.questions.talks(acting=USER, limit=_SHOWN)
    if not kept:
        return
    with st.expander(_("これまでの質問（{count}件）").format(count=len(kept)), icon=":material/history:"):
        for talk in kept:
            _row(coach, talk, here=talk.id == here)


def _row(coach: Coach, talk: Talk, *, here: bool) -> None:
    facts = _("{date} ・ 質問{count}回").format(date=clock.local(talk.last_at), count=talk.count)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch", key=f"recent-talk-{talk.id}"):
            st.html(block(f"<div>{safe(short(talk.first, 60))}</div>", f'<div class="small muted">{safe(facts)}</div>'))
        if st.button(_("表示中") if here else _("続きを見る"), key=f"open-talk-{talk.id}", disabled=here):
            navigation.go("ask", talk=talk.id)
        with st.popover(_("削除"), type="tertiary", key=f"forget-{talk.id}"):
            st.markdown(_("この質問と答えを削除します。元に戻すことはできません。"))
            if st.button(_("削除する"), key=f"delete-talk-{talk.id}", type="primary"):
                coach.questions.delete(talk.id, acting=USER)
                if here:
                    navigation.go("ask")
                st.rerun()
