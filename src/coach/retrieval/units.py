"""What of a passage becomes a vector: the whole of it, its heading, each of its sentences, and the questions it answers."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coach.domain.passage import Passage
from coach.japanese import sentences

UNITS = "u3"
"""Another name means other vectors for the same passage."""

_MARK = re.compile(r"^\s*(?:-\s+|-(?=[^\s\d-])|[*+]\s+|[•‣◦・○◯]\s*|[0-9０-９]{1,2}[.．)）]\s*(?![0-9０-９])|[①-⑳]\s*)")
_NUMBER = re.compile(
    r"^(?:第\s*[0-9０-９一二三四五六七八九十]+\s*[編部章節条項]|[0-9０-９]+(?:[.．][0-9０-９]+)*[.．]?)\s*"
)


class UnitKind(StrEnum):
    """What a vector stands for."""

    WHOLE = "whole"
    TITLE = "title"
    SENTENCE = "sentence"
    QUESTION = "question"
    OTHERWISE = "otherwise"
    """A question in other people's words: it finds the passage and is never shown."""


ASKED = frozenset({UnitKind.QUESTION, UnitKind.OTHERWISE})
"""What is embedded as something asked, not as a piece of knowledge."""


@dataclass(frozen=True, slots=True)
class Unit:
    """`text` is what is embedded. `start` and `end` are its place in the passage's text (0, 0 for a title or question)."""

    kind: UnitKind
    text: str
    start: int = 0
    end: int = 0


def units_of(passage: Passage, questions: Sequence[str] = (), otherwise: Sequence[str] = ()) -> list[Unit]:
    """The units of a passage, the whole first.

    The heading has a vector of its own: put before the text it would drown a short passage in a long title.
    """
    title = title_of(passage)
    spans = sentences(passage.text)
    return [
        Unit(UnitKind.WHOLE, readable(passage.text), 0, len(passage.text)),
        *([Unit(UnitKind.TITLE, title)] if title else []),
        *(Unit(UnitKind.SENTENCE, readable(passage.text[a:b]), a, b) for a, b in spans if len(spans) > 1),
        *(Unit(UnitKind.QUESTION, question) for question in questions),
        *(Unit(UnitKind.OTHERWISE, question) for question in otherwise),
    ]


def title_of(passage: Passage) -> str:
    """The innermost heading, its number left out; empty when the passage repeats it."""
    title = _NUMBER.sub("", passage.section[-1]) if passage.section else ""
    return "" if title and passage.text.split("\n", 1)[0] == passage.section[-1] else title


def readable(text: str) -> str:
    """The text without list marks and table bars."""
    return "\n".join(_readable_line(line) for line in text.split("\n"))


def _readable_line(line: str) -> str:
    if line.startswith("|"):
        return "、".join(cell.strip() for cell in line.strip("|").split("|") if cell.strip())
    return _MARK.sub("", line)


def signature(units: Iterable[Unit]) -> str:
    """A short hash of what is embedded; it changes when a vector must be made anew."""
    return hashlib.sha256(
        "\0".join((UNITS, *(f"{unit.kind}:{unit.text}" for unit in units))).encode("utf-8", "replace")
    ).hexdigest()[:12]
