"""How much is practised and what is most often missed, of five people or more; of fewer, nothing at all."""

from itertools import groupby

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.practised import LEAST, Practised
from coach.domain.words import SCENE
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, safe

_MOST = 3
"""Points of a scene that are named: those most often missed."""


def show(coach: Coach) -> None:
    """The months, newest first; and what is never shown."""
    st.subheader(_("練習の状況"), anchor=False)
    found = coach.practised.aggregate(acting=USER)
    if not found:
        st.info(_("お見せできる集計はまだありません。"))
    for month, cells in groupby(found, key=lambda one: one.month):
        st.markdown(f"**{_month(month)}**")
        columns = st.columns(3)
        for column, one in zip(columns, cells, strict=False):
            with column, st.container(border=True, key=f"card-{month}-{one.scene}", height="stretch"):
                st.html(_card(one))
    st.caption(
        _(
            "個人の練習が分からないように、同じ月に同じ場面を{least}人以上が練習し終えたときだけ、その月が終わってから表示します。"
            "人数と回数は5単位、割合は1割単位のおよその値です。誰が練習したか、何を話したかは、この画面からは分かりません。"
        ).format(least=LEAST)
    )


def _card(one: Practised) -> str:
    much = _("{people}人以上が、約{count}回練習しました。").format(people=one.people, count=one.rehearsals)
    points = "".join(
        f"<li>「{safe(_(each.text))}」 {safe(share(each.tenths))}</li>"
        for each in one.missed[:_MOST]
        if each.tenths > 1
    )
    heading = _("できていないことが多かった点（できていなかった練習の割合）")
    missed = f'<p class="small muted">{safe(heading)}</p><ul>{points}</ul>' if points else ""
    return block(f'<div class="title">{safe(_(SCENE[one.scene]))}</div>', f"<p>{safe(much)}</p>", missed)


def share(tenths: int) -> str:
    """A rough share: 1割以下, 約3割, 9割以上."""
    if tenths <= 1:
        return _("1割以下")
    return _("9割以上") if tenths >= 9 else _("約{tenths}割").format(tenths=tenths)


def _month(month: str) -> str:
    year, number = month.split("-")
    return _("{year}年{month}月").format(year=year, month=int(number))
