"""Asks kindly how it went with what somebody set out to do. Nothing is shown where nothing is due."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.commitment import Commitment, Progress
from coach.ui import clock
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, safe

_MOST = 3
ANSWERS = {Progress.DONE: "できた", Progress.PARTLY: "途中", Progress.NOT_YET: "まだ", Progress.DROPPED: "やめる"}
_THANKS = {
    Progress.DONE: "すばらしい一歩ですね。",
    Progress.PARTLY: "進んでいますね。続きもまたお尋ねします。",
    Progress.NOT_YET: "大丈夫です。機会が来たときに思い出してみてください。",
    Progress.DROPPED: "わかりました。今の自分に合う行動を選び直しましょう。",
}


def show(coach: Coach) -> None:
    """The question for at most three actions, each answered by one click."""
    due = coach.actions.due(acting=USER)[:_MOST]
    if not due:
        return
    with st.container(border=True, key="card-how-it-went"):
        st.subheader(_("先日の行動は、いかがでしたか"), anchor=False)
        for one in due:
            _ask(coach, one)


def _ask(coach: Coach, one: Commitment) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch", key=f"recent-due-{one.id}"):
            made = _("{date}に決めた行動").format(date=clock.local(one.made_at))
            st.html(block(f"<div>{safe(one.text)}</div>", f'<div class="small muted">{safe(made)}</div>'))
        for progress, label in ANSWERS.items():
            if st.button(
                _(label),
                key=f"went-{progress}-{one.id}",
                type="tertiary" if progress is Progress.DROPPED else "secondary",
            ):
                coach.actions.answer(one.id, progress, acting=USER)
                st.toast(_(_THANKS[progress]), icon=":material/favorite:")
                st.rerun()
