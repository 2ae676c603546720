"""A conversation that waits for the reader to say who the manager is. It holds names, so it stays in the browser session."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from coach.domain.labels import Scene
from coach.domain.written import Written

_KEY = "review-pending"


@dataclass(frozen=True, slots=True)
class Pending:
    """What was handed over so far."""

    found: Written
    scene: Scene
    held_on: date


def keep(pending: Pending) -> None:
    """Remember it until it is confirmed."""
    st.session_state[_KEY] = pending


def found() -> Pending | None:
    """What waits; None when nothing does."""
    waiting: Pending | None = st.session_state.get(_KEY)
    return waiting


def forget() -> None:
    """It was confirmed or given up."""
    st.session_state.pop(_KEY, None)
