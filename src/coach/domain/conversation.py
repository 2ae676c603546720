"""A real conversation as it was written down: who said what, in order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from coach.domain.errors import BadInput


class Speaker(StrEnum):
    """The two who talk."""

    MANAGER = "manager"
    SUBORDINATE = "subordinate"


@dataclass(frozen=True, slots=True)
class Said:
    """One speech of one speaker."""

    speaker: Speaker
    text: str


_NAMED = {
    **dict.fromkeys(("上司", "マネージャー", "課長", "部長", "店長", "係長", "manager", "boss", "m"), Speaker.MANAGER),
    **dict.fromkeys(("部下", "メンバー", "社員", "subordinate", "member", "report", "s"), Speaker.SUBORDINATE),
}
_LINE = re.compile(r"^\s*(?P<who>[^:：\s]{1,20})\s*[:：]\s*(?P<text>.*)$")


def conversation(lines: Iterable[str], *, manager: str | None = None) -> tuple[Said, ...]:
    """The speeches in `lines` of the form 「上司: …」「部下: …」; lines without a speaker continue the last one.

    `manager` names the speaker who is the manager where people's names are used; everybody else is the subordinate.
    Raises BadInput when no line says who speaks, or the manager says nothing.
    """
    speeches: list[Said] = []
    for line in lines:
        speaker, text = _speaker(line, manager)
        if speaker:
            speeches.append(Said(speaker, text))
        elif speeches and line.strip():
            last = speeches[-1]
            speeches[-1] = Said(last.speaker, f"{last.text}\n{line.strip()}".strip())
    speeches = [one for one in speeches if one.text.strip()]
    if not any(one.speaker is Speaker.MANAGER for one in speeches):
        raise BadInput(
            "上司の発話が見つかりません。各行を「上司: …」「部下: …」の形で書くか、--manager で上司の名前を指定してください。"
        )
    return tuple(speeches)


def _speaker(line: str, manager: str | None) -> tuple[Speaker | None, str]:
    match = _LINE.match(line)
    if not match:
        return None, line
    who = match["who"].strip()
    if manager is not None:
        return (Speaker.MANAGER if who == manager else Speaker.SUBORDINATE), match["text"].strip()
    known = _NAMED.get(who.lower())
    return (known, match["text"].strip()) if known else (None, line)
