"""What the reader is about to do on the practice page and nothing else knows of: kept for the browser session only."""

import streamlit as st

_AGAIN, _DRAFT, _COMPARE = "again", "again-draft", "compare"


def say_again(turn_id: str | None, draft: str = "") -> None:
    """Wish to say this turn differently (None: no more), starting from a draft."""
    st.session_state[_AGAIN] = turn_id
    st.session_state[_DRAFT] = draft


def again() -> tuple[str | None, str]:
    """The turn to be said differently, and the draft."""
    return st.session_state.get(_AGAIN), st.session_state.get(_DRAFT, "")


def compare(turn_id: str | None) -> None:
    """Wish to see this turn beside what was said instead (None: no more)."""
    st.session_state[_COMPARE] = turn_id


def compared() -> str | None:
    """The turn to be compared."""
    found: str | None = st.session_state.get(_COMPARE)
    return found
