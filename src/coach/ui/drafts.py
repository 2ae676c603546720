"""Scenarios being written: kept for the browser session, so that trying one out does not lose it."""

from dataclasses import replace

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.scenario import Scenario
from coach.ui.language import _

COPY, EDIT, FILE = "copy", "edit", "file"
"""How a draft began; its key is that word, a colon and the scenario's id."""

_DRAFTS = "scenario-drafts"


def text(coach: Coach, key: str) -> str | None:
    """The draft as it stands, else what it begins with; None when there is nothing to begin with."""
    kept: str | None = st.session_state.get(_DRAFTS, {}).get(key)
    kind, _sep, scenario_id = key.partition(":")
    if kept is None and kind == COPY:
        from coach.storage.scenarios import as_yaml

        return as_yaml(copy_of(coach.scenarios.get(scenario_id), coach))
    return coach.scenarios.text(scenario_id) if kept is None and kind == EDIT else kept


def keep(key: str, text: str) -> None:
    """Remember the draft."""
    st.session_state[_DRAFTS] = {**st.session_state.get(_DRAFTS, {}), key: text}


def forget(key: str) -> None:
    """It was saved or given up."""
    st.session_state[_DRAFTS] = {name: text for name, text in st.session_state.get(_DRAFTS, {}).items() if name != key}


def open_ones() -> tuple[str, ...]:
    """The keys of the drafts that were neither saved nor given up."""
    return tuple(st.session_state.get(_DRAFTS, {}))


def replaced(key: str) -> str | None:
    """The id of the scenario that this draft is a new version of."""
    kind, _sep, scenario_id = key.partition(":")
    return scenario_id if kind == EDIT else None


def copy_of(scenario: Scenario, coach: Coach) -> Scenario:
    """One's own scenario to begin with: the same but for its id and title."""
    title = _("{title}（写し）").format(title=scenario.title)
    return replace(scenario, id=coach.scenarios.free_id(scenario.scene), title=title, own=True)
