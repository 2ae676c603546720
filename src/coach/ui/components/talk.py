"""The conversation: what was said so far, and the next utterance, streamed and saved."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.errors import CoachError
from coach.domain.transcript import Practice, Turn
from coach.domain.utterance import MAX_UTTERANCE
from coach.ui import branches, wishes
from coach.ui.components import bubble, readiness, reading, stand_in, voice_in, voice_out
from coach.ui.language import _
from coach.ui.openings import first_sentence
from coach.ui.shared import USER
from coach.ui.wording import block, literal, safe

_HEIGHT = 520


def show(coach: Coach, practice: Practice, *, quiet: bool) -> None:
    """The bubbles, and below them the field for the next words."""
    pane = st.container(border=True, height=_HEIGHT, key="pane-talk", autoscroll=True)
    with pane:
        bubble.opening(practice)
        for turn in practice.path():
            _turn(practice, turn, quiet=quiet)
            stand_in.show(turn.fallback)
        example = None if practice.path() else _example(practice)
    voice_out.show(coach, practice)
    turn_id, draft = wishes.again()
    again = branches.find(practice, turn_id)
    text = (_field(practice) or voice_in.show(coach, practice)) if again is None else _again_field(again, draft)
    if text or example:
        _say(coach, practice, text or example or "", pane=pane, again=again)


def _turn(practice: Practice, turn: Turn, *, quiet: bool) -> None:
    with bubble.mine(turn.id):
        bubble.words(turn, quiet=quiet)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"turn-tools-{turn.id}"):
            with st.container(width="stretch"):
                if not quiet:
                    st.html(block(reading.chips(turn.tag)))
            _tools(practice, turn)
    bubble.heard(practice.scenario.persona.name, turn.reply, key=turn.id)


def _tools(practice: Practice, turn: Turn) -> None:
    others = len(practice.alternatives(turn.id))
    label = _("{count}通りをくらべる").format(count=others)
    if others > 1 and st.button(label, key=f"compare-{turn.id}", type="tertiary", icon=":material/compare_arrows:"):
        wishes.compare(turn.id)
        st.rerun()
    if st.button(_("言い直す"), key=f"again-{turn.id}", type="tertiary", icon=":material/replay:"):
        wishes.say_again(turn.id, turn.say)
        st.rerun()


def _field(practice: Practice) -> str | None:
    if practice.ended_at is not None:
        st.caption(_("この面談は終了しています。「言い直す」で、別の言い方を試すことはできます。"))
        return None
    hint = _("{name}さんに話しかける").format(name=practice.scenario.persona.name)
    return st.chat_input(hint, key="say", max_chars=MAX_UTTERANCE)


def _example(practice: Practice) -> str | None:
    """A first sentence for those who hesitate; when it is taken, that sentence."""
    example = first_sentence(practice.scenario)
    with st.expander(_("最初のひと言に迷ったら"), icon=":material/lightbulb:"):
        st.html(block(f'<div class="quote">{safe(example)}</div>'))
        return example if st.button(_("この言葉で始める"), key="use-example") else None


def _again_field(turn: Turn, draft: str) -> str | None:
    with st.form(f"again-form-{turn.id}"):
        title = _("{number}回目の発話を言い直す").format(number=turn.number)
        text = st.text_area(title, value=draft, max_chars=MAX_UTTERANCE, key=f"again-text-{turn.id}-{hash(draft)}")
        st.caption(_("もとの会話は残ります。あとで二つの展開をくらべられます。"))
        with st.container(horizontal=True):
            sent = st.form_submit_button(_("言い直す"), type="primary", icon=":material/replay:")
            stopped = st.form_submit_button(_("やめる"), type="tertiary")
    if stopped:
        wishes.say_again(None)
        st.rerun()
    return text if sent else None


def _say(
    coach: Coach, practice: Practice, text: str, *, pane: st.delta_generator.DeltaGenerator, again: Turn | None
) -> None:
    readiness.wait(coach)
    with pane:
        bubble.said(text, key="now")
        try:
            after = again.parent if again else "head"
            turn = bubble.hearing(
                practice.scenario.persona.name, coach.practice.say(practice.id, text, acting=USER, after=after)
            )
        except CoachError as error:
            st.warning(literal(_(str(error))), icon=":material/info:")
            return
    voice_out.said(turn)
    wishes.say_again(None)
    wishes.compare(turn.id if again else None)
    st.rerun()
