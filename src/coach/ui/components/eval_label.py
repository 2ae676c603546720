"""HR's own verdict on an answer, which counts into the agreement of the measures."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.run import HumanLabel, Run, SampleResult, Verdict
from coach.ui.language import _
from coach.ui.shared import USER

_WORDS = {Verdict.RIGHT: "正しい", Verdict.PARTLY: "一部だけ正しい", Verdict.WRONG: "誤り"}
_MOST = 500


def show(coach: Coach, run: Run, sample: SampleResult) -> None:
    """The form, filled with what was said before."""
    labels = coach.evaluation.store.labels(acting=USER)
    mine = next((one for one in labels if (one.run_id, one.sample_id) == (run.id, sample.id)), None)
    with st.form(f"eval-label-{run.id}-{sample.id}", border=False):
        st.markdown(f"**{_('この回答をどう見ますか')}**")
        choices = list(_WORDS)
        verdict = st.radio(
            _("判断"),
            choices,
            index=choices.index(mine.verdict) if mine else None,
            format_func=lambda one: _(_WORDS[one]),
            horizontal=True,
            label_visibility="collapsed",
        )
        comment = st.text_input(_("理由（任意）"), value=mine.comment if mine else "", max_chars=_MOST)
        sent = st.form_submit_button(_("判断を保存する"))
    if sent and verdict is None:
        st.warning(_("「正しい」「一部だけ正しい」「誤り」のどれかを選んでください。"))
    elif sent and verdict is not None:
        shown = sample.shown
        label = HumanLabel(run.id, sample.id, verdict, comment.strip(), str(shown["question"]), str(shown["answer"]))
        coach.evaluation.label(label, acting=USER)
        st.success(_("保存しました。「指標の確かさ」の計算に使われます。"))
