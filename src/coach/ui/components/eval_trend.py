"""The main figures over the runs, as lines with their thresholds, each also in words."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.run import Run, Status
from coach.evaluation.cases import full
from coach.evaluation.catalogue import ASPECTS
from coach.evaluation.words import percent
from coach.ui import clock
from coach.ui.design import PALETTES
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, safe, short_day

_MOST = 10
"""Runs in a chart: more would not leave room for their dates."""

_ROW = 2


def show(coach: Coach) -> None:
    """A line for each aspect."""
    runs = [run for run in coach.evaluation.store.runs(acting=USER, limit=200) if run.status is Status.DONE][::-1]
    if not runs:
        st.info(_("まだ評価の記録がありません。「評価を実行する」から始められます。"))
        return
    st.caption(_("全体を測った評価だけを、新しいものから{count}回まで表示します。").format(count=_MOST))
    thresholds = coach.evaluation.thresholds()
    aspects = list(ASPECTS.items())
    for begin in range(0, len(aspects), _ROW):
        for column, (aspect, info) in zip(st.columns(_ROW), aspects[begin : begin + _ROW], strict=False):
            found = rows(runs, info.dataset, info.main)[-_MOST:]
            threshold = thresholds.get(info.dataset, {}).get(info.main)
            with column:
                st.html(block(f'<div class="title">{safe(_(info.title))}</div>'))
                if found:
                    _chart(found, threshold, key=f"trend-{aspect}")
                st.caption(in_words(found, threshold))


def rows(runs: Sequence[Run], dataset: str, metric: str) -> list[dict[str, Any]]:
    """One row for each full run that has the figure, oldest first."""
    found: list[dict[str, Any]] = []
    for run in runs:
        figure = run.figures.get(metric)
        if run.dataset == dataset and full(run) and figure is not None and figure.value is not None:
            low = figure.low if figure.low is not None else figure.value
            high = figure.high if figure.high is not None else figure.value
            when = run.started_at.astimezone(clock.zone())
            label = f"{short_day(when)} {when.hour}:{when.minute:02}"
            row = {"n": len(found) + 1, "label": label, "date": clock.local(run.started_at)}
            found.append({**row, "value": figure.value, "low": low, "high": high})
    return found


def in_words(found: Sequence[dict[str, Any]], threshold: float | None) -> str:
    """What the chart shows, for everybody and above all for those who do not see it."""
    if not found:
        return _("まだ測っていません。")
    first, last = percent(found[0]["value"]), percent(found[-1]["value"])
    if len(found) == 1:
        words = _("1回の評価で、{last}でした。").format(last=last)
    elif first == last:
        words = _("{count}回の評価の最初も最新も、{last}でした。").format(count=len(found), last=last)
    else:
        words = _("{count}回の評価で、{first}から{last}になりました。").format(count=len(found), first=first, last=last)
    if threshold is not None:
        words += _("破線は基準（{threshold}）、縦の線は誤差の範囲です。").format(threshold=percent(threshold))
    return words


def bottom(found: Sequence[dict[str, Any]], threshold: float | None) -> float:
    """Where the axis begins: a round tenth below everything that is drawn, and never above a half."""
    least = min([*(one["low"] for one in found), 1.0 if threshold is None else threshold])
    return max(0.0, min(0.5, int(least * 10 - 1) / 10))


def _chart(found: list[dict[str, Any]], threshold: float | None, *, key: str) -> None:
    import altair as alt

    colours = PALETTES["dark" if st.context.theme.type == "dark" else "light"]
    labels = [one["label"] for one in found]
    place = alt.Axis(labelAngle=0, labelExpr=f"split({labels!r}[datum.value - 1], ' ')", labelOverlap="parity")
    upright = alt.Axis(values=[n / 4 for n in range(5)], format=".0%")
    base = alt.Chart(alt.InlineData(values=found)).encode(x=alt.X("n:O", title=None, axis=place))
    scale = alt.Scale(domain=[bottom(found, threshold), 1.0], zero=False)
    y = alt.Y("value:Q", title=None, scale=scale, axis=upright)
    tips = [
        alt.Tooltip("date:N", title=_("実施")),
        alt.Tooltip("value:Q", title=_("値"), format=".1%"),
        alt.Tooltip("low:Q", title=_("誤差の範囲の下"), format=".1%"),
        alt.Tooltip("high:Q", title=_("誤差の範囲の上"), format=".1%"),
    ]
    chart = base.mark_rule(color=colours.muted, strokeWidth=2).encode(
        y=alt.Y("low:Q", title=None, scale=scale, axis=upright), y2="high:Q"
    )
    chart += base.mark_line(color=colours.primary, strokeWidth=2).encode(y=y)
    chart += base.mark_circle(color=colours.primary, size=70, opacity=1).encode(y=y, tooltip=tips)
    if threshold is not None:
        limit = alt.Chart(alt.InlineData(values=[{"y": threshold}])).mark_rule(color=colours.care, strokeDash=[6, 4])
        chart += limit.encode(y=alt.Y("y:Q", title=None, scale=scale, axis=upright))
    chart = chart.properties(height=190, background="transparent", padding={"top": 8, "right": 16})
    chart = chart.configure_axis(labelColor=colours.muted, labelFontSize=12)
    st.altair_chart(chart, key=key, alt=in_words(found, threshold))
