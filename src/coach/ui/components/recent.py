"""The earlier sessions: to go on with, to look back on, or to delete."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.transcript import Practice
from coach.domain.words import SCENE
from coach.ui import clock, navigation
from coach.ui.components import chip
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, safe

_SHOWN = 8


def show(coach: Coach) -> None:
    """The list; nothing on a first visit."""
    sessions = coach.practices.recent(acting=USER, limit=_SHOWN)
    if not sessions:
        return
    with st.expander(_("これまでの練習（{count}件）").format(count=len(sessions)), icon=":material/history:"):
        for practice in sessions:
            _row(coach, practice)


def _row(coach: Coach, practice: Practice) -> None:
    scenario, ended = practice.scenario, practice.ended_at is not None
    state = chip.kind(_("終了"), "neutral") if ended else chip.kind(_("途中"), "good")
    when = _("{date} ・ 発話{count}回").format(date=clock.local(practice.started_at), count=len(practice.path()))
    title = _("{scene}：{title}").format(scene=_(SCENE[scenario.scene]), title=scenario.title)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch", key=f"recent-{practice.id}"):
            st.html(
                block(
                    f'<div class="row">{state}<span>{safe(title)}</span></div>',
                    f'<div class="small muted">{safe(when)}</div>',
                )
            )
        label = _("ふりかえりを見る") if ended else _("続ける")
        if st.button(label, key=f"resume-{practice.id}"):
            navigation.go("practice", id=practice.id)
        with st.popover(_("削除"), type="tertiary"):
            st.markdown(_("この練習の記録を削除します。元に戻すことはできません。"))
            if st.button(_("削除する"), key=f"delete-{practice.id}", type="primary"):
                coach.practices.delete(practice.id, acting=USER)
                st.rerun()
