"""The morning before an interview: what a manager typed, the sheet made of it, and the pieces it is chosen from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from coach.domain.labels import Flag, Orientation, Scene, Tag
from coach.domain.passage import Citation
from coach.domain.scenario import Level

LONGEST_READ = 6_000
"""Characters of a field that are read; the rest is kept out, and the sheet says so."""

FACTS, MESSAGES, REACTIONS = 6, 4, 4
"""How much fits one page."""

AVOIDED = 3
KEPT, LONGEST_KEPT = 8, 60
"""Notes that stay as they were typed, and their characters."""


_CAST = "own-prepared-"


def scenario_id(preparation_id: str) -> str:
    """The id of the scenario that is made of a sheet."""
    return _CAST + preparation_id[:12]


def of_preparation(scenario: str) -> bool:
    """Whether the scenario with this id was made of a sheet: its person is a real one, what is held back is made up."""
    return scenario.startswith(_CAST)


class Speech(StrEnum):
    """The manager's manner of speech."""

    POLITE = "polite"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed. Everything but the scene may be empty; levels and the task belong to a delegation.

    `speech` is the manner that was chosen; None: the one that the typed words have.
    """

    scene: Scene
    name: str = ""
    facts: str = ""
    worries: str = ""
    credit: Level | None = None
    trust: Level | None = None
    task: str = ""
    speech: Speech | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence to say. `source` is what was typed and stands behind it; "" when nothing does."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Reaction:
    """What the other person may do or say, a sentence to answer with, and what helps beside words."""

    sign: str
    says: str
    reply: str
    beside: str


@dataclass(frozen=True, slots=True)
class Avoided:
    """A sentence better not said, why, and what to say in its place."""

    text: str
    flag: Flag
    why: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Approach:
    """How to hand over. `scope` are pairs of who decides and what; `lines` hand over, `promise` is the follow-up."""

    title: str
    how: str
    scope: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    promise: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """A passage and the section of the sheet that rests on it."""

    section: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page. `notes` are hints on what was typed; `kept` is what was typed and is not to be read out as it is."""

    speech: Speech
    facts: tuple[Line, ...]
    messages: tuple[Line, ...]
    reactions: tuple[Reaction, ...]
    avoided: tuple[Avoided, ...]
    behind: tuple[Behind, ...]
    approach: Approach | None = None
    kept: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    engine: str = "local"
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Preparation:
    """A sheet that is kept, with what it was made of."""

    id: str
    owner: str
    request: Request
    sheet: Sheet
    made_at: datetime
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """A sentence in several wordings, best first: the first one that reads as its section claims is taken."""

    wordings: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class OfferedReaction:
    """A reaction whose reply is still to be chosen."""

    sign: str
    says: str
    reply: Offer
    beside: str


@dataclass(frozen=True, slots=True)
class OfferedApproach:
    """An approach whose sentences are still to be chosen."""

    title: str
    how: str
    scope: tuple[tuple[str, str], ...]
    lines: tuple[Offer, ...]
    promise: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a sheet is chosen from: more than fits, best first. `topics` are pairs of a section and what to look up."""

    speech: Speech
    facts: tuple[Offer, ...]
    messages: tuple[Offer, ...]
    reactions: tuple[OfferedReaction, ...]
    avoided: tuple[Avoided, ...]
    topics: tuple[tuple[str, str], ...]
    approach: OfferedApproach | None = None
    kept: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    engine: str = "local"
    fallback: str = ""


class Drafter(Protocol):
    """Writes what a sheet is chosen from."""

    def draft(self, request: Request) -> Draft:
        """The draft; never an error, whatever was typed."""
        ...


Read = Callable[[str], Tag]
"""How an utterance is tagged."""


def is_fact(tag: Tag) -> bool:
    """Whether a sentence may stand among the facts: credit, and nothing that harms."""
    return tag.label is Orientation.CREDIT and not tag.flags


def is_message(tag: Tag) -> bool:
    """Whether a sentence may stand among the messages: it holds trust, and nothing that harms."""
    return tag.holds_trust and not tag.flags


def chosen(draft: Draft, read: Read) -> Sheet:
    """The sheet: of every offer the first wording that `read` tags as its section claims; offers with none fall out."""
    replies = [(one, _first(one.reply, read, is_message)) for one in draft.reactions]
    facts = _lines(draft.facts, read, is_fact, FACTS)
    told = {line.source for line in facts}
    untold = [offer.source for offer in draft.facts if offer.source and offer.source not in told]
    return Sheet(
        speech=draft.speech,
        facts=facts,
        messages=_lines(draft.messages, read, is_message, MESSAGES),
        reactions=tuple(Reaction(one.sign, one.says, reply, one.beside) for one, reply in replies if reply)[:REACTIONS],
        avoided=_harms(draft.avoided, read),
        behind=(),
        approach=_approach(draft.approach, read),
        kept=tuple(_short(text) for text in (*untold, *draft.kept))[:KEPT],
        notes=draft.notes,
        engine=draft.engine,
        fallback=draft.fallback,
    )


def called(name: str) -> str:
    """How the person is addressed: the name with さん where it has no form of address; "" without a name."""
    bare = " ".join(name.split())[:20].strip("、。,. 　")
    return bare if not bare or bare.endswith(_ADDRESSES) else f"{bare}さん"


_ADDRESSES = ("さん", "くん", "君", "ちゃん", "様", "さま", "氏", "先輩", "主任", "係長", "課長", "部長", "リーダー")


def _lines(offers: tuple[Offer, ...], read: Read, fits: Callable[[Tag], bool], most: int) -> tuple[Line, ...]:
    found: list[Line] = []
    for offer in offers:
        if len(found) == most:
            break
        text = _first(offer, read, fits)
        if text and text not in [one.text for one in found]:
            found.append(Line(text, offer.source))
    return tuple(found)


def _harms(offered: tuple[Avoided, ...], read: Read) -> tuple[Avoided, ...]:
    """One sentence of each kind of harm, which `read` must find in it; what is said instead must hold trust."""
    found: dict[Flag, Avoided] = {}
    for one in offered:
        if len(found) < AVOIDED and one.flag not in found and one.flag in read(one.text).flags:
            found[one.flag] = one if is_message(read(one.instead)) else replace(one, instead="")
    return tuple(found.values())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_KEPT else line[: LONGEST_KEPT - 1] + "…"


def _first(offer: Offer, read: Read, fits: Callable[[Tag], bool]) -> str:
    return next((text for text in offer.wordings if fits(read(text))), "")


def _approach(offered: OfferedApproach | None, read: Read) -> Approach | None:
    if offered is None:
        return None
    lines = _lines(offered.lines, read, is_message, 2)
    return Approach(offered.title, offered.how, offered.scope, lines, _lines(offered.promise, read, is_message, 2))
