"""coach train: make the weights again from the labelled data."""

from pathlib import Path
from typing import Annotated

import typer

from coach.cli.session import USER, coach, say
from coach.settings import shipped


def train(
    *,
    out: Annotated[
        Path | None, typer.Option(help="重みの保存先（指定しなければ coach 自身の重みを置き換えます）。")
    ] = None,
    with_disputes: Annotated[
        bool, typer.Option("--with-disputes", help="「違うと思う」と伝えられたラベルも学習に使います。")
    ] = False,
) -> int:
    """ラベル付きの発話から、発話を読み取る重みを作り直します。"""
    from coach.local import training

    here = coach()
    disputes = here.disputes.all(acting=USER) if with_disputes else []
    target = out or Path(training.__file__).parent / "weights" / "tagger.npz"
    report = training.train(shipped("eval") / "utterances", target, here.embedder, disputes=disputes, progress=say)
    print(report)
    return 0
