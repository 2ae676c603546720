"""Speaking and listening in place of typing and reading: two switches, off until somebody turns them on."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.errors import CoachError
from coach.ui import speaking
from coach.ui.components import voice_out
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import literal

_TRIES, _PROBLEM = "voice-tries", "voice-problem"


def show(coach: Coach) -> None:
    """The settings of both."""
    st.subheader(_("音声"), anchor=False)
    _speaking(coach)
    _listening(coach)


def _speaking(coach: Coach) -> None:
    from coach.llm.voice import where

    if coach.llm is None:
        st.caption(_("声での入力は、AIサービスを使うときに選べます。"))
        return
    now = speaking.wants_to_speak(coach)
    # A try that failed makes a new switch, which is off again.
    tries = st.session_state.get(_TRIES, 0)
    wanted = st.toggle(_("声で入力する"), value=now, key=f"voice-speak-{tries}")
    st.caption(literal(_(where(coach.settings))))
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.warning(literal(_(problem)), icon=":material/info:")
    if wanted != now:
        _choose_to_speak(coach, wanted=wanted)


def _choose_to_speak(coach: Coach, *, wanted: bool) -> None:
    from coach.llm.voice import choose_to_speak

    problem = _tried(coach) if wanted else ""
    if problem:
        st.session_state[_PROBLEM] = problem
        st.session_state[_TRIES] = st.session_state.get(_TRIES, 0) + 1
    else:
        choose_to_speak(coach.settings, coach.consents, wanted=wanted, acting=USER)
    st.rerun()


def _tried(coach: Coach) -> str:
    """What is wrong with speech at this endpoint; "" when it hears."""
    assert coach.llm is not None, "the switch is shown only where a model may be used"
    try:
        with st.spinner(_("接続先が音声を受け取れるか確かめています…")):
            coach.llm.transcriber.try_out(acting=USER)
    except CoachError as error:
        return str(error)
    return ""


def _listening(coach: Coach) -> None:
    from coach.llm.voice import choose_to_listen

    now = speaking.wants_to_listen(coach)
    wanted = st.toggle(_("返事を読み上げる"), value=now, key="voice-listen")
    st.caption(
        _(
            "お使いの端末に入っている日本語の声で読み上げます。読み上げのために文章が送られることはありません。端末に声がないときは、練習の画面に読み上げは表示されません。"
        )
    )
    if wanted != now:
        choose_to_listen(coach.consents, wanted=wanted, acting=USER)
    if wanted:
        voice_out.sample(_("このような声で読み上げます。"))
