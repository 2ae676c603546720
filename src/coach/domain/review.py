"""A real conversation, looked back on and kept."""

from dataclasses import dataclass
from datetime import date, datetime

from coach.domain.labels import Scene
from coach.domain.promises import Promise
from coach.domain.transcript import Practice


@dataclass(frozen=True, slots=True)
class Review:
    """What was said, read as a rehearsal is read, and what was promised. Names are masked.

    `conversation` has the review's id and owner; it lies in no practice store and counts as no rehearsal. `held_on` is
    the day of the talk, from which the dates of the promises are counted.
    """

    conversation: Practice
    held_on: date
    promises: tuple[Promise, ...] = ()

    @property
    def id(self) -> str:
        """Where to find it."""
        return self.conversation.id

    @property
    def scene(self) -> Scene:
        """What kind of talk it was."""
        return self.conversation.scenario.scene


@dataclass(frozen=True, slots=True)
class ReviewedTalk:
    """A review as it is listed. `turns` counts the manager's utterances, `open_promises` those not kept yet."""

    id: str
    scene: Scene
    held_on: date
    made_at: datetime
    turns: int
    open_promises: int
