"""How far the partner feels trusted, now: a meter, a figure and words."""

import streamlit as st

from coach.domain.scenario import Stage
from coach.domain.words import STAGE
from coach.ui.components import chip
from coach.ui.language import _
from coach.ui.wording import block, safe, signed


def show(value: float, stage: Stage, change: float | None = None) -> None:
    """The gauge; `change` is what the last utterance did."""
    label = _("被信頼感（信頼されていると感じる度合い）")
    moved = (
        chip.kind(signed(change), "good" if change > 0 else "care" if change < 0 else "neutral")
        if change is not None
        else ""
    )
    meter = (
        f'<div class="meter" role="meter" aria-label="{safe(label)}" aria-valuemin="0" aria-valuemax="1" '
        f'aria-valuenow="{value:.2f}"><span style="width:{value * 100:.0f}%"></span></div>'
    )
    head = f'<div class="small muted">{safe(label)}</div>'
    figure = f'<div class="row"><span class="figure">{value:.2f}</span>{moved}{chip.plain(_(STAGE[stage]))}</div>'
    st.html(block(head, figure, meter))
