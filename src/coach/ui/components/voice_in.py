"""An utterance that is spoken: recorded, turned into text, and shown for mending before it is sent."""

import hashlib

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.errors import CoachError
from coach.domain.transcript import Practice
from coach.domain.utterance import MAX_UTTERANCE
from coach.ui import speaking
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import literal

_COUNT, _HEARD = "voice-count", "voice-heard"


def show(coach: Coach, practice: Practice) -> str | None:
    """The recorder where speech is wanted and possible; what is to be sent, when it is."""
    if practice.ended_at is not None or not speaking.wants_to_speak(coach):
        return None
    with st.container(key="voice-in"):
        # Each recording has a recorder of its own, so that the next one begins empty.
        number = st.session_state.get(_COUNT, 0)
        audio = st.audio_input(_("声で話す"), key=f"voice-record-{practice.id}-{number}")
        st.caption(_where(coach))
        return None if audio is None else _transcript(coach, practice, audio.getvalue())


def _where(coach: Coach) -> str:
    from coach.llm.voice import where

    return literal(_(where(coach.settings)))


def _transcript(coach: Coach, practice: Practice, audio: bytes) -> str | None:
    kept = f"{_HEARD}-{hashlib.sha256(audio).hexdigest()[:16]}"
    if kept not in st.session_state:
        with st.spinner(_("聞き取っています…")):
            # A run of the page must not send the same recording again, not even one that failed.
            st.session_state[kept] = _heard(coach, practice, audio)
    text, problem = st.session_state[kept]
    if problem:
        st.warning(literal(_(problem)), icon=":material/info:")
        if coach.llm is None or not coach.llm.transcriber.offered:
            # From the next click on there is no recorder.
            return None
        if st.button(_("もう一度聞き取る"), key="voice-retry", type="tertiary", icon=":material/replay:"):
            del st.session_state[kept]
            st.rerun()
        return None
    return _field(text, kept)


def _heard(coach: Coach, practice: Practice, audio: bytes) -> tuple[str, str]:
    assert coach.llm is not None, "the recorder is shown only where a model may be used"
    try:
        return coach.llm.transcriber.transcribe(audio, session=practice.id, acting=USER), ""
    except CoachError as error:
        return "", str(error)


def _field(text: str, kept: str) -> str | None:
    said = st.text_area(
        _("聞き取った言葉（直してから送れます）"), value=text, max_chars=MAX_UTTERANCE, key=f"{kept}-text"
    )
    with st.container(horizontal=True):
        sent = st.button(_("この言葉で話す"), key="voice-send", type="primary", icon=":material/send:")
        dropped = st.button(_("やめる"), key="voice-drop", type="tertiary")
    if not sent and not dropped:
        return None
    st.session_state[_COUNT] = st.session_state.get(_COUNT, 0) + 1
    del st.session_state[kept]
    if dropped:
        st.rerun()
    return said
