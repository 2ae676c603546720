"""coach tag: read utterances."""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, Any

import typer

from coach.cli.session import answer_lines, coach, text_of, write_json
from coach.domain.errors import BadInput
from coach.domain.labels import Orientation, Scene, Tag
from coach.domain.utterance import clean
from coach.domain.words import BASIS, FLAG, MOVE, ORIENTATION, TIME
from coach.ports import ForesightedTagger, Tagger

_MANY = 2


def tag(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="上司の発話。")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力します。")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="標準入力の JSON Lines を一行ずつ読み取ります。")] = False,
    scene: Annotated[Scene | None, typer.Option(help="場面。")] = None,
) -> int:
    """発話が信用志向か信頼志向かを読み取ります。"""
    from coach.cli.forms import tag_form

    tagger = coach().tagger

    def one(text: str, scene: Scene | None) -> tuple[str, Tag, dict[str, Any]]:
        began = time.perf_counter()
        said = clean(text)
        found = tagger.tag(said, scene=scene)
        form = {"text": said, **tag_form(found), "engine": getattr(found, "engine", "local"), "ms": _ms(began)}
        return said, found, form

    if jsonl:
        return answer_lines(
            lambda number, value: {
                "id": value.get("id"),
                **one(text_of(value, "text", number), _scene(value.get("scene"), number))[2],
            },
            ahead=_foreseen(tagger),
        )
    if text is None:
        raise BadInput("発話を指定してください。例：coach tag 「今期はよく頑張りましたね」")
    said, found, form = one(text, scene)
    if as_json:
        write_json(form)
    else:
        _print(said, found)
    return 0


def _foreseen(tagger: Tagger) -> Callable[[list[dict[str, Any]]], None]:
    """What a tagger that profits from it is told of the lines to come."""

    def tell(values: list[dict[str, Any]]) -> None:
        if not isinstance(tagger, ForesightedTagger) or len(values) < _MANY:
            return
        said = []
        for value in values:
            with suppress(BadInput):
                said.append(clean(text_of(value, "text", 0)))
        tagger.prepare(said)

    return tell


def _scene(value: Any, number: int) -> Scene | None:
    if value is None:
        return None
    try:
        return Scene(value)
    except ValueError:
        raise BadInput(f"{number}行目：scene は {'、'.join(Scene)} のどれかにしてください。") from None


def _ms(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 1)


def _print(text: str, tag: Tag) -> None:
    label = ORIENTATION[tag.label]
    if tag.alternative:
        print(f"判断が分かれる発話です：{label}（または{ORIENTATION[tag.alternative]}）")
    else:
        print(f"{label}（確信度 {tag.confidence:.2f}）")
    print(f"  時間：{TIME[tag.time]}　根拠：{BASIS[tag.basis]}")
    if tag.moves:
        print(f"  していること：{'、'.join(MOVE[move] for move in tag.moves)}")
    if tag.flags:
        print(f"  気をつけたい点：{'、'.join(FLAG[flag] for flag in tag.flags)}")
    for segment in tag.segments:
        if segment.label is not Orientation.NEUTRAL:
            print(f"  「{text[segment.start : segment.end].strip()}」→ {ORIENTATION[segment.label]}")
    if tag.cues:
        print("  手がかり：" + "、".join(f"『{cue.text}』＝{cue.meaning}" for cue in tag.cues))
