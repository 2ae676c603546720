"""The data sets, read from JSON Lines: questions, utterances, scripts of conversations."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.domain.errors import BadInput
from coach.domain.labels import Flag, Move, Orientation, Scene, Segment, Time
from coach.domain.run import Run

SPLITS = ("all", "dev", "test", "fresh", "own")
"""`fresh` is never part of `all`; `own` are the questions that HR added here (see `own`)."""

FULL: Mapping[str, str] = {"questions": "all", "utterances": "test", "conversations": "all"}
"""The split on which a data set speaks for itself. The tagger has learnt from the utterances outside `test`."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what a right answer is known by.

    `gold` are pieces of text that the right passages hold: one of them is enough, unless `all_gold`, where each
    stands for a part of the question. `expect` are regexes that a right answer matches, every one of them.
    """

    id: str
    question: str
    answerable: bool
    topic: str
    split: str
    gold: tuple[str, ...] = ()
    expect: tuple[str, ...] = ()
    all_gold: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """An utterance with its labels."""

    id: str
    text: str
    scene: Scene | None
    label: Orientation
    time: Time
    flags: tuple[Flag, ...]
    moves: tuple[Move, ...]
    segments: tuple[Segment, ...]
    split: str
    lang: str
    hard: str | None


@dataclass(frozen=True, slots=True)
class ScriptTurn:
    """One utterance of a script: how it should move felt trust, and regexes of which a fitting reply matches one."""

    say: str
    direction: str
    reply: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """What one manager says from the first to the last turn."""

    id: str
    scene: Scene
    kind: str
    split: str
    turns: tuple[ScriptTurn, ...]


def read_questions(path: Path, *, split: str = "all") -> list[Question]:
    """The questions of a file. Raises BadInput that names file and line."""
    return [one for where, value in _lines(path) if _wanted((one := _question(value, where)).split, split)]


def read_utterances(folder: Path, *, split: str = "test") -> list[Labelled]:
    """The labelled utterances below a folder that belong to `split`; English ones stand in `split` too."""
    return [
        _labelled(value, where)
        for path in sorted(folder.glob("*.jsonl"))
        for where, value in _lines(path)
        if _wanted(str(value.get("split", "")), split)
    ]


def read_scripts(folder: Path, *, split: str = "all") -> list[Script]:
    """The scripts below a folder."""
    return [
        one
        for path in sorted(folder.glob("*.jsonl"))
        for where, value in _lines(path)
        if _wanted((one := _script(value, where)).split, split)
    ]


def full(run: Run) -> bool:
    """Whether a run measured its data set as it speaks for itself: the whole split, no subset."""
    return run.split == FULL.get(run.dataset)


def every(items: list[Any], limit: int | None) -> list[Any]:
    """At most `limit` items, spread evenly: the same small subset of the same data every time."""
    if limit is None or limit >= len(items):
        return items
    return [items[index * len(items) // limit] for index in range(max(0, limit))]


FRESH = "fresh"
"""Test data whose writers saw nothing of ours. Measured when asked for by name and not part of `all`."""


def _wanted(split: str, asked: str) -> bool:
    return asked == split or (asked == "all" and split != FRESH)


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BadInput(f"評価データ {path.name} がありません。eval/ フォルダを確かめてください。") from None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        where = f"{path.name}:{number}"
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadInput(f"{where}: JSON として読めません（{error.msg}）。") from None
        if not isinstance(value, dict):
            raise BadInput(f"{where}: {{…}} の形で書いてください。")
        yield where, value


def _question(value: dict[str, Any], where: str) -> Question:
    try:
        expect = tuple(str(one) for one in value.get("expect") or ())
        for pattern in expect:
            re.compile(pattern)
        return Question(
            id=str(value["id"]),
            question=str(value["question"]),
            answerable=bool(value["answerable"]),
            topic=str(value.get("topic", "")),
            split=str(value.get("split", "")),
            gold=tuple(str(one) for one in value.get("gold") or ()),
            expect=expect,
            all_gold=bool(value.get("all", False)),
        )
    except KeyError as error:
        raise BadInput(f"{where}: 項目 {error} がありません。") from None
    except re.error as error:
        raise BadInput(f"{where}: expect の正規表現を読めません（{error}）。") from None


def _labelled(value: dict[str, Any], where: str) -> Labelled:
    try:
        return Labelled(
            id=str(value["id"]),
            text=str(value["text"]),
            scene=Scene(value["scene"]) if value.get("scene") else None,
            label=Orientation(value["label"]),
            time=Time(value["time"]),
            flags=tuple(Flag(one) for one in value.get("flags") or ()),
            moves=tuple(Move(one) for one in value.get("moves") or ()),
            segments=tuple(
                Segment(one["start"], one["end"], Orientation(one["label"])) for one in value.get("segments") or ()
            ),
            split=str(value.get("split", "")),
            lang=str(value.get("lang", "ja")),
            hard=value.get("hard"),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise BadInput(f"{where}: ラベルを読めません（{error}）。docs/labels.md の値を使ってください。") from None


def _script(value: dict[str, Any], where: str) -> Script:
    try:
        turns = tuple(
            ScriptTurn(str(one["say"]), str(one["direction"]), tuple(one.get("reply") or ())) for one in value["turns"]
        )
        return Script(str(value["id"]), Scene(value["scene"]), str(value["kind"]), str(value.get("split", "")), turns)
    except (KeyError, ValueError, TypeError) as error:
        raise BadInput(f"{where}: 台本を読めません（{error}）。") from None
