"""Three small actions for tomorrow, offered after a rehearsal: to change in one's own words, and to keep."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.commitment import MAX_TEXT
from coach.domain.debrief import Debrief
from coach.domain.transcript import Practice
from coach.ui import navigation
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, safe


def show(coach: Coach, practice: Practice, found: Debrief) -> None:
    """The offer; what was kept, once it is."""
    kept = coach.actions.of(practice.id, acting=USER)
    with st.container(border=True, key="card-actions"):
        st.subheader(_("明日からの三つの行動"), anchor=False)
        if kept:
            items = "".join(f"<li>{safe(one.text)}</li>" for one in reversed(kept))
            st.html(block(f"<ul>{items}</ul>"))
            st.caption(_("「記録」に残しました。次に開いたときに、どうだったかをお尋ねします。"))
            if st.button(_("記録を見る"), key="to-progress", icon=":material/timeline:"):
                navigation.go("progress")
            return
        _form(coach, practice, found)


def _form(coach: Coach, practice: Practice, found: Debrief) -> None:
    st.markdown(_("今回の練習から選んだ、小さな行動です。自分の言葉に直して構いません。空欄にしたものは残しません。"))
    with st.form("actions-form", border=False):
        texts = [
            st.text_input(
                _("行動{number}").format(number=number),
                _(text),
                max_chars=MAX_TEXT,
                key=f"action-{practice.id}-{number}",
                label_visibility="collapsed",
            )
            for number, text in enumerate(coach.actions.suggest(found, practice.scenario.scene), 1)
        ]
        sent = st.form_submit_button(_("この行動をやってみる"), icon=":material/bookmark_add:", key="keep-actions")
    if sent and coach.actions.keep(texts, acting=USER, practice=practice.id):
        st.rerun()
