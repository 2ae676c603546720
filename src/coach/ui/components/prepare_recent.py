"""The sheets that were made before: to open or to delete."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.preparation import Preparation
from coach.ui import clock, export_prepare, navigation
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, safe

_SHOWN = 8


def show(coach: Coach) -> None:
    """The list; nothing on a first visit."""
    sheets = coach.preparations.recent(acting=USER, limit=_SHOWN)
    if not sheets:
        return
    with st.expander(_("これまでの準備（{count}件）").format(count=len(sheets)), icon=":material/history:"):
        for preparation in sheets:
            _row(coach, preparation)


def _row(coach: Coach, preparation: Preparation) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch", key=f"recent-{preparation.id}"):
            when = clock.local(preparation.made_at)
            st.html(
                block(
                    f"<div>{safe(export_prepare.title(preparation))}</div>",
                    f'<div class="small muted">{safe(when)}</div>',
                )
            )
        if st.button(_("開く"), key=f"open-sheet-{preparation.id}"):
            navigation.go("prepare", id=preparation.id)
        with st.popover(_("削除"), type="tertiary"):
            st.markdown(
                _(
                    "この準備シートと、そこから作った練習シナリオを削除します。元に戻すことはできません。"
                    "練習した記録は残ります。"
                )
            )
            if st.button(_("削除する"), key=f"delete-sheet-{preparation.id}", type="primary"):
                coach.prepare.delete(preparation.id, acting=USER)
                st.rerun()
