"""coach doctor: whether everything is there that the coach needs."""

from typing import Annotated

import typer

from coach.bootstrap import build
from coach.cli.session import write_json
from coach.doctor import Finding, State, examine, is_well
from coach.settings import load

_MARK = {State.FINE: "✓", State.OPTIONAL: "・", State.BROKEN: "✗"}


def doctor(*, as_json: Annotated[bool, typer.Option("--json", help="JSON で出力します。")] = False) -> int:
    """鍵・接続先・ナレッジ・データベースなどを調べ、直し方を示します。問題があれば終了コード 1。"""
    found: list[Finding] = []
    for one in examine(build(load())):
        found.append(one)
        if not as_json:
            print(f"{_MARK[one.state]} {one.name}：{one.text}", flush=True)
    well = is_well(found)
    if as_json:
        checks = [{"name": one.name, "state": one.state.value, "text": one.text} for one in found]
        write_json({"well": well, "checks": checks})
    else:
        print("問題はありません。" if well else "✗ の項目をご確認ください。")
    return 0 if well else 1
