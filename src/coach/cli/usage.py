"""coach usage: what the language model cost."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from coach.bootstrap import build
from coach.cli.session import write_json
from coach.llm.usage_report import PURPOSE, SessionSum, Sum, UsageReport
from coach.settings import load


def usage(
    *,
    days: Annotated[int, typer.Option(help="さかのぼる日数。", min=1, max=3650)] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力します。")] = False,
) -> int:
    """LLM の呼び出し回数とトークン数を、日・練習・質問・一回ごとに表示します。"""
    found = build(load()).usage_report(days)
    if as_json:
        write_json(usage_form(found))
    else:
        _print(found)
    return 0


def usage_form(found: UsageReport) -> dict[str, Any]:
    """The report as JSON."""
    return {
        "today": _sum_form(found.today),
        "daily_limit": found.daily_limit,
        "left_today": found.left,
        "total": _sum_form(found.whole),
        "days": [{"day": day, **_sum_form(one)} for day, one in found.days.items()],
        "purposes": [{"purpose": name, **_sum_form(one)} for name, one in found.purposes.items()],
        "sessions": [_session_form(one) for one in found.sessions],
    }


def _sum_form(one: Sum) -> dict[str, Any]:
    return {**asdict(one), "tokens": one.tokens}


def _session_form(one: SessionSum) -> dict[str, Any]:
    return {
        "session": one.session,
        "last_at": one.last_at.isoformat(),
        **_sum_form(one.total),
        "kind": "questions" if one.questions else "practice",
        "turns": one.turns,
        "tokens_per_turn": one.tokens_a_turn,
        "calls_per_turn": one.calls_a_turn,
    }


def _print(found: UsageReport) -> None:
    print(f"今日：{_figures(found.today)}")
    if found.daily_limit is not None:
        print(f"一日の上限：{found.daily_limit:,} トークン（残り {found.left:,}）")
    if not found.whole.calls:
        print("この期間に LLM は使われていません。")
        return
    print("日ごと")
    for day, one in found.days.items():
        print(f"  {day}　{_figures(one)}")
    print("用途ごと")
    for name, one in found.purposes.items():
        print(f"  {PURPOSE.get(name, name)}　{_figures(one)}")
    if found.sessions:
        print("練習・質問ごと（新しい順）")
    for each in found.sessions:
        print(f"  {each.session[:8]}　{_figures(each.total)}　{_a_turn(each)}")
    if found.whole.estimated:
        print(f"{found.whole.estimated} 回分は、接続先がトークン数を示さないため、文字数からの見積もりです。")


def _a_turn(one: SessionSum) -> str:
    kind, unit = ("質問", "問") if one.questions else ("練習", "発話")
    if one.turns is None:
        return f"（{kind}：削除されたか、この期間より前に始まったもの）"
    if one.tokens_a_turn is None:
        return f"{one.turns} {unit}"
    return f"{one.turns} {unit}、一{unit}あたり {one.tokens_a_turn:,.0f} トークン・{one.calls_a_turn:.1f} 回"


def _figures(one: Sum) -> str:
    cached = f"、うちキャッシュ {one.cached_tokens:,}" if one.cached_tokens else ""
    failed = f"（失敗 {one.failed} 回）" if one.failed else ""
    return (
        f"{one.calls} 回{failed}　{one.tokens:,} トークン"
        f"（送信 {one.prompt_tokens:,}{cached}／受信 {one.completion_tokens:,}）"
    )
