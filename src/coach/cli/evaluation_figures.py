"""coach eval figures: the figures of the README, from the last full runs."""

from typing import Annotated

import typer

from coach.cli import session
from coach.cli.session import USER, say, write_json
from coach.evaluation import published
from coach.evaluation.cases import FULL
from coach.settings import shipped


def figures(
    *,
    write: Annotated[bool, typer.Option("--write", help="eval/figures.json と README.md に書き込みます。")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力します。")] = False,
) -> int:
    """README に載せる値を、全体を測った最新の評価から作ります（make figures が三つの評価から実行します）。"""
    here = session.coach().evaluation
    newest = [run for name in FULL if (run := here.newest(name, acting=USER)) is not None]
    runs = [here.store.get(run.id, acting=USER) for run in newest]
    if write:
        found = published.write(runs, here.thresholds(), shipped("eval").parent)
        say("eval/figures.json と README.md を書き換えました。")
    else:
        found = published.form(runs)
    if as_json:
        write_json(found)
    elif not write:
        print(published.table(found, here.thresholds()))
    return 0
