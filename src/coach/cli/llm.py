"""coach llm: whether text may be sent to a language model, and what would be sent."""

from typing import Annotated

import typer

from coach.bootstrap import Coach, build
from coach.cli.session import say, write_json
from coach.domain.errors import CannotDo
from coach.llm.consent import Standing, is_fixed, masking, sent, why
from coach.llm.endpoint import Endpoint
from coach.settings import Settings, load
from coach.showing import Kind, would_send

app = typer.Typer(help="LLM への送信の同意と、送る内容を確かめます。", no_args_is_help=True)

_AsJson = Annotated[bool, typer.Option("--json", help="JSON で出力します。")]


@app.command("status")
def status(*, as_json: _AsJson = False) -> int:
    """どのエンジンが答えるか、何がどこへ送られるかを表示します。"""
    here = build(load())
    _show(here, here.standing, as_json=as_json)
    return 0


@app.command("allow")
def allow(*, as_json: _AsJson = False) -> int:
    """設定されている接続先への送信に同意します（接続先ごとに保存されます）。"""
    return _choose(allowed=True, as_json=as_json)


@app.command("deny")
def deny(*, as_json: _AsJson = False) -> int:
    """設定されている接続先へ送らないことにします。"""
    return _choose(allowed=False, as_json=as_json)


@app.command("show-request")
def show_request(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="発話または質問。")],
    *,
    kind: Annotated[Kind, typer.Option(help="TEXT を何として扱うか：練習の発話、質問、分類だけの発話。")] = Kind.TURN,
    scenario: Annotated[str, typer.Option(help="発話のときのシナリオの id。")] = "appraisal-high-low",
) -> int:
    """LLM に送られる内容を、そのまま表示します。実際には何も送りません。"""
    settings = load()
    requests = would_send(settings, text, kind, scenario=scenario)
    say(f"以下は表示だけで、何も送っていません。{masking(settings)}")
    if settings.embedding != "local":
        say(
            f"このほかに、検索のため、文章が {Endpoint.of(settings).host} の /embeddings にも送られます"
            f"（COACH_EMBEDDING={settings.embedding}）。資料の部分は、同梱のハンドブックによる例です。"
        )
    if not requests:
        say("この文章は LLM に送られません。内蔵のエンジンが答えます。")
    print("\n\n".join(requests))
    return 0


def _choose(*, allowed: bool, as_json: bool) -> int:
    settings = load()
    here = build(settings)
    if not settings.speaks_with_llm:
        raise CannotDo(
            f"{why(settings, Standing.OFF)}LLM を使うには、COACH_LLM_BASE_URL か COACH_LLM_API_KEY を設定してください。"
        )
    now = here.choose(allowed=allowed)
    _show(here, now, as_json=as_json)
    if is_fixed(settings) and not allowed:
        say("選択は保存しましたが、COACH_ENGINE=llm が優先されます。止めるには、この設定を外してください。")
    return 0


def _show(here: Coach, now: Standing, *, as_json: bool) -> None:
    settings = here.settings
    if as_json:
        write_json(_form(settings, now))
        return
    print(why(settings, now))
    if now is not Standing.OFF:
        print(sent(settings))
    if now is Standing.ASK:
        print("同意するには coach llm allow、送らないことにするには coach llm deny を実行してください。")


def _form(settings: Settings, now: Standing) -> dict[str, object]:
    endpoint = Endpoint.of(settings)
    known = now is not Standing.OFF
    return {
        "standing": now.value,
        "engine": "llm" if now is Standing.ALLOWED else "local",
        "why": why(settings, now),
        "endpoint": endpoint.url if known else None,
        "model": endpoint.model if known else None,
        "on_this_machine": endpoint.is_loopback if known else None,
        "masked": (settings.mask and not endpoint.is_loopback) if known else None,
        "sent": sent(settings) if known else None,
    }
