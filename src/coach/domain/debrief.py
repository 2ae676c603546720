"""Looking back on a conversation: what was counted, what was met, what to try next."""

from collections.abc import Mapping
from dataclasses import dataclass

from coach.domain.labels import Orientation
from coach.domain.passage import Citation


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """A point of the scene. `turn` is the number of the turn that met it, or of the first that spoilt it; else None."""

    item: str
    met: bool
    turn: int | None
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A strength or a next step, with the turn it speaks of (None: the whole) and the passages behind it."""

    text: str
    turn: int | None
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A turn at which felt trust changed most, and what did it."""

    turn: int
    change: float
    because: str


@dataclass(frozen=True, slots=True)
class Held:
    """What the partner was holding back, and how much of it came out."""

    summary: str
    revealed: int
    steps: int


@dataclass(frozen=True, slots=True)
class Debrief:
    """The whole look back. `felt_trust` starts with the value before the first turn (0 to 1).

    `talk_share` is the manager's share of all characters (0 to 1); `questions` counts the turns that asked.
    """

    summary: str
    balance: Mapping[Orientation, int]
    felt_trust: tuple[float, ...]
    checklist: tuple[ChecklistItem, ...]
    strengths: tuple[Remark, ...]
    next_time: tuple[Remark, ...]
    turning_points: tuple[TurningPoint, ...] = ()
    order: tuple[Orientation, ...] = ()
    talk_share: float = 0.0
    questions: int = 0
    held: Held | None = None
