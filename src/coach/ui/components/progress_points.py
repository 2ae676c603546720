"""Each point of a scene over the last rehearsals of that scene: a mark for each, never a mark for the whole."""

from collections.abc import Sequence

import streamlit as st

from coach.domain.labels import Scene
from coach.domain.progress import PointOverTime, Session, looked_back_on, points
from coach.domain.words import SCENE
from coach.ui import clock
from coach.ui.language import _
from coach.ui.wording import block, safe

_SHOWN = 6


def show(sessions: Sequence[Session]) -> None:
    """The marks of one scene, with a choice where several were rehearsed."""
    there = [scene for scene in Scene if any(one.scene is scene and one.counts for one in sessions)]
    if not there:
        return
    newest = next(one.scene for one in sessions if one.counts)
    with st.container(border=True, key="card-progress-points"):
        st.subheader(_("大切な点に触れられた回"), anchor=False)
        scene = newest
        if len(there) > 1:
            chosen = st.pills(
                _("場面"),
                [one.value for one in there],
                default=newest.value,
                required=True,
                key="points-scene",
                label_visibility="collapsed",
                format_func=lambda one: _(SCENE[Scene(one)]),
            )
            scene = Scene(chosen) if chosen else newest
        shown = looked_back_on(sessions, scene=scene, limit=_SHOWN)
        told = _("{scene}の直近{count}回です。左が古く、右が新しい回です。").format(
            scene=_(SCENE[scene]), count=len(shown)
        )
        dates = [clock.local(one.when) for one in shown]
        rows = "".join(_row(point, dates) for point in points(shown, scene))
        key = _("✓ できました　・ これからです")
        st.html(
            block(
                f'<p class="small muted">{safe(told)}</p>',
                f'<div class="over-time" role="list">{rows}</div>',
                f'<p class="small muted">{safe(key)}</p>',
            )
        )


def _row(point: PointOverTime, dates: Sequence[str]) -> str:
    marks = "".join(
        f'<span class="mark {"good" if met else "neutral"}" title="{safe(when)}">{"✓" if met else "・"}</span>'
        for met, when in zip(point.met, dates, strict=True)
    )
    words = _("{count}回中{met}回できました").format(count=len(point.met), met=sum(point.met))
    new = f'<span class="chip good">{safe(_("今回はじめて"))}</span>' if point.newly else ""
    return (
        f'<div class="over" role="listitem"><span>{safe(_(point.text))} {new}</span>'
        f'<span class="marks" role="img" aria-label="{safe(words)}">{marks}</span></div>'
    )
