"""What the language model cost: today against the limit, by day, by purpose, by rehearsal or conversation."""

import streamlit as st

from coach.bootstrap import Coach
from coach.llm.usage_report import PURPOSE, Sum, UsageReport
from coach.ui import clock
from coach.ui.language import _


def show(coach: Coach) -> None:
    """Figures of today, then three tables."""
    found = coach.usage_report()
    st.subheader(_("利用量"), anchor=False)
    _today(found)
    if not found.whole.calls:
        st.caption(_("この30日間、AIサービスは使われていません。"))
        return
    days, purposes, sessions = st.tabs([_("日ごと"), _("用途ごと"), _("練習・質問ごと")])
    with days:
        _table([{_("日付"): day, **_row(one)} for day, one in found.days.items()], key="usage-days")
    with purposes:
        rows = [{_("用途"): _(PURPOSE.get(name, name)), **_row(one)} for name, one in found.purposes.items()]
        _table(rows, key="usage-purposes")
    with sessions:
        _sessions(found)
    if found.whole.estimated:
        text = _("{count}回分は、接続先がトークン数を示さないため、文字数からの見積もりです。")
        st.caption(text.format(count=found.whole.estimated))


def _today(found: UsageReport) -> None:
    with st.container(horizontal=True, gap="large"):
        st.metric(_("今日の呼び出し"), _("{calls}回").format(calls=f"{found.today.calls:,}"))
        st.metric(_("今日のトークン"), f"{found.today.tokens:,}")
        st.metric(_("30日間のトークン"), f"{found.whole.tokens:,}")
    if found.daily_limit is None:
        st.caption(_("一日の上限は設定されていません（COACH\\_LLM\\_DAILY\\_TOKENS で設定できます）。"))
        return
    text = _("一日の上限 {limit} トークンのうち、残り {left}。上限に達すると、内蔵のエンジンで続けます。")
    st.progress(
        min(1.0, found.today.tokens / found.daily_limit),
        text=text.format(limit=f"{found.daily_limit:,}", left=f"{found.left:,}"),
    )


def _sessions(found: UsageReport) -> None:
    if not found.sessions:
        st.caption(_("練習や質問での利用はまだありません。"))
        return
    rows = [
        {
            _("最後の利用"): clock.local(one.last_at),
            _("種類"): _("質問") if one.questions else _("練習"),
            _("発話・質問の数"): "―" if one.turns is None else str(one.turns),
            _("一回あたりのトークン"): "―" if one.tokens_a_turn is None else f"{one.tokens_a_turn:,.0f}",
            _("一回あたりの呼び出し"): "―" if one.calls_a_turn is None else f"{one.calls_a_turn:.1f}",
            **_row(one.total),
        }
        for one in found.sessions
    ]
    _table(rows, key="usage-sessions")


def _row(one: Sum) -> dict[str, int]:
    return {
        _("呼び出し"): one.calls,
        _("失敗"): one.failed,
        _("送信トークン"): one.prompt_tokens,
        _("うちキャッシュ"): one.cached_tokens,
        _("受信トークン"): one.completion_tokens,
    }


def _table(rows: list[dict[str, object]], *, key: str) -> None:
    st.dataframe(rows, hide_index=True, key=key)
