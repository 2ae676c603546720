"""What can be counted: the balance and order of credit and trust, talk share, questions."""

import streamlit as st

from coach.domain.debrief import Debrief
from coach.domain.labels import Orientation
from coach.domain.words import ORIENTATION
from coach.ui.components import chip
from coach.ui.design import SHAPE
from coach.ui.language import _
from coach.ui.wording import block, percent, safe


def show(found: Debrief) -> None:
    """Bars for the balance, a strip for the order, two figures."""
    st.subheader(_("話し方のようす"), anchor=False)
    total = max(1, sum(found.balance.values()))
    bars = "".join(_bar(label, found.balance.get(label, 0), total) for label in Orientation)
    st.html(block(bars))
    if found.order:
        items = "".join(f"<li>{_step(number, label)}</li>" for number, label in enumerate(found.order, 1))
        st.html(block(f'<div class="small muted">{safe(_("話した順番"))}</div><ol class="strip">{items}</ol>'))
    share = _("話した量：あなた {mine}、相手 {theirs}").format(
        mine=percent(found.talk_share), theirs=percent(1 - found.talk_share)
    )
    asked = _("質問：{count}回").format(count=found.questions)
    st.html(block(chip.row(chip.plain(share), chip.plain(asked))))


def _bar(label: Orientation, count: int, total: int) -> str:
    times = _("{count}回").format(count=count)
    return (
        f'<div class="bar {label}"><span class="small">{SHAPE[label]} {safe(_(ORIENTATION[label]))}</span>'
        f'<div class="track" aria-hidden="true"><div class="fill" style="width:{100 * count / total:.0f}%"></div></div>'
        f'<span class="small">{safe(times)}</span></div>'
    )


def _step(number: int, label: Orientation) -> str:
    name = safe(_(ORIENTATION[label]))
    return f'<span class="chip {label}" title="{name}">{number} <span aria-hidden="true">{SHAPE[label]}</span><span>{name}</span></span>'
