"""One's own sessions of the same scene beside each other. Never with other people's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coach.domain.checklist import CHECKLISTS
from coach.domain.felt_trust import start
from coach.domain.labels import Orientation
from coach.domain.transcript import Practice
from coach.domain.weakest import MOMENT

_FELT = 0.02
"""A smaller difference of felt trust is none."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session in figures: felt trust before and after, points of the scene met, how often credit and trust."""

    practice_id: str
    when: datetime
    title: str
    began: float
    ended: float
    met: int
    points: int
    credit: int
    trust: int
    turns: int

    @property
    def gain(self) -> float:
        """What became of felt trust; comparable where scenarios begin at different values."""
        return self.ended - self.began


@dataclass(frozen=True, slots=True)
class Comparison:
    """A session and the ones before it, oldest first, the session itself last."""

    sittings: tuple[Sitting, ...]

    @property
    def now(self) -> Sitting:
        """The session itself."""
        return self.sittings[-1]

    @property
    def before(self) -> Sitting | None:
        """The session before; None when this is the first."""
        return self.sittings[-2] if len(self.sittings) > 1 else None

    @property
    def felt_more(self) -> bool:
        """Whether felt trust rose visibly more than the time before."""
        return self.before is not None and self.now.gain - self.before.gain > _FELT

    @property
    def met_more(self) -> bool:
        """Whether a larger share of the points was met than the time before."""
        return self.before is not None and self.now.met * self.before.points > self.before.met * self.now.points

    @property
    def more_even(self) -> bool:
        """Whether credit and trust lay closer together than the time before."""
        return self.before is not None and _lean(self.now) < _lean(self.before)


def comparison(practice: Practice, others: Sequence[Practice], *, limit: int = 4) -> Comparison:
    """`practice` after one's own last sessions of its scene, at most `limit` of them.

    Of `others` those count that were ended, hold a turn, and began before it. A single moment of a real conversation
    that was said again is no session to compare, neither with others nor they with it.
    """
    earlier = sorted(
        (
            one
            for one in others
            if one.id != practice.id
            and one.owner == practice.owner
            and one.scenario.scene is practice.scenario.scene
            and MOMENT not in (one.scenario.id, practice.scenario.id)
            and one.ended_at is not None
            and one.path()
            and one.started_at < practice.started_at
        ),
        key=lambda one: one.started_at,
    )
    return Comparison(tuple(_sitting(one) for one in (*(earlier[-limit:] if limit else ()), practice)))


def _sitting(practice: Practice) -> Sitting:
    path = practice.path()
    tags = [turn.tag for turn in path]
    began = start(practice.scenario).value
    points = CHECKLISTS[practice.scenario.scene]
    return Sitting(
        practice_id=practice.id,
        when=practice.started_at,
        title=practice.scenario.title,
        began=round(began, 3),
        ended=round(path[-1].felt_trust if path else began, 3),
        met=sum(point.met(tags) is not None for point in points),
        points=len(points),
        credit=sum(tag.label in (Orientation.CREDIT, Orientation.BOTH) for tag in tags),
        trust=sum(tag.label in (Orientation.TRUST, Orientation.BOTH) for tag in tags),
        turns=len(path),
    )


def _lean(one: Sitting) -> float:
    """How far the talk leant to one side, 0 to 1."""
    total = one.credit + one.trust
    return abs(one.credit - one.trust) / total if total else 1.0
