"""coach train: make the weights again from the labelled data."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from coach.cli.session import USER, coach
from coach.domain.labels import Orientation
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
    from coach.local import topics_training, training, training_data

    here = coach()
    disputes = here.disputes.all(acting=USER) if with_disputes else []
    data = shipped("eval") / "utterances"
    target = out or Path(training.__file__).parent / "weights" / "tagger.npz"
    report = training.train(data, target, here.embedder, disputes=disputes, progress=_bar)
    print(
        f"発話 {report.utterances} 件、区切り {report.segments} 件から学習しました（うち伝えられたラベル {report.disputes} 件）。"
        f"版 {report.version}、{report.bytes:,} バイト"
    )
    neutral = [one.text for one in training_data.read(data, splits=("train",)) if one.label is Orientation.NEUTRAL]
    count = topics_training.train(here.scenarios.all(), neutral, here.embedder, target.with_name("topics.npz"))
    print(f"話題を {count} 件の文から学習しました。")
    return 0


def _bar(what: str, share: float) -> None:
    """What is being done, and how much of all is done, on stderr when that is a terminal."""
    if sys.stderr.isatty():
        print(f"\r{what} {share:>4.0%}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)
