"""coach practice: a rehearsal in the terminal, or driven by JSON lines."""

import sys
from typing import Annotated

import typer

from coach.bootstrap import Coach
from coach.cli.session import USER, coach, json_lines, say, text_of, write_json
from coach.domain.debrief import Debrief
from coach.domain.errors import BadInput, CoachError
from coach.domain.preparation import of_preparation
from coach.domain.transcript import Practice, Turn
from coach.domain.words import ORIENTATION, SCENE, STAGE

_DEFAULT = "appraisal-high-low"


def practice(
    *,
    scenario: Annotated[str, typer.Option(help="シナリオの id（coach scenarios で一覧）。")] = _DEFAULT,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="標準入力の JSON Lines を一行一発話として進めます。")] = False,
    resume: Annotated[str | None, typer.Option(help="中断した練習の id。続きから始めます。")] = None,
) -> int:
    """部下役を相手に面談を練習します。"""
    here = coach()
    started = here.practice.get(resume, acting=USER) if resume else here.practice.begin(scenario, acting=USER)
    return _from_lines(here, started) if jsonl else _in_terminal(here, started)


def _from_lines(here: Coach, started: Practice) -> int:
    from coach.cli.forms import debrief_form, opening_form, turn_form

    code = 0
    write_json(opening_form(started))
    for number, value in json_lines():
        try:
            if isinstance(value, BadInput):
                raise value
            turn = here.practice.turn(started.id, text_of(value, "say", number), acting=USER)
            write_json(turn_form(turn))
        except CoachError as error:
            write_json({"id": value.get("id") if isinstance(value, dict) else None, "error": str(error)})
            code = 2
    ended = here.practice.end(started.id, acting=USER)
    write_json({"debrief": debrief_form(here.debriefing.debrief(ended))})
    return code


def _in_terminal(here: Coach, started: Practice) -> int:
    chosen = started.scenario
    print(f"【{SCENE[chosen.scene]}】{chosen.title}\n{chosen.situation.strip()}\n")
    for fact in chosen.facts:
        print(f"  ・{fact.label}：{fact.value}")
    print("\n目標：")
    for goal in chosen.goals:
        print(f"  ・{goal}")
    say(
        f"\n（空行で終了し、ふりかえりを表示します。中断したときは coach practice --resume {started.id} で続けられます）"
    )
    name = chosen.persona.name
    path = started.path()
    print(f"\n{name}：{path[-1].reply if path else chosen.opening}")
    while True:
        print("\nあなた：", end="", flush=True)
        line = sys.stdin.readline()
        if not line.strip():
            break
        try:
            _show_turn(name, here.practice.turn(started.id, line, acting=USER))
        except BadInput as error:
            say(str(error))
    ended = here.practice.end(started.id, acting=USER)
    show_debrief(here.debriefing.debrief(ended), assumed=of_preparation(ended.scenario.id))
    return 0


def _show_turn(name: str, turn: Turn) -> None:
    print(f"  ［{ORIENTATION[turn.tag.label]}］被信頼感 {turn.felt_trust:.2f}（{STAGE[turn.stage]}）")
    print(f"{name}：{turn.reply}")
    if turn.note.text:
        print(f"  コーチ：{turn.note.text}")
    if turn.note.rephrase:
        print(f"  言い換えると：「{turn.note.rephrase}」")
    for citation in turn.note.citations:
        print(f"  出典：{citation.section}「{citation.shown}」")


def show_debrief(debrief: Debrief, *, assumed: bool = False) -> None:
    """Print a look back; `assumed` where the person is a real one and what is held back is made up."""
    print(f"\n―― ふりかえり ――\n{debrief.summary}\n")
    for item in debrief.checklist:
        where = f"（{item.turn}回目{'' if item.met else 'に、気にかけたい言葉がありました'}）" if item.turn else ""
        print(f"  {'✓' if item.met else '・'} {item.item}{where}")
    for remark in debrief.strengths:
        print(f"  よかった点：{remark.text}")
    for remark in debrief.next_time:
        print(f"  次の一歩：{remark.text}")
    if debrief.held:
        if assumed:
            print("  練習用の想定です。実際の方のことではありません。")
        print(
            f"  {'想定した気がかり' if assumed else '本音'}：{debrief.held.revealed}/{debrief.held.steps} 段階まで聞けました。{debrief.held.summary}"
        )
