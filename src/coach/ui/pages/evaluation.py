"""評価: whether one can rely on the coach, in plain Japanese, and the way from a verdict to the sample behind it."""

import streamlit as st

from coach.bootstrap import Coach
from coach.ui import navigation
from coach.ui.components import (
    eval_asked,
    eval_compare,
    eval_export,
    eval_practised,
    eval_running,
    eval_samples,
    eval_start,
    eval_trend,
    eval_trust,
    eval_verdicts,
)
from coach.ui.language import _

_VIEWS = {
    "trend": ("これまでの推移", eval_trend.show),
    "samples": ("一件ずつ見る", eval_samples.show),
    "compare": ("二つを比べる", eval_compare.show),
    "trust": ("指標の確かさ", eval_trust.show),
    "export": ("書き出す", eval_export.show),
    "asked": ("質問を加える", eval_asked.show),
    "practised": ("練習の状況", eval_practised.show),
    "start": ("評価を実行する", eval_start.show),
}


def show(coach: Coach) -> None:
    """The page. The view chosen is in the address."""
    st.title(_("コーチの評価"), anchor=False)
    st.markdown(_("このコーチの回答・タグ・練習相手が今どのくらい頼れるかを、用意した問題で測った結果です。"))
    eval_running.show(coach)
    eval_verdicts.show(coach)
    if st.session_state.get("eval-view") not in _VIEWS:
        asked = navigation.asked("view")
        st.session_state["eval-view"] = asked if asked in _VIEWS else "trend"
    chosen = st.segmented_control(
        _("見たいもの"),
        list(_VIEWS),
        format_func=lambda name: _(_VIEWS[name][0]),
        key="eval-view",
        label_visibility="collapsed",
    )
    view = chosen or "trend"
    st.query_params["view"] = view
    _VIEWS[view][1](coach)
