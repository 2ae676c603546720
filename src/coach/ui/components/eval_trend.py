"""The main figures over the runs, as lines with their thresholds."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.run import Run, Status
from coach.evaluation.catalogue import ASPECTS
from coach.ui.design import PALETTES
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, date, safe


def show(coach: Coach) -> None:
    """A line for each aspect."""
    runs = [run for run in coach.evaluation.store.runs(acting=USER) if run.status is Status.DONE][::-1]
    if not runs:
        st.info(_("まだ評価の記録がありません。「評価を実行する」から始められます。"))
        return
    thresholds = coach.evaluation.thresholds()
    columns = st.columns(2)
    for index, (aspect, info) in enumerate(ASPECTS.items()):
        found = rows(runs, info.dataset, info.main)
        with columns[index % 2]:
            st.html(block(f'<div class="title">{safe(_(info.title))}</div>'))
            if found:
                _chart(found, thresholds.get(info.dataset, {}).get(info.main), key=f"trend-{aspect}")
            else:
                st.caption(_("まだ測っていません。"))


def rows(runs: Sequence[Run], dataset: str, metric: str) -> list[dict[str, Any]]:
    """One row for each run that has the figure, oldest first."""
    found: list[dict[str, Any]] = []
    for run in runs:
        figure = run.figures.get(metric)
        if run.dataset == dataset and figure is not None and figure.value is not None:
            low = figure.low if figure.low is not None else figure.value
            high = figure.high if figure.high is not None else figure.value
            number = len(found) + 1
            found.append({"n": number, "date": date(run.started_at), "value": figure.value, "low": low, "high": high})
    return found


def in_words(found: Sequence[dict[str, Any]]) -> str:
    """What the chart shows, for those who do not see it."""
    return _("{count}回の評価の推移。最初は{first}、最新は{last}です。").format(
        count=len(found), first=f"{found[0]['value']:.2f}", last=f"{found[-1]['value']:.2f}"
    )


def _chart(found: list[dict[str, Any]], threshold: float | None, *, key: str) -> None:
    import altair as alt

    colours = PALETTES["dark" if st.context.theme.type == "dark" else "light"]
    upright = alt.Axis(tickCount=4, format=".2f", titleAngle=0, titleAlign="left", titleX=-34, titleY=-14)
    bottom = max(0.0, min([*(one["low"] for one in found), threshold or 1.0]) - 0.05)
    base = alt.Chart(alt.InlineData(values=found)).encode(
        x=alt.X("n:O", title=_("評価の回（古い順）"), axis=alt.Axis(labelAngle=0))
    )
    y = alt.Y("value:Q", title=_("値（0〜1）"), scale=alt.Scale(domain=[bottom, 1.0]), axis=upright)
    tips = [
        alt.Tooltip("date:N", title=_("実施")),
        alt.Tooltip("value:Q", title=_("値"), format=".3f"),
        alt.Tooltip("low:Q", title=_("区間の下"), format=".3f"),
        alt.Tooltip("high:Q", title=_("区間の上"), format=".3f"),
    ]
    chart = base.mark_rule(color=colours.muted, strokeWidth=2).encode(y=alt.Y("low:Q", title=None), y2="high:Q")
    chart += base.mark_line(color=colours.primary, strokeWidth=2).encode(y=y)
    chart += base.mark_circle(color=colours.primary, size=70, opacity=1).encode(y=y, tooltip=tips)
    if threshold is not None:
        limit = alt.Chart(alt.InlineData(values=[{"y": threshold}])).mark_rule(color=colours.care, strokeDash=[6, 4])
        chart += limit.encode(y="y:Q")
    chart = chart.properties(height=190, background="transparent", padding={"top": 8, "right": 16})
    st.altair_chart(
        chart.configure_axis(labelColor=colours.muted, titleColor=colours.muted), key=key, alt=in_words(found)
    )
    if threshold is not None:
        st.caption(_("破線は基準（{threshold}）、縦の線は95%区間です。").format(threshold=f"{threshold:.2f}"))
