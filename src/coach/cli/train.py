"""coach train: make the weights again from the data in eval/ and knowledge/."""

import sys
import tempfile
from itertools import count
from pathlib import Path
from typing import Annotated

import typer

from coach.bootstrap import Coach
from coach.cli.session import USER, coach
from coach.domain.errors import CannotDo
from coach.domain.labels import Orientation
from coach.settings import shipped


def train(
    *,
    out: Annotated[
        Path | None, typer.Option(help="重みを保存するフォルダー（指定しなければ coach 自身の重みを置き換えます）。")
    ] = None,
    with_disputes: Annotated[
        bool, typer.Option("--with-disputes", help="「違うと思う」と伝えられたラベルも学習に使います。")
    ] = False,
    second_reader: Annotated[
        bool,
        typer.Option(
            "--second-reader",
            help="二人目の読み手だけを作り直します（torch が要り、1時間ほどかかります）。ほかの重みはそのままです。",
        ),
    ] = False,
    check: Annotated[
        bool,
        typer.Option("--check", help="今の重みが、データから作り直したものと同じかを確かめます。何も書き換えません。"),
    ] = False,
) -> int:
    """発話の読み取り・話題・回答を断る判断の重みを、データから作り直します。"""
    from coach.local import tagger

    here = coach()
    if check:
        return _check(here, tagger.SHIPPED.parent)
    folder = out or tagger.SHIPPED.parent
    folder.mkdir(parents=True, exist_ok=True)
    if second_reader:
        return _second_reader(folder)
    _tagger(here, folder, with_disputes=with_disputes)
    _topics(here, folder)
    _exchanges(here, folder)
    _decline(here, folder)
    return 0


def _check(here: Coach, shipped_weights: Path) -> int:
    with tempfile.TemporaryDirectory() as fresh:
        _tagger(here, Path(fresh), with_disputes=False)
        _topics(here, Path(fresh))
        _exchanges(here, Path(fresh))
        _decline(here, Path(fresh))
        other = [
            file.name
            for file in sorted(Path(fresh).iterdir())
            if file.read_bytes() != (shipped_weights / file.name).read_bytes()
        ]
    if other:
        print(
            f"データから作り直したものと違う重みがあります：{', '.join(other)}。`coach train` で作り直せます。",
            file=sys.stderr,
        )
        return 1
    print("重みは、データから作り直したものと一致しました。")
    return 0


def _tagger(here: Coach, folder: Path, *, with_disputes: bool) -> None:
    from coach.local import training

    disputes = here.disputes.all(acting=USER) if with_disputes else []
    report = training.train(_utterances(), folder / "tagger.npz", here.embedder, disputes=disputes, progress=_bar)
    print(
        f"発話 {report.utterances} 件、区切り {report.segments} 件から学習しました"
        f"（うち伝えられたラベル {report.disputes} 件）。版 {report.version}、{report.bytes:,} バイト"
    )


def _second_reader(folder: Path) -> int:
    from coach.local.exchanges import LEFT_OUT, read_exchanges

    try:
        from coach.local import second_reader_training, training_data
    except ModuleNotFoundError:
        raise CannotDo("torch がありません。`pip install 'trust-coach[second-reader]'` で入れてください。") from None
    items = training_data.read(_utterances(), splits=("train",))
    exchanges = read_exchanges(_examples())
    shown = [[cue for place, cue in enumerate(one.cues) if place != LEFT_OUT] for one in exchanges]
    second_reader_training.train(items, shown, folder / "second_reader.npz", progress=_bar)
    print(f"二人目の読み手を {len(items)} 件の発話と {sum(map(len, shown))} 件のやりとりの例から学習しました。")
    return 0


def _topics(here: Coach, folder: Path) -> None:
    from coach.local import topics_training, training_data

    data = training_data.read(_utterances(), splits=("train",))
    neutral = [one.text for one in data if one.label is Orientation.NEUTRAL]
    taught = topics_training.train(here.scenarios.all(), neutral, here.embedder, folder / "topics.npz")
    print(f"話題を {taught} 件の文から学習しました。")


def _exchanges(here: Coach, folder: Path) -> None:
    from coach.local import exchanges_training, training_data
    from coach.local.exchanges import read_exchanges
    from coach.local.tagger import LocalTagger

    exchanges, second = read_exchanges(_examples()), here.second_reader
    tagger = LocalTagger(here.local_embedder, second, folder / "tagger.npz")
    texts = {one.id: one.text for one in training_data.read(_utterances(), splits=("train",))}
    fits = exchanges_training.read_fits(shipped("eval") / "exchanges.jsonl", texts)
    done = exchanges_training.train(exchanges, fits, here.local_embedder, second, tagger, folder / "exchanges.npz")
    print(
        f"やりとり {len(exchanges)} 種類を {done.examples} 件の例から学習しました"
        f"（見せていない {done.unseen} 件のうち、一番目で {done.first:.0%}、三番目までで {done.among_three:.0%} が正解）。"
    )


def _decline(here: Coach, folder: Path) -> None:
    from coach.local import decline_training

    with tempfile.TemporaryDirectory() as home:
        number = count()
        decline_training.train(
            lambda paths: here.knowledge_of(paths, Path(home) / str(next(number))),
            here.embedder,
            handbook=shipped("knowledge") / "handbook.ja.md",
            evaluation=shipped("eval"),
            to=folder / "decline.npz",
        )
    print("回答を断る判断を学習しました。")


def _utterances() -> Path:
    return shipped("eval") / "utterances"


def _examples() -> Path:
    return shipped("knowledge") / "responses" / "exchanges"


def _bar(what: str, share: float) -> None:
    """What is being done, and how much of all is done, on stderr when that is a terminal."""
    if sys.stderr.isatty():
        print(f"\r{what} {share:>4.0%}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)
