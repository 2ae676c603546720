"""Two runs side by side: what differs beyond noise, and which samples changed."""

from collections.abc import Sequence

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.errors import BadInput
from coach.domain.run import Run
from coach.evaluation.catalogue import MEASURES, better, title
from coach.evaluation.compare import Comparison
from coach.evaluation.statistics import Difference
from coach.ui.components import eval_choose
from coach.ui.language import _
from coach.ui.shared import USER

_MOST = 50


def show(coach: Coach) -> None:
    """Two choices, the differences, the samples."""
    runs = eval_choose.finished(coach)
    if len(runs) < 2:
        st.info(_("比べるには、終わった評価が二つ必要です。"))
        return
    last, earlier = alike(runs)
    left, right = st.columns(2)
    with left:
        before = eval_choose.show(coach, _("前の評価"), key="eval-before", asked=earlier.id)
    with right:
        after = eval_choose.show(coach, _("後の評価"), key="eval-after", asked=last.id)
    if before is None or after is None:
        return
    try:
        found = coach.evaluation.compare(before.id, after.id, acting=USER)
    except BadInput as error:
        st.warning(_(str(error)))
        return
    _differences(found)
    _changed(found)


def alike(runs: Sequence[Run]) -> tuple[Run, Run]:
    """The newest two that measured the same; the newest two where there are none."""
    for last in runs:
        for earlier in runs[runs.index(last) + 1 :]:
            if (last.dataset, last.split) == (earlier.dataset, earlier.split):
                return last, earlier
    return runs[0], runs[1]


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
            _("指標"): _(title(name)),
            _("読み方"): reading(name, one),
            _("前"): one.before,
            _("後"): one.after,
            _("差"): one.change,
            _("差の範囲"): ""
            if one.low is None or one.high is None
            else _("{low:+.3f}〜{high:+.3f}").format(low=one.low, high=one.high),
            _("意味"): _(MEASURES[name].meaning) if name in MEASURES else "",
        }
        for name, one in found.differences.items()
    ]
    helps = {
        _("差の範囲"): _(
            "同じ種類の問題で測り直したとき、差が収まる見込みが95%ある範囲です。0を含むときは、偶然の範囲です。"
        ),
        _("読み方"): _("偶然では説明しにくい差だけを「よくなりました」「悪くなりました」と示します。"),
    }
    columns = {name: st.column_config.Column(help=words) for name, words in helps.items()}
    st.dataframe(rows, hide_index=True, key="eval-differences", column_config=columns)


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
            _("指標"): _(title(one.metric)),
            _("前"): one.before,
            _("後"): one.after,
        }
        for one in found.changed[:_MOST]
    ]
    st.dataframe(rows, hide_index=True, key="eval-changed")
