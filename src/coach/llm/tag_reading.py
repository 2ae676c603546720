"""A tag from a model's JSON: closed sets only, segments found in the utterance, measured against the local tag."""

import json
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TypeVar

from coach.domain.labels import Flag, Move, Orientation, Segment, Tag, Time
from coach.llm.fault import Fault, ModelFailed
from coach.llm.spoken import SpokenTag
from coach.llm.structured import list_in, list_of, object_schema, one_of

E = TypeVar("E", bound=StrEnum)

_PARTS = (Orientation.CREDIT, Orientation.TRUST, Orientation.NEUTRAL)
TAG_FIELDS: dict[str, Any] = {
    "label": one_of(Orientation),
    "time": one_of(Time),
    "flags": list_of(one_of(Flag)),
    "moves": list_of(one_of(Move)),
    "segments": list_of(object_schema(text={"type": "string"}, label=one_of(_PARTS))),
}
"""The schema's properties that make a tag."""

_DISAGREED = 0.6
"""Confidence where the engines differ: better than a coin, and low enough that both readings are shown."""

_STEERING = re.compile(
    r"(?:タグ|ラベル|分類|判定|採点|スコア|JSON|ジェイソン|プロンプト|システム(?:指示|メッセージ)|label|flags?|credit|neutral)[^。]{0,20}"
    r"(?:付け|つけ|して|しろ|せよ|返|出力|にし|と書|設定|変え|外し|消し)"
    r"|(?:指示|命令|上記|以前の|これまでの)[^。]{0,8}(?:無視|忘れ)|\bignore\b[^.]{0,30}\b(?:instruction|prompt)|(?:助言|コメント|言い換え)(?:に|には|は)[^。]{0,20}と(?:だけ)?(?:書|出力|返)"
    r"|[<＜]/?\w|\[/?INST|\"label\"\s*:",
    re.IGNORECASE,
)


def is_steering(utterance: str) -> bool:
    """Whether an utterance speaks to the classifier rather than to the subordinate."""
    return bool(_STEERING.search(utterance))


def read_tag(value: dict[str, Any], utterance: str, local: Tag) -> SpokenTag:
    """The tag in `value`. Raises ModelFailed(BAD_JSON) when there is no label in it."""
    label = _member(Orientation, value.get("label"))
    if label is None:
        raise ModelFailed(Fault.BAD_JSON)
    agreed = label is local.label
    return SpokenTag(
        label=label,
        confidence=round(1 - (1 - local.confidence) / 2, 4) if agreed else _DISAGREED,
        time=_time(label, _member(Time, value.get("time")), local.time),
        flags=_members(Flag, list_in(value, "flags")),
        moves=_members(Move, list_in(value, "moves")) or local.moves,
        segments=_segments(list_in(value, "segments"), utterance) or (local.segments if agreed else ()),
        cues=local.cues,
        alternative=None if agreed else local.label,
        engine="llm",
    )


def hint(tag: Tag) -> str:
    """A tag as a line of a prompt."""
    return json.dumps(
        {
            "label": tag.label.value,
            "time": tag.time.value,
            "flags": [flag.value for flag in tag.flags],
            "moves": [move.value for move in tag.moves],
        }
    )


def _time(label: Orientation, found: Time | None, local: Time) -> Time:
    """Neutral has no time, everything else has one."""
    if label is Orientation.NEUTRAL:
        return Time.NONE
    return next((one for one in (found, local) if one and one is not Time.NONE), Time.PRESENT)


def _segments(found: Sequence[Any], utterance: str) -> tuple[Segment, ...]:
    """The parts where they stand; those that the utterance does not hold to the letter, in order, are left out."""
    segments: list[Segment] = []
    at = 0
    for one in found:
        text = one.get("text") if isinstance(one, dict) else None
        label = _member(Orientation, one.get("label")) if isinstance(one, dict) else None
        if not isinstance(text, str) or not text.strip() or label not in _PARTS:
            continue
        start = utterance.find(text.strip(), at)
        if start >= 0 and label is not None:
            at = start + len(text.strip())
            segments.append(Segment(start, at, label))
    return tuple(segments)


def _member(kind: type[E], value: Any) -> E | None:
    try:
        return kind(value)
    except ValueError:
        return None


def _members(kind: type[E], values: Sequence[Any]) -> tuple[E, ...]:
    return tuple(dict.fromkeys(one for value in values if (one := _member(kind, value)) is not None))
