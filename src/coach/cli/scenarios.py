"""coach scenarios: what can be rehearsed."""

from pathlib import Path
from typing import Annotated

import typer

from coach.cli.session import coach, say, write_json
from coach.domain.errors import BadInput
from coach.domain.words import DIFFICULTY, LEVEL, SCENE


def scenarios(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力します。")] = False,
    check: Annotated[list[Path] | None, typer.Option("--check", help="シナリオの YAML ファイルを検査します。")] = None,
) -> int:
    """練習できるシナリオを一覧にします。"""
    if check:
        return _check(check)
    from coach.cli.forms import scenario_form

    library = coach().scenarios
    found = library.all()
    for problem in library.problems():
        say(problem)
    if as_json:
        write_json([scenario_form(one) for one in found])
        return 0
    for one in found:
        persona = one.persona
        print(f"{one.id}\n  {SCENE[one.scene]}：{one.title}（{DIFFICULTY[one.difficulty]}）")
        credit, trust = LEVEL[persona.credit], LEVEL[persona.trust]
        print(f"  {persona.name}さん（{persona.age_group}、{persona.job}）　信用：{credit}　信頼：{trust}")
    return 0


def _check(paths: list[Path]) -> int:
    from coach.storage.scenarios import read

    files = [file for path in paths for file in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])]
    bad = 0
    for file in files:
        try:
            scenario = read(file)
        except FileNotFoundError:
            bad += 1
            say(f"{file}：ファイルがありません。")
        except BadInput as error:
            bad += 1
            say(str(error))
        else:
            print(f"{file.name}：問題ありません（せりふ {scenario.line_count()} 行）")
    return 2 if bad else 0
