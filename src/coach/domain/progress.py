"""One's own rehearsals over time, in figures. Beside nobody else's, and without a mark for the whole."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from coach.domain.checklist import CHECKLISTS
from coach.domain.felt_trust import start
from coach.domain.labels import Scene
from coach.domain.transcript import Practice
from coach.domain.weakest import MOMENT

FELT = 0.02
"""A smaller difference of felt trust is none."""


@dataclass(frozen=True, slots=True)
class Session:
    """A rehearsal in figures. `began` and `ended` are felt trust (0 to 1) before and after; `met` the points' ids.

    `closed` tells whether it was ended; one without turns says nothing about how somebody talks. `moment` tells that
    a single moment of a real conversation was said again, which is no rehearsal.
    """

    practice_id: str
    when: datetime
    scene: Scene
    title: str
    began: float
    ended: float
    met: frozenset[str]
    turns: int
    closed: bool
    moment: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is looked back on: a rehearsal that was ended, and something was said."""
        return self.closed and self.turns > 0 and not self.moment


@dataclass(frozen=True, slots=True)
class PointOverTime:
    """A point of a scene, and in which of the sessions it was met, oldest first."""

    text: str
    met: tuple[bool, ...]

    @property
    def newly(self) -> bool:
        """Whether the last session met it for the first time among these."""
        return len(self.met) > 1 and self.met[-1] and not any(self.met[:-1])


@dataclass(frozen=True, slots=True)
class Day:
    """A day and how many rehearsals began on it."""

    day: date
    count: int


def session(practice: Practice) -> Session:
    """The figures of one rehearsal, along the path to its head."""
    path = practice.path()
    tags = [turn.tag for turn in path]
    scene, began = practice.scenario.scene, start(practice.scenario).value
    return Session(
        practice_id=practice.id,
        when=practice.started_at,
        scene=scene,
        title=practice.scenario.title,
        began=round(began, 3),
        ended=round(path[-1].felt_trust if path else began, 3),
        met=frozenset(point.id for point in CHECKLISTS[scene] if point.met(tags) is not None),
        turns=len(path),
        closed=practice.ended_at is not None,
        moment=practice.scenario.id == MOMENT,
    )


def looked_back_on(sessions: Iterable[Session], *, scene: Scene | None = None, limit: int = 30) -> list[Session]:
    """The last `limit` sessions that count, of a scene or of all, oldest first."""
    chosen = [one for one in sessions if one.counts and scene in (None, one.scene)]
    return sorted(chosen, key=lambda one: one.when)[-limit:]


def points(sessions: Sequence[Session], scene: Scene) -> list[PointOverTime]:
    """Each point of the scene over these sessions, which are all of that scene, oldest first."""
    return [PointOverTime(point.text, tuple(point.id in one.met for one in sessions)) for point in CHECKLISTS[scene]]


def days(sessions: Iterable[Session], *, today: date, zone: tzinfo | None, weeks: int = 8) -> list[Day]:
    """Every day of the last `weeks` weeks up to today, Mondays first, as the reader's clock counts days."""
    counted = Counter(one.when.astimezone(zone).date() for one in sessions if one.turns and not one.moment)
    monday = today - timedelta(days=today.weekday(), weeks=weeks - 1)
    return [Day(one, counted[one]) for one in (monday + timedelta(days=n) for n in range((today - monday).days + 1))]


def rose(sessions: Sequence[Session]) -> bool:
    """Whether felt trust rose visibly more in the last session than in the one before."""
    if len(sessions) < 2:
        return False
    before, last = sessions[-2], sessions[-1]
    return (last.ended - last.began) - (before.ended - before.began) > FELT
