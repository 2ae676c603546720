"""Choosing a finished run."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.run import Run, Status
from coach.evaluation.catalogue import DATASETS
from coach.evaluation.words import extent
from coach.ui import clock
from coach.ui.language import _
from coach.ui.shared import USER


def finished(coach: Coach, dataset: str | None = None) -> list[Run]:
    """The finished runs, newest first."""
    runs = coach.evaluation.store.runs(acting=USER, dataset=dataset)
    return [run for run in runs if run.status is Status.DONE]


def show(coach: Coach, label: str, *, key: str, asked: str | None = None) -> Run | None:
    """The run chosen, with its samples; None (and a sentence) when there is none."""
    runs = {run.id: run for run in finished(coach)}
    if not runs:
        st.info(_("まだ評価の記録がありません。「評価を実行する」から始められます。"))
        return None
    names = list(runs)
    if st.session_state.get(key) not in runs:
        st.session_state[key] = asked if asked in runs else names[0]
    chosen = st.selectbox(label, names, format_func=lambda one: name(runs[one]), key=key)
    return coach.evaluation.store.get(chosen, acting=USER)


def name(run: Run) -> str:
    """A run in a list."""
    judge = {"local": _("規則で採点"), "llm": _("言語モデルも採点")}.get(run.judge, "")
    what = _(DATASETS.get(run.dataset, run.dataset))
    return "　".join(part for part in (clock.local(run.started_at), what, _(extent(run)), judge) if part)
