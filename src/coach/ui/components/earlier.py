"""Beside one's own last sessions of the same scene, and nobody else's."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.comparison import Comparison, Sitting, comparison
from coach.domain.transcript import Practice
from coach.ui import clock
from coach.ui.comparing import cells, heads, in_words, title
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, safe

_LOOKED_AT = 60


def of(coach: Coach, practice: Practice) -> Comparison:
    """The comparison with what is kept of the acting user."""
    return comparison(practice, coach.practices.recent(acting=USER, limit=_LOOKED_AT))


def show(practice: Practice, found: Comparison) -> None:
    """The sessions as rows; nothing when this is the first of its scene."""
    if found.before is None:
        return
    with st.container(border=True, key="card-earlier"):
        st.subheader(title(practice.scenario.scene), anchor=False)
        rows = "".join(_row(one, last=one is found.now) for one in found.sittings)
        head = "".join(f"<th>{safe(text)}</th>" for text in (_("練習"), *heads()))
        st.html(
            block(
                f"<p>{safe(in_words(found))}</p>",
                f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>',
                f'<p class="small muted">{safe(_("比べるのは、あなた自身の記録だけです。"))}</p>',
            )
        )


def _row(one: Sitting, *, last: bool) -> str:
    when = _("今回") if last else clock.local(one.when)
    first = f'<td><strong>{safe(when)}</strong><br><span class="small muted">{safe(one.title)}</span></td>'
    rest = "".join(
        f'<td data-head="{safe(head)}">{safe(text)}</td>' for head, text in zip(heads(), cells(one), strict=True)
    )
    return f"<tr>{first}{rest}</tr>"
