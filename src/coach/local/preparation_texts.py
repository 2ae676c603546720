"""The texts of a sheet (knowledge/preparation/*.yaml), read once and checked against their form."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from coach.domain.errors import CannotDo
from coach.domain.labels import Flag, Scene
from coach.domain.preparation import Speech
from coach.domain.scenario import Level, Lines
from coach.local.preparation_notes import Kind

_SLOT = re.compile(r"\{(you|topic|task|name|grade|fault|role|purpose)\}")


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wordings(_Form):
    """A sentence in both manners, each in one or more wordings."""

    polite: tuple[str, ...]
    plain: tuple[str, ...]

    def of(self, speech: Speech) -> tuple[str, ...]:
        """The wordings of one manner."""
        return self.polite if speech is Speech.POLITE else self.plain


class Message(Wordings):
    """What to say or ask; with a `kind` it is about a note of that kind. No scenes: all."""

    kind: Kind | None = None
    scenes: tuple[Scene, ...] = ()


class Worry(Wordings):
    """Something that makes a manager uneasy: the words that tell it, the likely reaction, and the reply."""

    id: str
    cues: tuple[str, ...]
    sign: str
    says: str
    beside: str
    avoid: tuple[Flag, ...]
    concern: str
    message: Wordings | None = None


class Answer(Wordings):
    """How to answer words that somebody expects to hear; without cues: any other words."""

    cues: tuple[str, ...] = ()
    beside: str


class Harm(Wordings):
    """A sentence not to say."""

    id: str
    flag: Flag
    scenes: tuple[Scene, ...]
    why: str
    instead_polite: str
    instead_plain: str


class Handing(_Form):
    """How to hand over in one quadrant."""

    title: str
    how: str
    scope: tuple[tuple[str, str], ...]
    lines: tuple[Wordings, ...]


class Example(_Form):
    """A filled form."""

    name: str
    facts: str
    worries: str
    credit: Level | None = None
    trust: Level | None = None
    task: str = ""


class Texts(_Form):
    """Everything of sheet.yaml."""

    kinds: Mapping[Kind, tuple[str, ...]]
    private: tuple[str, ...]
    judging: tuple[str, ...]
    period: Mapping[Scene, str]
    facts: Mapping[Scene, tuple[Wordings, ...]]
    messages: tuple[Message, ...]
    worries: tuple[Worry, ...]
    grade: Wordings
    aims: Mapping[str, Wordings]
    answers: tuple[Answer, ...]
    reactions: Mapping[Scene, tuple[str, ...]]
    avoid: tuple[Harm, ...]
    approaches: Mapping[str, Handing]
    promises: tuple[Wordings, ...]
    topics: Mapping[str, Any]
    notes: Mapping[str, str]
    examples: Mapping[Scene, Example]


class Step(_Form):
    """One step of a concern, for a scenario."""

    hint: str
    say: tuple[str, ...]


class Unsaid(_Form):
    """What a person of a scenario holds back."""

    summary: str
    about: str
    raises: tuple[str, ...]
    raises_note: str
    lowers: tuple[str, ...]
    lowers_note: str
    steps: tuple[Step, ...]


class Spoken(_Form):
    """What a person says to a topic of one kind."""

    cues: tuple[str, ...]
    answers: Lines
    remarks: Lines


class Rehearsal(_Form):
    """Everything of rehearsal.yaml."""

    title: Mapping[Scene, str]
    situation: Mapping[Scene, str]
    openings: Mapping[str, str]
    goals: Mapping[Scene, tuple[str, ...]]
    job: str
    age_group: str
    unnamed: str
    concerns: Mapping[str, Unsaid]
    default_concern: Mapping[Scene, str]
    topics: Mapping[Kind, Spoken]
    reactions: Mapping[str, Lines]
    common_topics: tuple[str, ...]
    generic: tuple[str, ...]
    specific: tuple[str, ...]


T = TypeVar("T", bound=BaseModel)


@lru_cache(maxsize=2)
def read_texts(folder: Path) -> Texts:
    """The texts of a sheet. Raises CannotDo that names the file when it cannot be used."""
    return _read(folder / "sheet.yaml", Texts)


@lru_cache(maxsize=2)
def read_rehearsal(folder: Path) -> Rehearsal:
    """The texts of a scenario made of a sheet. Raises CannotDo likewise."""
    return _read(folder / "rehearsal.yaml", Rehearsal)


def filled(texts: Sequence[str], slots: Mapping[str, str]) -> tuple[str, ...]:
    """The texts with their slots filled; those that need a slot without a value are left out."""
    usable = [text for text in texts if all(slots.get(name) for name in _SLOT.findall(text))]
    return tuple(_SLOT.sub(lambda match: slots[match.group(1)], text) for text in usable)


def _read(path: Path, form: type[T]) -> T:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return form.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=loader))  # noqa: S506 (safe either way)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise CannotDo(f"準備シートの文 {path.name} を読めません（{error}）。coach を入れ直してください。") from error
