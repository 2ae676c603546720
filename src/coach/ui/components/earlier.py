"""Beside one's own last sessions of the same scene, and nobody else's."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.comparison import Comparison, Sitting, comparison
from coach.domain.transcript import Practice
from coach.domain.words import SCENE
from coach.ui import clock
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, safe, signed

_LOOKED_AT = 60


def of(coach: Coach, practice: Practice) -> Comparison:
    """The comparison with what is kept of the acting user."""
    return comparison(practice, coach.practices.recent(acting=USER, limit=_LOOKED_AT))


def show(coach: Coach, practice: Practice) -> None:
    """The sessions as rows; nothing when this is the first of its scene."""
    found = of(coach, practice)
    if found.before is None:
        return
    with st.container(border=True, key="card-earlier"):
        title = _("前回までのこの場面（{scene}）").format(scene=_(SCENE[practice.scenario.scene]))
        st.subheader(title, anchor=False)
        rows = "".join(_row(one, last=one is found.now) for one in found.sittings)
        heads = "".join(f"<th>{safe(text)}</th>" for text in (_("練習"), *_heads()))
        st.html(
            block(
                f"<p>{safe(in_words(found))}</p>",
                f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>',
                f'<p class="small muted">{safe(_("比べるのは、あなた自身の記録だけです。"))}</p>',
            )
        )


def in_words(found: Comparison) -> str:
    """What went better than the last time; where nothing did, something kind to go on with."""
    better = []
    if found.felt_more:
        better.append(_("被信頼感の伸びが大きくなりました。"))
    if found.met_more:
        better.append(_("大切な点に触れた数が増えました。"))
    if found.more_even:
        better.append(_("信用と信頼の釣り合いがよくなりました。"))
    if better:
        return _("前回とくらべて、") + "".join(better)
    return _("前回と大きな違いはありません。「次の一歩」を一つだけ意識して、もう一度試してみましょう。")


def cells(one: Sitting) -> tuple[str, str, str]:
    """Felt trust, points and balance of a session, as they are written."""
    return (
        _("{began:.2f} → {ended:.2f}（{gain}）").format(began=one.began, ended=one.ended, gain=signed(one.gain)),
        _("{met}／{points}").format(met=one.met, points=one.points),
        _("信用 {credit}・信頼 {trust}").format(credit=one.credit, trust=one.trust),
    )


def _row(one: Sitting, *, last: bool) -> str:
    when = _("今回") if last else clock.local(one.when)
    first = f'<td><strong>{safe(when)}</strong><br><span class="small muted">{safe(one.title)}</span></td>'
    rest = "".join(
        f'<td data-head="{safe(head)}">{safe(text)}</td>' for head, text in zip(_heads(), cells(one), strict=True)
    )
    return f"<tr>{first}{rest}</tr>"


def _heads() -> tuple[str, str, str]:
    return _("被信頼感"), _("触れた点"), _("信用と信頼の回数")
