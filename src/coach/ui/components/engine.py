"""Which engine speaks, and what it does with names."""

import streamlit as st

from coach.bootstrap import Coach
from coach.ui.components import chip
from coach.ui.language import _
from coach.ui.wording import block, literal


def show(coach: Coach) -> None:
    """The engine in force, and why."""
    from coach.llm.consent import Standing, why

    now = coach.standing
    st.subheader(_("お相手するエンジン"), anchor=False)
    name = _("AIサービス（LLM）") if now is Standing.ALLOWED else _("内蔵のエンジン")
    st.html(block(chip.kind(name, "good")))
    st.markdown(literal(_(why(coach.settings, now))))
    st.caption(
        _(
            "AIサービスが応答しないときは、内蔵のエンジンがその場で代わり、理由をお知らせします。得点は、どちらのエンジンでも同じ計算です。"
        )
    )


def masking(coach: Coach) -> None:
    """Whether names, contact data and names of organisations are masked."""
    from coach.llm.consent import masking as state

    st.subheader(_("氏名や連絡先などの置き換え"), anchor=False)
    if not coach.settings.speaks_with_llm:
        st.markdown(_("外部に送られるものがないため、置き換えは行いません。"))
        return
    st.markdown(literal(_(state(coach.settings))))
    st.caption(
        _(
            "送る内容は、ターミナルで coach llm show-request 「発話」 を実行すると、そのまま確かめられます（実際には送りません）。"
        )
    )
