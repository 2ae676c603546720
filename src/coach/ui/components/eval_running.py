"""A run under way: its progress, read from the database, so that a reload shows the same; and a way to stop it."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.run import Run
from coach.evaluation import background
from coach.evaluation.catalogue import DATASETS
from coach.ui.language import _
from coach.ui.shared import USER

_EVERY = 2.0
_SEEN = "eval-seen-running"


def show(coach: Coach) -> None:
    """The progress while something runs; nothing otherwise."""
    if background.running(coach.evaluation, acting=USER) is not None:
        _watch(coach)


@st.fragment(run_every=_EVERY)
def _watch(coach: Coach) -> None:
    run = background.running(coach.evaluation, acting=USER)
    if run is None:
        if st.session_state.pop(_SEEN, None):
            st.rerun()
        return
    st.session_state[_SEEN] = run.id
    with st.container(border=True, key="card-running"):
        st.progress(run.done / run.total if run.total else 0.0, text=progress(run))
        if st.button(_("評価を中止する"), key="eval-cancel", icon=":material/stop_circle:"):
            coach.evaluation.store.cancel(run.id, acting=USER)
            st.rerun()


def progress(run: Run) -> str:
    """How far it is, in words."""
    name = _(DATASETS.get(run.dataset, run.dataset))
    if not run.total:
        return _("「{name}」の評価を準備しています。").format(name=name)
    spent = (run.updated_at - run.started_at).total_seconds()
    left = spent / run.done * (run.total - run.done) if run.done > 3 else None
    text = _("「{name}」を評価しています：{done}／{total}").format(name=name, done=run.done, total=run.total)
    return text if left is None else text + _("（残り約{seconds}秒）").format(seconds=round(left))
