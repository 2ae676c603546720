"""A reply read aloud by the browser itself, with a voice that lives on the reader's device: nothing leaves it."""

import json
from pathlib import Path

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.transcript import Practice, Turn
from coach.ui import speaking
from coach.ui.language import _

_FRESH = "voice-fresh"
_HEIGHT = 44
_PAGE = Path(__file__).parents[1] / "assets" / "read_aloud.html"


def said(turn: Turn) -> None:
    """A reply has just come: it is the one that is read without being asked for."""
    st.session_state[_FRESH] = turn.id


def show(coach: Coach, practice: Practice) -> None:
    """Reads the newest reply once, and again on demand; nothing where it is not wanted."""
    path = practice.path()
    if not path or practice.ended_at is not None or not speaking.wants_to_listen(coach):
        return
    turn = path[-1]
    now = st.session_state.get(_FRESH) == turn.id
    _frame({"text": turn.reply, "name": turn.id, "now": now, "again": _("もう一度聞く"), "missing": ""})


def sample(text: str) -> None:
    """A text to try the voice with; says so where the device has none."""
    missing = _("この端末には、読み上げに使える日本語の声がありません。")
    _frame({"text": text, "name": "", "now": False, "again": _("試しに聞く"), "missing": missing})


def _frame(given: dict[str, object]) -> None:
    """The player. It takes no room where there is neither a voice nor anything to say about it."""
    value = script_value({**given, "stop": _("止める")})
    with st.container(key="voice-out"):
        st.iframe(_PAGE.read_text(encoding="utf-8").replace("/*GIVEN*/null", value), height=_HEIGHT, alt=_("読み上げ"))


def script_value(value: object) -> str:
    """A value as JavaScript inside a script element: no letter of it can end the element or open another."""
    text = json.dumps(value, ensure_ascii=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("'", "\\u0027")
