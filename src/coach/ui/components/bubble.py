"""One thing said, by the manager or by the partner."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from coach.domain.transcript import Practice, Turn
from coach.ui.components import reading
from coach.ui.highlight import marked
from coach.ui.language import _
from coach.ui.wording import block, literal, safe

_MANAGER, _PARTNER = ":material/person:", ":material/face:"


@contextmanager
def mine(key: str) -> Iterator[None]:
    """A bubble of the reader's own, to be filled."""
    with st.container(key=f"said-{key}"), st.chat_message(_("あなた"), avatar=_MANAGER):
        yield


@contextmanager
def theirs(name: str, *, key: str, avatar: str = _PARTNER) -> Iterator[None]:
    """A bubble of the other side, to be filled."""
    with st.container(key=f"heard-{key}"), st.chat_message(name, avatar=avatar):
        yield


def said(text: str, *, key: str) -> None:
    """The manager's words, not read yet."""
    with mine(key):
        st.html(block(f'<div class="said">{safe(text)}</div>'))


def said_and_read(turn: Turn, *, key: str) -> None:
    """The manager's words with what was read in them."""
    with mine(key):
        words(turn, quiet=False)
        st.html(block(reading.chips(turn.tag)))


def words(turn: Turn, *, quiet: bool) -> None:
    """What was said, with its deciding words unless the coach is to be quiet."""
    st.html(block(f'<div class="said">{safe(turn.say)}</div>' if quiet else marked(turn.say, turn.tag)))


def heard(name: str, text: str, *, key: str) -> None:
    """The partner's words."""
    with theirs(name, key=key):
        st.html(block(_who(name), f'<div class="said">{safe(text)}</div>'))


def hearing(name: str, pieces: Iterator[str | Turn]) -> Turn:
    """The partner's words as they come. Returns the turn, which is on disk by then."""
    turns: list[Turn] = []

    def stream() -> Iterator[str]:
        for piece in pieces:
            if isinstance(piece, Turn):
                turns.append(piece)
            else:
                yield literal(piece)

    with theirs(name, key="now"):
        st.html(block(_who(name)))
        with st.spinner(_("考えています…")):
            st.write_stream(stream())
    [turn] = turns
    return turn


def opening(practice: Practice) -> None:
    """The partner's first words."""
    heard(practice.scenario.persona.name, practice.scenario.opening, key="opening")


def _who(name: str) -> str:
    return f'<div class="small muted">{safe(_("{name}さん").format(name=name))}</div>'
