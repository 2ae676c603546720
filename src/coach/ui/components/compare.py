"""Two ways of saying the same thing, and the two futures that came of them, side by side."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.transcript import Practice, Turn
from coach.ui import branches, wishes
from coach.ui.components import bubble, chip, gauge
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, safe, short


def show(coach: Coach, practice: Practice, turn: Turn) -> None:
    """The first way at the left, another at the right."""
    ways = practice.alternatives(turn.id)
    with st.container(border=True, key="card-compare"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(_("{number}回目の発話をくらべる").format(number=turn.number), anchor=False)
            if st.button(_("閉じる"), key="compare-close", type="tertiary", icon=":material/close:"):
                wishes.compare(None)
                st.rerun()
        one, other = _pair(ways, turn)
        left, right = st.columns(2, gap="medium")
        with left:
            _future(coach, practice, one)
        with right:
            _future(coach, practice, other)


def _pair(ways: tuple[Turn, ...], turn: Turn) -> tuple[Turn, Turn]:
    others = [way for way in ways if way.id != turn.id]
    if len(others) == 1:
        return others[0], turn
    chosen = st.selectbox(
        _("くらべる相手"), others, format_func=lambda way: short(way.say), key=f"compare-with-{turn.id}"
    )
    return chosen or others[0], turn


def _future(coach: Coach, practice: Practice, turn: Turn) -> None:
    current = branches.on_path(practice, turn)
    state = _("いま続けている会話") if current else _("もう一つの会話")
    st.html(block(chip.row(chip.kind(state, "good" if current else "neutral"))))
    bubble.said_and_read(turn, key=f"compare-{turn.id}")
    bubble.heard(practice.scenario.persona.name, turn.reply, key=f"compare-{turn.id}")
    gauge.show(turn.felt_trust, turn.stage, turn.felt_trust - branches.before(practice, turn))
    end = branches.leaf(practice, turn.id)
    if end.number > turn.number:
        later = _("このあと{count}回話して、被信頼感は{value}になりました。")
        st.html(
            block(
                f'<p class="small muted">{safe(later.format(count=end.number - turn.number, value=f"{end.felt_trust:.2f}"))}</p>'
            )
        )
    if not current and st.button(_("こちらの会話を続ける"), key=f"follow-{turn.id}", icon=":material/call_split:"):
        coach.practices.move_head(practice.id, end.id, acting=USER)
        st.rerun()
