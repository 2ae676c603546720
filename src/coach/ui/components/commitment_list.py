"""What somebody set out to do, with how it went."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.commitment import Commitment, Progress
from coach.ui import clock
from coach.ui.components import chip
from coach.ui.components.commitment_ask import ANSWERS
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, safe

_SHOWN = 12
_STATES = {Progress.OPEN: "これから", **ANSWERS, Progress.DROPPED: "やめた"}
_KINDS = {Progress.DONE: "good", Progress.PARTLY: "care"}


def show(coach: Coach) -> None:
    """The newest ones; nothing where nothing was set out."""
    kept = coach.actions.all(acting=USER)
    if not kept:
        return
    st.subheader(_("決めた行動"), anchor=False)
    done = sum(one.progress is Progress.DONE for one in kept)
    if done:
        st.html(block(f"<p>{safe(_('これまでに{count}つ、行動に移せました。').format(count=done))}</p>"))
    for one in kept[:_SHOWN]:
        _row(coach, one)


def _row(coach: Coach, one: Commitment) -> None:
    state = chip.kind(_(_STATES[one.progress]), _KINDS.get(one.progress, "neutral"))
    when = _("{date}に決めました").format(date=clock.local(one.made_at))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch", key=f"recent-action-{one.id}"):
            st.html(
                block(
                    f'<div class="row">{state}<span>{safe(one.text)}</span></div>',
                    f'<div class="small muted">{safe(when)}</div>',
                )
            )
        with st.popover(_("変更"), type="tertiary", key=f"change-action-{one.id}"):
            for progress, label in ANSWERS.items():
                if progress is not one.progress and st.button(_(label), key=f"set-{progress}-{one.id}"):
                    coach.actions.answer(one.id, progress, acting=USER)
                    st.rerun()
            if st.button(_("削除する"), key=f"delete-action-{one.id}", type="tertiary"):
                coach.actions.delete(one.id, acting=USER)
                st.rerun()
