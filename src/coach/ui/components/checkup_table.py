"""The doctor's table: what is there, what is missing, and what to do about it."""

import streamlit as st

from coach.bootstrap import Coach
from coach.doctor import Finding, State, examine, is_well
from coach.ui.language import _
from coach.ui.wording import block, safe

_KEPT = "doctor-findings"
_SIGN = {State.FINE: ("✓", "good"), State.OPTIONAL: ("・", "neutral"), State.BROKEN: ("✗", "care")}
_WORD = {State.FINE: "問題なし", State.OPTIONAL: "なくても使えます", State.BROKEN: "要確認"}


def show(coach: Coach) -> None:
    """A button, and what was found when it was last pressed."""
    st.subheader(_("診断"), anchor=False)
    st.markdown(
        _(
            "鍵、接続先とモデル、構造化出力、ストリーミング、埋め込み、資料、データベース、ディスク、フォントを調べ、必要なら直し方をお伝えします。"
        )
    )
    if st.button(_("調べる"), key="doctor", icon=":material/stethoscope:"):
        with st.spinner(_("調べています…")):
            st.session_state[_KEPT] = list(examine(coach))
    found: list[Finding] = st.session_state.get(_KEPT, [])
    if not found:
        return
    st.html(block(*(_row(one) for one in found)))
    if is_well(found):
        st.success(_("問題はありません。"), icon=":material/check:")
    else:
        st.warning(_("✗ の項目をご確認ください。"), icon=":material/info:")


def _row(one: Finding) -> str:
    sign, kind = _SIGN[one.state]
    state = _("（{word}）").format(word=_(_WORD[one.state]))
    return (
        f'<div class="check"><span class="tick {kind}" aria-hidden="true">{sign}</span>'
        f"<span><strong>{safe(_(one.name))}</strong>{safe(state)}<br>"
        f'<span class="small">{safe(_(one.text))}</span></span></div>'
    )
