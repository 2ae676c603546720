"""いちばん気になる発話: the one moment of a conversation that is most worth saying again. The rule is in docs/look-back.md."""

from dataclasses import dataclass

from coach.domain.felt_trust import start
from coach.domain.transcript import Practice, Turn

MOMENT = "moment"
"""The id of the scenario in which one moment of a real conversation is said again."""

_FELL = 0.003
"""A smaller fall of felt trust is none."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A turn, and what it did to felt trust (negative)."""

    turn: Turn
    change: float


def weakest(practice: Practice) -> Moment | None:
    """The turn with a flag after which felt trust fell most; without flags the deepest fall; ties: the earliest.

    None when nothing was flagged and nothing fell.
    """
    path = practice.path()
    before = [start(practice.scenario).value, *(turn.felt_trust for turn in path)]
    moments = [Moment(turn, turn.felt_trust - value) for turn, value in zip(path, before, strict=False)]
    flagged = [one for one in moments if one.turn.tag.flags]
    fallen = flagged or [one for one in moments if one.change <= -_FELL]
    return min(fallen, key=lambda one: (round(one.change, 6), one.turn.number), default=None)
