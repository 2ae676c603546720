"""The samples of a run, worst first, filtered by measure, topic and kind; and one of them in full."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.run import Run, SampleResult, Score
from coach.evaluation.catalogue import better, title
from coach.evaluation.words import kind, topic
from coach.ui import navigation
from coach.ui.components import eval_choose, eval_sample
from coach.ui.language import _
from coach.ui.wording import short

_MOST = 200


def show(coach: Coach) -> None:
    """The list and, below it, the sample chosen."""
    run = eval_choose.show(coach, _("評価"), key="eval-run", asked=navigation.asked("run"))
    if run is None:
        return
    st.query_params["run"] = run.id
    chosen = _filtered(run)
    if not chosen:
        st.info(_("この条件に合うものはありません。"))
        return
    ids = [one.id for one in chosen][:_MOST]
    key, asked = f"eval-sample-{run.id}", navigation.asked("sample")
    if st.session_state.get(key) not in ids:
        st.session_state[key] = asked if asked in ids else ids[0]
    texts = {one.id: short(text(one), 60) for one in chosen}
    sample_id = st.selectbox(
        _("{count}件（値の低い順）").format(count=len(chosen)), ids, format_func=lambda one: texts[one], key=key
    )
    st.query_params["sample"] = sample_id
    eval_sample.show(coach, run, next(one for one in chosen if one.id == sample_id))


def _filtered(run: Run) -> list[SampleResult]:
    measures = [name for name in run.figures if any(name in each.scores for each in run.samples)]
    left, middle, right = st.columns(3)
    with left:
        measure = _choice(_("指標"), measures, title, key="eval-measure", asked=navigation.asked("measure"))
    with middle:
        topics = sorted({one.topic for one in run.samples if one.topic}, key=topic)
        about = _choice(_("話題"), topics, topic, key="eval-topic")
    with right:
        kinds = list(dict.fromkeys(kind(one) for one in run.samples if kind(one)))
        of = _choice(_("種類"), kinds, str, key="eval-kind")
    bad = st.toggle(_("満点でないものだけ"), key="eval-bad")
    st.query_params["measure"] = measure
    found = [one for one in run.samples if (not about or one.topic == about) and (not of or kind(one) == of)]
    return ranked(found, measure, only_bad=bad)


def _choice(label: str, names: Sequence[str], say: Callable[[str], str], *, key: str, asked: str | None = None) -> str:
    """One of the names, or "" for all. What was chosen for another run and is not there is forgotten."""
    if st.session_state.get(key) not in ("", *names):
        st.session_state[key] = asked if asked in names else ""
    return st.selectbox(label, ["", *names], format_func=lambda one: _(say(one)) if one else _("すべて"), key=key)


def ranked(samples: Sequence[SampleResult], measure: str = "", *, only_bad: bool = False) -> list[SampleResult]:
    """Worst first, by one measure or by the mean of all; those that are not scored in it are left out."""
    worth = {one.id: value for one in samples if (value := _worth(one.scores, measure)) is not None}
    found = [one for one in samples if one.id in worth and not (only_bad and worth[one.id] >= 1)]
    return sorted(found, key=lambda one: (worth[one.id], one.id))


def text(sample: SampleResult) -> str:
    """What was asked or said."""
    shown = sample.shown
    return str(shown.get("question") or shown.get("text") or shown.get("scenario") or sample.id)


def _worth(scores: Mapping[str, Score], measure: str) -> float | None:
    values = [
        one.value if better(name) > 0 else 1 - one.value
        for name, one in scores.items()
        if one.value is not None and measure in ("", name)
    ]
    return sum(values) / len(values) if values else None
