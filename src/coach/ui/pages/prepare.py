"""準備: the morning before an interview. The address names the sheet; without one the form is shown."""

import streamlit as st

from coach.bootstrap import Coach
from coach.ui import navigation
from coach.ui.components import consent, prepare_form, prepare_recent, prepare_sheet, privacy, top
from coach.ui.language import _
from coach.ui.shared import USER


def show(coach: Coach) -> None:
    """The page."""
    preparation_id = navigation.asked("id")
    top.show(f"prepare {preparation_id}")
    consent.ask_once(coach)
    if preparation_id is not None:
        prepare_sheet.show(coach, coach.preparations.get(preparation_id, acting=USER))
        return
    with st.container(key="narrow"):
        st.title(_("準備"), anchor=False)
        st.markdown(
            _("面談の前に、伝える事実と、未来や気持ちの言葉を一枚にまとめます。わかっていることだけで始められます。")
        )
        prepare_form.show(coach)
        prepare_recent.show(coach)
        privacy.show(coach)
