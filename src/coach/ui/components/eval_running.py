"""A run under way: its progress, read from the database, so that a reload shows the same; and a way to stop it."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.run import Run, Status
from coach.evaluation import background
from coach.evaluation.catalogue import DATASETS
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import literal

_EVERY = 2.0
_SEEN = "eval-seen-running"


def show(coach: Coach) -> None:
    """The progress while something runs; why the last one has no result; nothing otherwise."""
    if background.running(coach.evaluation, acting=USER) is not None:
        _watch(coach)
        return
    last = next(iter(coach.evaluation.store.runs(acting=USER, limit=1)), None)
    if last is not None and last.status in (Status.FAILED, Status.RUNNING):
        st.warning(failure(last))


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


def failure(run: Run) -> str:
    """Why a run has no result."""
    name = _(DATASETS.get(run.dataset, run.dataset))
    why = _(run.message) if run.status is Status.FAILED else _("処理が途中で終わったようです。")
    return _("最後に始めた「{name}」の評価には、結果がありません：{why}").format(name=name, why=literal(why))


def progress(run: Run) -> str:
    """How far it is, in words."""
    name = _(DATASETS.get(run.dataset, run.dataset))
    if not run.total:
        return _("「{name}」の評価を準備しています。").format(name=name)
    spent = (run.updated_at - run.started_at).total_seconds()
    left = spent / run.done * (run.total - run.done) if run.done > 3 else None
    text = _("「{name}」を評価しています：{done}／{total}").format(name=name, done=run.done, total=run.total)
    return text if left is None else text + _("（残り約{seconds}秒）").format(seconds=round(left))
