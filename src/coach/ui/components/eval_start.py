"""Starting a run, which goes on in a process of its own."""

import streamlit as st

from coach.bootstrap import Coach
from coach.evaluation import background
from coach.evaluation.catalogue import DATASETS
from coach.evaluation.runner import Order
from coach.ui.language import _
from coach.ui.shared import USER

_SMALL = 40


def show(coach: Coach) -> None:
    """What to measure, and the button."""
    st.subheader(_("評価を実行する"), anchor=False)
    dataset = st.radio(
        _("測るもの"), list(DATASETS), format_func=lambda name: _(DATASETS[name]), key="eval-dataset", horizontal=True
    )
    judges = {"local": _("決まった規則で採点する"), "llm": _("言語モデルにも採点させる（Ragas）")}
    judge = "local"
    if dataset == "questions" and coach.evaluation.may_judge:
        judge = st.radio(_("採点のしかた"), list(judges), format_func=judges.get, key="eval-judge", horizontal=True)
    small = st.checkbox(_("一部（{count}件）だけで素早く測る").format(count=_SMALL), key="eval-small")
    busy = background.running(coach.evaluation, acting=USER) is not None
    st.caption(_("手元の計算機だけで、それぞれ1分前後で終わります。実行中にページを閉じても、評価は続きます。"))
    own = len(coach.evaluation.own.all()) if dataset == "questions" and not small else 0
    if own:
        st.caption(_("加えた質問{count}件も、いっしょに測ります。").format(count=own))
    if st.button(_("評価を始める"), key="eval-start", type="primary", disabled=busy):
        order = Order(dataset=dataset, judge=judge, limit=_SMALL if small else None)
        background.start(coach.evaluation, order, acting=USER)
        st.rerun()
