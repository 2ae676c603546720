"""The samples of a run, worst first, filtered by topic, kind and measure; and one of them in full."""

from collections.abc import Mapping, Sequence

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.run import Run, SampleResult, Score
from coach.evaluation.catalogue import better, title
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
    asked = navigation.asked("sample")
    texts = {one.id: f"{one.id}　{short(text(one), 60)}" for one in chosen}
    sample_id = st.selectbox(
        _("{count}件（値の低い順）").format(count=len(chosen)),
        ids,
        index=ids.index(asked) if asked in ids else 0,
        format_func=lambda one: texts[one],
        key=f"eval-sample-{run.id}",
    )
    st.query_params["sample"] = sample_id
    eval_sample.show(coach, run, next(one for one in chosen if one.id == sample_id))


def _filtered(run: Run) -> list[SampleResult]:
    measures = [name for name, one in run.figures.items() if any(name in each.scores for each in run.samples)]
    topics = sorted({one.topic for one in run.samples if one.topic})
    left, middle, right = st.columns(3)
    with left:
        measure = st.selectbox(
            _("指標"), ["", *measures], format_func=lambda one: title(one) if one else _("すべて"), key="eval-measure"
        )
    with middle:
        topic = st.selectbox(
            _("話題・種類"), ["", *topics], format_func=lambda one: one or _("すべて"), key="eval-topic"
        )
    with right:
        bad = st.toggle(_("満点でないものだけ"), key="eval-bad")
    found = [one for one in run.samples if not topic or one.topic == topic]
    return ranked(found, measure, only_bad=bad)


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
