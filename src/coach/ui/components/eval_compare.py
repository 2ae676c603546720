"""Two runs side by side: what differs beyond noise, and which samples changed."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.errors import BadInput
from coach.evaluation.catalogue import better, title
from coach.evaluation.compare import Comparison
from coach.evaluation.statistics import Difference
from coach.ui.components import eval_choose
from coach.ui.language import _
from coach.ui.shared import USER

_MOST = 50


def show(coach: Coach) -> None:
    """Two choices, the differences, the samples."""
    if len(eval_choose.finished(coach)) < 2:
        st.info(_("比べるには、終わった評価が二つ必要です。"))
        return
    left, right = st.columns(2)
    with left:
        before = eval_choose.show(coach, _("前の評価"), key="eval-before", skip=1)
    with right:
        after = eval_choose.show(coach, _("後の評価"), key="eval-after")
    if before is None or after is None:
        return
    try:
        found = coach.evaluation.compare(before.id, after.id, acting=USER)
    except BadInput as error:
        st.warning(str(error))
        return
    _differences(found)
    _changed(found)


def reading(name: str, one: Difference) -> str:
    """What a difference means."""
    if one.change is None:
        return _("片方にしか値がありません")
    if not one.exceeds_noise:
        return _("偶然の範囲です")
    return _("よくなりました") if one.change * better(name) > 0 else _("悪くなりました")


def _differences(found: Comparison) -> None:
    st.caption(_("共通する{count}件を、同じ問題どうしで比べています。").format(count=found.common))
    rows = [
        {
            _("指標"): title(name),
            _("前"): one.before,
            _("後"): one.after,
            _("差"): one.change,
            _("差の95%区間"): "" if one.low is None or one.high is None else f"{one.low:+.3f}〜{one.high:+.3f}",
            _("読み方"): reading(name, one),
        }
        for name, one in found.differences.items()
    ]
    st.dataframe(rows, hide_index=True, key="eval-differences")


def _changed(found: Comparison) -> None:
    st.markdown(f"**{_('結果が変わったもの（悪くなった順）')}**")
    if not found.changed:
        st.caption(_("変わったものはありません。"))
        return
    texts = {one.id: str(one.shown.get("question") or one.shown.get("text") or "") for one in found.after.samples}
    rows = [
        {
            "id": one.id,
            _("内容"): texts.get(one.id, ""),
            _("指標"): title(one.metric),
            _("前"): one.before,
            _("後"): one.after,
        }
        for one in found.changed[:_MOST]
    ]
    st.dataframe(rows, hide_index=True, key="eval-changed")
