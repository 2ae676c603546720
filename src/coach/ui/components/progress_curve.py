"""Felt trust at the end of each rehearsal, from the oldest to the newest, with the same thing in words."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from coach.domain.labels import Scene
from coach.domain.progress import Session, looked_back_on, rose
from coach.domain.words import SCENE
from coach.ui import clock
from coach.ui.design import PALETTES, Palette
from coach.ui.language import _
from coach.ui.wording import block, safe

_ALL = "all"
_SHOWN = 30


def show(sessions: Sequence[Session]) -> None:
    """The line, for all scenes or one."""
    with st.container(border=True, key="card-progress-curve"):
        st.subheader(_("面談を終えたときの被信頼感"), anchor=False)
        scene = _scene(sessions)
        shown = looked_back_on(sessions, scene=scene, limit=_SHOWN)
        if not shown:
            st.caption(_("練習を最後まで終えると、ここに線が描かれます。"))
            return
        _chart(shown, key=f"progress-curve-{scene}")
        key = _("点は面談の終わり、縦の線は始まりからの変化です。")
        st.html(block(f"<p>{safe(in_words(shown))}</p>", f'<p class="small muted">{safe(key)}</p>'))


def _scene(sessions: Sequence[Session]) -> Scene | None:
    """The choice is offered where there is something to choose from."""
    there = [scene for scene in Scene if any(one.scene is scene and one.counts for one in sessions)]
    if len(there) < 2:
        return None
    chosen = st.pills(
        _("場面"),
        [_ALL, *(scene.value for scene in there)],
        default=_ALL,
        required=True,
        key="curve-scene",
        label_visibility="collapsed",
        format_func=lambda one: _("すべて") if one == _ALL else _(SCENE[Scene(one)]),
    )
    return None if chosen in (None, _ALL) else Scene(chosen)


def in_words(shown: Sequence[Session]) -> str:
    """What the line shows, and something kind about it."""
    last = shown[-1]
    if len(shown) == 1:
        return _("最初の一回は、{began:.2f}から始まり{ended:.2f}で終わりました。ここから続けていきましょう。").format(
            began=last.began, ended=last.ended
        )
    told = _("直近{count}回の練習の記録です。最新の回は、{began:.2f}から{ended:.2f}になりました。").format(
        count=len(shown), began=last.began, ended=last.ended
    )
    if rose(shown):
        return told + _("前の回より、大きく伸びています。")
    if last.ended == max(one.ended for one in shown):
        return told + _("これまででいちばん高い値です。")
    return told + _("場面や相手によって上下するものです。気づいたことを次の一回に生かしましょう。")


def _chart(shown: Sequence[Session], *, key: str) -> None:
    colours = PALETTES["dark" if st.context.theme.type == "dark" else "light"]
    st.vega_lite_chart(spec(shown, colours), key=key, alt=_("終わりの被信頼感の折れ線グラフ。") + in_words(shown))


def spec(shown: Sequence[Session], colours: Palette) -> dict[str, Any]:
    """The chart in Vega-Lite's own words: a library that writes them takes longer than the whole page."""
    low = max(0.0, min(min(one.began, one.ended) for one in shown) - 0.05)
    high = min(1.0, max(max(one.began, one.ended) for one in shown) + 0.05)
    # Japanese is not read sideways: the title of the upright axis lies above it.
    upright = {"tickCount": 4, "format": ".2f", "titleAngle": 0, "titleAlign": "left", "titleX": -34, "titleY": -14}
    scale = {"domain": [low, high]}
    y = {"type": "quantitative", "title": _("被信頼感（0〜1）"), "scale": scale, "axis": upright}
    began, ended = {"field": "began", **y}, {"field": "ended", **y}
    return {
        "data": {"values": [_point(number, one) for number, one in enumerate(shown, 1)]},
        "height": 220,
        "background": "transparent",
        "padding": {"top": 8, "right": 16},
        "config": {"axis": {"labelColor": colours.muted, "titleColor": colours.muted}},
        "encoding": {
            "x": {
                "field": "n",
                "type": "ordinal",
                "title": _("練習の回（古い順）"),
                "axis": {"labelAngle": 0, "labelOverlap": True},
            }
        },
        "layer": [
            {
                "mark": {"type": "rule", "color": colours.line, "strokeWidth": 3, "aria": False},
                "encoding": {"y": began, "y2": {"field": "ended"}},
            },
            {"mark": {"type": "line", "color": colours.primary, "strokeWidth": 2.5}, "encoding": {"y": ended}},
            {
                "mark": {"type": "circle", "color": colours.primary, "size": 60, "opacity": 1},
                "encoding": {"y": ended, "tooltip": _tips()},
            },
        ],
    }


def _point(number: int, one: Session) -> dict[str, Any]:
    title = _("{scene}：{title}").format(scene=_(SCENE[one.scene]), title=one.title)
    return {"n": number, "when": clock.local(one.when), "title": title, "began": one.began, "ended": one.ended}


def _tips() -> list[dict[str, str]]:
    return [
        {"field": "when", "type": "nominal", "title": _("日時")},
        {"field": "title", "type": "nominal", "title": _("シナリオ")},
        {"field": "began", "type": "quantitative", "title": _("始まり"), "format": ".2f"},
        {"field": "ended", "type": "quantitative", "title": _("終わり"), "format": ".2f"},
    ]
