"""One utterance that holds both, read as the coach reads: what the app does, seen before anything is typed."""

import streamlit as st

from coach.domain.labels import Orientation, Segment, Tag, Time
from coach.ui.components import chip
from coach.ui.highlight import marked
from coach.ui.language import _
from coach.ui.wording import block, safe

_CREDIT = "上期は新規の契約が12件、目標を上回りましたね。"
_TRUST = "来期は、若手の育成も任せたいと思っています。困ったときは一緒に考えます。"


def show() -> None:
    """The example in a card."""
    credit, trust = _(_CREDIT), _(_TRUST)
    segments = (
        Segment(0, len(credit), Orientation.CREDIT),
        Segment(len(credit), len(credit) + len(trust), Orientation.TRUST),
    )
    tag = Tag(Orientation.BOTH, 1.0, Time.FUTURE, segments=segments)
    legend = chip.row(
        chip.orientation(Orientation.CREDIT),
        f'<span class="small">{safe(_("事実や数字に触れる言葉（実線）"))}</span>',
        chip.orientation(Orientation.TRUST),
        f'<span class="small">{safe(_("未来や気持ちに触れる言葉（点線）"))}</span>',
    )
    with st.container(border=True, key="card-example"):
        st.html(
            block(
                f'<p class="small muted">{safe(_("コーチは、ひと言をこのように読み取ります"))}</p>',
                f'<div class="lead">{marked(credit + trust, tag)}</div>',
                f'<div style="margin-top:.6rem">{legend}</div>',
            )
        )
