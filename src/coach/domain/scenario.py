"""A rehearsal's setting: who sits opposite, what the manager knows, and what that person can say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coach.domain.labels import Scene


class Level(StrEnum):
    """How much of something there is."""

    HIGH = "high"
    LOW = "low"


class Stage(StrEnum):
    """How far the subordinate has opened up, in order."""

    GUARDED = "guarded"
    CAUTIOUS = "cautious"
    OPEN = "open"


class Manner(StrEnum):
    """Manner of speech; selects the bank of shared lines."""

    POLITE = "polite"
    FRANK = "frank"
    RESERVED = "reserved"


Lines = Mapping[Stage, tuple[str, ...]]
"""What may be said at each stage."""


@dataclass(frozen=True, slots=True)
class Persona:
    """The simulated subordinate. `credit` and `trust` say how much the manager has in them so far."""

    name: str
    age_group: str
    job: str
    manner: Manner
    credit: Level
    trust: Level
    about: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the manager's fact sheet."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Moves and flags that touch this person more than others, and a sentence that says so."""

    by: frozenset[str]
    note: str


@dataclass(frozen=True, slots=True)
class ConcernStep:
    """One step towards the hidden concern: what it tells (`hint`, for the debrief) and ways of saying it."""

    hint: str
    say: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concern:
    """本音: what the person holds back, in the steps in which it comes out."""

    summary: str
    steps: tuple[ConcernStep, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """Something a manager may bring up. `cues` are sentences about it; a near sentence is about it too."""

    id: str
    cues: tuple[str, ...]
    answers: Lines
    remarks: Lines


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything that one rehearsal needs. `reactions` is keyed by the value of a Move or Flag."""

    id: str
    scene: Scene
    title: str
    difficulty: int
    persona: Persona
    situation: str
    facts: tuple[Fact, ...]
    goals: tuple[str, ...]
    opening: str
    topics: tuple[Topic, ...]
    reactions: Mapping[str, Lines]
    asks: Lines
    concern: Concern
    raises: Sensitivity
    lowers: Sensitivity
    wound: float = 0.0
    version: str = ""
    own: bool = field(default=False)

    def line_count(self) -> int:
        """How many lines the bank holds."""
        banks = [*self.reactions.values(), self.asks]
        banks += [bank for topic in self.topics for bank in (topic.answers, topic.remarks)]
        return sum(len(lines) for bank in banks for lines in bank.values()) + sum(
            len(step.say) for step in self.concern.steps
        )
