"""Felt trust over the turns, as a line with its title, its axes and the same thing in words."""

from collections.abc import Sequence

import streamlit as st

from coach.domain.debrief import TurningPoint
from coach.ui.design import PALETTES, Palette
from coach.ui.language import _
from coach.ui.wording import block, safe, signed


def show(values: Sequence[float], *, key: str, points: Sequence[TurningPoint] = (), height: int = 180) -> None:
    """The line; `values` begins before the first utterance, `points` are named on it."""
    import altair as alt

    rows = [{"turn": turn, "felt": round(value, 3), "why": ""} for turn, value in enumerate(values)]
    for point in points:
        rows[point.turn]["why"] = _("{turn}回目 {change}").format(turn=point.turn, change=signed(point.change))
    x = alt.X("turn:Q", title=_("発話の回数（0は始まる前）"), axis=alt.Axis(tickMinStep=1, format="d", grid=False))
    low, high = max(0.0, min(values) - 0.05), min(1.0, max(values) + 0.05)
    # Japanese is not read sideways: the title of the upright axis lies above it.
    upright = alt.Axis(tickCount=4, format=".2f", titleAngle=0, titleAlign="left", titleX=-34, titleY=-14)
    y = alt.Y("felt:Q", title=_("被信頼感（0〜1）"), scale=alt.Scale(domain=[low, high]), axis=upright)
    tips = [alt.Tooltip("turn:Q", title=_("発話")), alt.Tooltip("felt:Q", title=_("被信頼感"), format=".2f")]
    colours = _palette()
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=x, y=y)
    line = base.mark_line(color=colours.primary, strokeWidth=2.5)
    dots = base.mark_circle(color=colours.primary, size=60, opacity=1).encode(tooltip=tips)
    chart = line + dots
    for away, there in (
        (-14, [one for one in points if one.change >= 0]),
        (16, [one for one in points if one.change < 0]),
    ):
        if there:  # an empty layer makes the chart complain in the console
            named = base.transform_filter(alt.FieldOneOfPredicate("turn", [one.turn for one in there]))
            chart += named.mark_text(dy=away, color=colours.ink, fontSize=12).encode(text="why:N")
    chart = chart.properties(height=height, background="transparent", padding={"top": 8, "right": 16})
    chart = chart.configure_axis(labelColor=colours.muted, titleColor=colours.muted)
    st.html(block(f'<div class="title">{safe(_("被信頼感の移り変わり"))}</div>'))
    st.altair_chart(chart, key=key, alt=in_words(values, points))


def in_words(values: Sequence[float], points: Sequence[TurningPoint] = ()) -> str:
    """What the line shows, for those who do not see it."""
    first = _("被信頼感の折れ線グラフ。{start}から始まり、{count}回の発話のあと{end}です。").format(
        start=f"{values[0]:.2f}", count=len(values) - 1, end=f"{values[-1]:.2f}"
    )
    named = [_("{turn}回目で{change}。").format(turn=point.turn, change=signed(point.change)) for point in points]
    return first + "".join(named)


def _palette() -> Palette:
    return PALETTES["dark" if st.context.theme.type == "dark" else "light"]
