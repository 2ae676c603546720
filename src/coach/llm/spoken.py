"""What the faculties give, with who spoke and why it was not the model."""

from dataclasses import dataclass, fields
from typing import Any

from coach.domain.labels import Tag
from coach.domain.note import Note
from coach.domain.passage import Answer, Declined
from coach.ports import Reply


@dataclass(frozen=True, slots=True)
class SpokenReply(Reply):
    """A reply. `fallback` is "" when the model spoke, else the sentence for the page."""

    fallback: str = ""


@dataclass(frozen=True, slots=True)
class SpokenAnswer(Answer):
    """An answer."""

    fallback: str = ""


@dataclass(frozen=True, slots=True)
class SpokenDeclined(Declined):
    """A refusal."""

    fallback: str = ""


@dataclass(frozen=True, slots=True)
class SpokenTag(Tag):
    """A tag. Where the two engines disagree, `label` is the model's reading and `alternative` the local one."""

    engine: str = "local"
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class SpokenNote(Note):
    """A note."""

    engine: str = "local"
    fallback: str = ""


def spoken(kind: type[Any], value: Any, **more: Any) -> Any:
    """`value` as `kind`, its subclass, with more fields set."""
    return kind(**{**{one.name: getattr(value, one.name) for one in fields(value)}, **more})
