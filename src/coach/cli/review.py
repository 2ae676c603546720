"""coach review: a real conversation, read like a rehearsal."""

from pathlib import Path
from typing import Annotated

import typer

from coach.cli.practice import show_debrief
from coach.cli.session import coach, write_json
from coach.domain.conversation import conversation
from coach.domain.labels import Scene
from coach.domain.words import FLAG, ORIENTATION


def review(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="会話の記録（.txt .vtt .docx）。")],
    *,
    scene: Annotated[Scene, typer.Option(help="場面。")] = Scene.ONE_ON_ONE,
    manager: Annotated[
        str | None, typer.Option(metavar="NAME", help="記録の中での上司の名前（「上司:」と書かれていないとき）。")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力します。")] = False,
) -> int:
    """実際の会話を読み取り、ふりかえりを作ります。"""
    from coach.cli.forms import debrief_form, turn_form
    from coach.storage.conversations import read_text

    speeches = conversation(read_text(file), manager=manager)
    here = coach()
    reviewed = here.review.review(speeches, scene=scene)
    debrief = here.debriefing.debrief(reviewed)
    if as_json:
        write_json({"turns": [turn_form(turn) for turn in reviewed.path()], "debrief": debrief_form(debrief)})
        return 0
    for turn in reviewed.path():
        flags = f"　気をつけたい点：{'、'.join(FLAG[flag] for flag in turn.tag.flags)}" if turn.tag.flags else ""
        print(f"{turn.number}. ［{ORIENTATION[turn.tag.label]}］{turn.say}{flags}")
        if turn.note.rephrase:
            print(f"   言い換えると：「{turn.note.rephrase}」")
    show_debrief(debrief)
    return 0
