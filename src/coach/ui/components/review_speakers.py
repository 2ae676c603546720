"""Who of the speakers is the manager: asked before anything is read."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.voices import Voice, likely_manager, voices
from coach.domain.words import SCENE
from coach.ui import pending
from coach.ui.components import chip, readiness, review_reading
from coach.ui.language import _
from coach.ui.wording import block, day, literal, percent, safe, short


def show(coach: Coach, waiting: pending.Pending) -> None:
    """The speakers with how much each says, the likely one chosen already."""
    st.title(_("上司はどなたですか？"), anchor=False)
    st.markdown(
        _("あなた（上司）の発話だけを読み取ります。話し方から近いと思われる方を選んであります。確かめてください。")
    )
    readiness.wait(coach)
    found = waiting.found
    speakers = {one.name: one for one in voices(found.speeches)}
    samples = coach.review.samples(found)
    names = list(speakers)
    with st.container(border=True, key="card-speakers"):
        st.html(block(_facts(waiting)))
        manager = st.radio(
            _("上司の発話"),
            names,
            index=names.index(likely_manager(found.speeches)),
            key="review-manager",
            format_func=literal,
            captions=[_caption(speakers[name], samples[name]) for name in names],
        )
        if len(names) > 2:
            st.caption(_("ほかの方は、みなさん相手側として読み取ります。"))
        if found.left_out:
            left_out = _("話し手のわからない冒頭の{count}行は、読み取りに含めません。")
            st.caption(left_out.format(count=found.left_out))
    with st.container(horizontal=True):
        confirmed = st.button(_("この方を上司としてふりかえる"), key="review-confirm", type="primary")
        if st.button(_("やり直す"), key="review-again", type="tertiary"):
            pending.forget()
            st.rerun()
    st.caption(_("次の画面からは、お名前を「Aさん」のように伏せて表示し、保存します。"))
    if confirmed and manager is not None:
        review_reading.show(coach, waiting, manager)


def _facts(waiting: pending.Pending) -> str:
    return chip.row(
        chip.kind(_(SCENE[waiting.scene]), "neutral"),
        chip.plain(day(waiting.held_on)),
        f'<span class="small muted">{safe(_("発話{count}回").format(count=len(waiting.found.speeches)))}</span>',
    )


def _caption(voice: Voice, sample: str) -> str:
    text = _("発話{speeches}回・話した量の{share}・質問{questions}回　「{sample}」")
    return literal(
        text.format(
            speeches=voice.speeches, share=percent(voice.share), questions=voice.questions, sample=short(sample, 36)
        )
    )
