"""What the coach says about one turn."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.transcript import Turn
from coach.ui import wishes
from coach.ui.components import citation, dispute, reading
from coach.ui.language import _
from coach.ui.wording import block, safe


def show(coach: Coach, turn: Turn) -> None:
    """Reading, note, a better wording with its way back into the talk, citations, and room for another opinion."""
    st.html(block(reading.chips(turn.tag)))
    reading.unsure(turn.tag)
    reading.flags(turn.tag)
    if turn.note.text:
        st.html(block(f"<p>{safe(turn.note.text)}</p>"))
    if turn.note.rephrase:
        _rephrase(turn, turn.note.rephrase)
    citation.show_all(coach, turn.note.citations, key=f"note-{turn.id}")
    reading.why(turn.tag)
    dispute.show(coach, turn)


def _rephrase(turn: Turn, words: str) -> None:
    title = safe(_("たとえば、こう言い換えられます"))
    st.html(block(f'<div class="small muted">{title}</div>', f'<div class="quote">{safe(words)}</div>'))
    if st.button(_("この言い方で言い直す"), key=f"try-{turn.id}", icon=":material/replay:"):
        wishes.say_again(turn.id, words)
        st.rerun()
