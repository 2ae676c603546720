"""What all sessions of this server share: one coach, with its models and its index, and what was read from it."""

from collections.abc import Mapping

import streamlit as st

from coach.bootstrap import Coach, build
from coach.domain.debrief import Debrief
from coach.domain.passage import Passage
from coach.domain.transcript import Practice
from coach.settings import load

USER = "local"
"""Who acts until there is a login."""


def coach() -> Coach:
    """The coach for the environment's settings and what was agreed to.

    A choice about sending text, here or by a command beside this server, holds from the next click on.
    """
    here, agreed = _made()
    if here.standing != agreed:
        _made.clear()
        here, _agreed = _made()
    return here


@st.cache_resource(show_spinner=False)
def _made() -> tuple[Coach, str]:
    here = build(load())
    return here, here.standing


def passage(here: Coach, passage_id: str) -> Passage | None:
    """A passage by its id; None when the knowledge has changed since."""
    return _passages(here, here.knowledge.version()).get(passage_id)


def debrief(here: Coach, practice: Practice) -> Debrief:
    """The look back on a practice; made once for each state of practice and knowledge."""
    return _debrief(here, practice, (practice.id, practice.head, here.knowledge.version()))


@st.cache_resource(show_spinner=False, max_entries=2)
def _passages(_here: Coach, version: str) -> Mapping[str, Passage]:  # noqa: ARG001 (the cache's key)
    return {one.id: one for one in _here.knowledge.passages()}


@st.cache_resource(show_spinner=False, max_entries=128)
def _debrief(_here: Coach, _practice: Practice, state: tuple[str, str | None, str]) -> Debrief:  # noqa: ARG001 (the cache's key)
    return _here.debriefing.debrief(_practice)
