"""coach eval gate: whether the newest runs reach the thresholds."""

from typing import Annotated

import typer

from coach.cli import session
from coach.cli.session import USER, say, write_json
from coach.evaluation.gate import Check

_Json = Annotated[bool, typer.Option("--json", help="JSON で出力します。")]


def gate(
    run: Annotated[
        str | None, typer.Argument(metavar="[RUN]", help="評価の id。省くと、種類ごとに全体を測った最新のものです。")
    ] = None,
    *,
    subset: Annotated[
        bool, typer.Option("--subset", help="一部だけを測った評価も、最新であれば対象にします。")
    ] = False,
    as_json: _Json = False,
) -> int:
    """eval/thresholds.toml の基準に届いているかを調べます。届かないものがあれば終了コード 1。"""
    checks = session.coach().evaluation.gate(run, acting=USER, subset=subset)
    failed = [one for one in checks if one.passed is not True]
    if as_json:
        write_json({"passed": not failed, "checks": [_check_form(one) for one in checks]})
    else:
        for one in checks:
            print(one.sentence)
    if failed:
        say("基準に届いていません：" + "、".join(f"{one.dataset}.{one.metric}" for one in failed))
    return 1 if failed else 0


def _check_form(check: Check) -> dict[str, object]:
    return {
        "dataset": check.dataset,
        "metric": check.metric,
        "threshold": check.threshold,
        "value": check.value,
        "interval": [check.low, check.high],
        "passed": check.passed,
    }
