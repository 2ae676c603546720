"""coach eval agreement: how far independent readers agree on the labels that everything else is measured by."""

from dataclasses import asdict
from typing import Annotated

import typer

from coach.cli.session import write_json
from coach.settings import shipped


def agreement(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力します。")] = False,
) -> int:
    """発話のラベルを別々に付けた読み手が、どのくらい一致したかを示します。"""
    from coach.evaluation import agreement as readers

    found = readers.agreement(shipped("eval") / "utterances")
    if as_json:
        write_json(asdict(found))
        return 0
    print(f"発話 {found.utterances} 件、読み手 {found.readings} 組（クリッペンドルフのα、1が完全な一致）")
    for name, value in found.alpha.items():
        print(f"{name}: {value:.3f}")
    print(f"moves: {found.moves_f1:.3f}（二組ずつ比べたF1の平均）")
    return 0
