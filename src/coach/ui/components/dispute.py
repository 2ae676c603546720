"""「違うと思う」: the reader's other opinion on a tag is asked for, thanked for and kept."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.labels import Orientation
from coach.domain.transcript import Turn
from coach.domain.words import ORIENTATION
from coach.ports import Dispute
from coach.ui.language import _
from coach.ui.shared import USER


def show(coach: Coach, turn: Turn) -> None:
    """The control, or thanks when the opinion is there."""
    told = [one for one in coach.disputes.all(acting=USER) if (one.text, one.given) == (turn.say, turn.tag.label)]
    if told:
        wanted = _(ORIENTATION[told[-1].wanted])
        st.caption(_("「{label}」だと思う、というご意見を受け取りました。").format(label=wanted))
        return
    with st.popover(_("違うと思う"), icon=":material/rate_review:", key=f"dispute-{turn.id}", type="tertiary"):
        _form(coach, turn)


def _form(coach: Coach, turn: Turn) -> None:
    others = [label for label in Orientation if label is not turn.tag.label]
    with st.form(f"dispute-form-{turn.id}", border=False):
        st.markdown(_("どの分類が近いと思いますか。いただいたご意見は、この端末に保存し、分類の改善に使います。"))
        wanted = st.radio(_("近いと思う分類"), others, format_func=lambda one: _(ORIENTATION[one]))
        comment = st.text_input(_("理由（書かなくても構いません）"), max_chars=300)
        sent = st.form_submit_button(_("意見を残す"), type="primary")
    if sent and wanted is not None:
        coach.disputes.add(Dispute(turn.say, turn.tag.label, wanted, comment), acting=USER)
        st.toast(_("ご意見ありがとうございます。"), icon=":material/favorite:")
        st.rerun()
