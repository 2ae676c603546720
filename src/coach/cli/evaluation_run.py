"""coach eval run, coach eval practice: measure, with a progress bar on stderr."""

import sys
import time
from typing import Annotated

import typer

from coach.cli import session
from coach.cli.evaluation_show import print_run
from coach.cli.session import USER, say, write_json
from coach.domain.run import SampleResult
from coach.evaluation.catalogue import title
from coach.evaluation.export import run_form
from coach.evaluation.runner import Order, Progress

_WIDTH = 30
_Json = Annotated[bool, typer.Option("--json", help="JSON で出力します。")]
_Limit = Annotated[int | None, typer.Option(help="均等に選んだ一部だけを測ります（毎回同じ一部です）。", min=1)]


def run(  # noqa: PLR0913 (each is an option of the command line)
    *,
    dataset: Annotated[str, typer.Option(help="questions、utterances、conversations のどれか。")] = "questions",
    judge: Annotated[str, typer.Option(help="local（言語モデル不要）または llm。")] = "local",
    split: Annotated[
        str,
        typer.Option(
            help="all、dev、test、fresh、own のどれか。省くと、発話は test、ほかは all です。", show_default=False
        ),
    ] = "",
    limit: _Limit = None,
    seed: Annotated[int, typer.Option(help="区間の計算に使う乱数の種。")] = 0,
    run_id: Annotated[str | None, typer.Option(hidden=True)] = None,
    as_json: _Json = False,
) -> int:
    """評価を実行し、結果を保存します。"""
    order = Order(dataset, judge, split, limit, seed, run_id)
    done = session.coach().evaluation.run(order, acting=USER, report=_bar())
    if as_json:
        write_json(run_form(done, samples=False))
    else:
        print_run(done)
    return 0


def practice(*, split: Annotated[str, typer.Option(help="all、dev、test、fresh。")] = "all", limit: _Limit = None,
             as_json: _Json = False) -> int:  # fmt: skip
    """台本どおりの面談をすべてのシナリオで進め、部下役の反応を測ります。"""
    from coach.evaluation.statistics import summarise

    done = session.coach().evaluation.run(Order("conversations", split=split, limit=limit), acting=USER, report=_bar())
    groups: dict[str, list[SampleResult]] = {}
    for one in done.samples:
        groups.setdefault(f"{one.shown['scene']}・{one.shown['kind']}", []).append(one)
    if as_json:
        parts = {name: {key: one.value for key, one in summarise(each).items()} for name, each in groups.items()}
        write_json({**run_form(done, samples=False), "groups": parts})
        return 0
    print_run(done)
    for name, each in sorted(groups.items()):
        figures = [f"{title(key)} {one.value:.2f}" for key, one in summarise(each).items() if one.value is not None]
        print(f"  {name}（{len(each)}回）：{'、'.join(figures)}")
    return 0


class _bar:  # noqa: N801 (used like a function that remembers when it began)
    """A progress bar with the time left, on stderr: redrawn on a terminal, a line every tenth elsewhere."""

    def __init__(self) -> None:
        self._drawn = 0.0
        self._tenth = -1

    def __call__(self, at: Progress) -> None:
        last = at.done >= at.total
        left = "" if at.left is None else f"　残り約 {at.left:.0f} 秒"
        if sys.stderr.isatty():
            if last or time.monotonic() - self._drawn > 0.1:
                self._drawn = time.monotonic()
                filled = _WIDTH * at.done // max(1, at.total)
                bar = "█" * filled + "░" * (_WIDTH - filled)
                print(
                    f"\r[{bar}] {at.done}/{at.total}{left}　　", end="\n" if last else "", file=sys.stderr, flush=True
                )
        elif 10 * at.done // max(1, at.total) > self._tenth:
            self._tenth = 10 * at.done // max(1, at.total)
            say(f"{at.done}/{at.total}{left}")
