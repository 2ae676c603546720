"""Practice in the aggregate: what may be said of many people without saying anything of one.

Every finished rehearsal lies in exactly one cell, its scene and month, and nothing else is ever published: no totals, no
filters, no other cuts. So nothing can be subtracted from anything else. A cell is published when

- at least `LEAST` different people practised in it,
- its month is over (a figure that grew by one rehearsal overnight would show that one), and
- its figures are rough: people and rehearsals in fives, shares in tenths from 1 to 9, so that neither "everybody" nor
  "nobody" is said of people whom one may know. In a share every person counts alike, however often they practised.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coach.domain.checklist import CHECKLISTS
from coach.domain.labels import Scene, Tag

LEAST = 5
"""Different people, below which nothing is said."""

_STEP = 5
"""People and rehearsals are told in fives."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """One finished rehearsal as the rule needs it; it never leaves the store. `month` is `2026-11`."""

    owner: str
    scene: Scene
    month: str
    missed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Missed:
    """A point of the checklist, and in about how many tenths of the rehearsals it was missed (1 to 9)."""

    id: str
    text: str
    tenths: int


@dataclass(frozen=True, slots=True)
class Practised:
    """One scene in one month. `people` is rounded down, `rehearsals` to the nearest five; most missed points first."""

    scene: Scene
    month: str
    people: int
    rehearsals: int
    missed: tuple[Missed, ...]


def missed(scene: Scene, tags: Sequence[Tag]) -> frozenset[str]:
    """The ids of the scene's points that a conversation with these tags did not meet."""
    return frozenset(point.id for point in CHECKLISTS[scene] if point.met(tags) is None)


def published(rehearsed: Iterable[Rehearsed], *, this_month: str) -> tuple[Practised, ...]:
    """What may be shown, newest month first; nothing where fewer than `LEAST` people practised.

    `this_month` and later months are left out.
    """
    cells: dict[tuple[str, Scene], dict[str, list[frozenset[str]]]] = {}
    for one in rehearsed:
        if one.month < this_month:
            cells.setdefault((one.month, one.scene), {}).setdefault(one.owner, []).append(one.missed)
    order = list(Scene)
    wide = [key for key, people in cells.items() if len(people) >= LEAST]
    wide.sort(key=lambda key: order.index(key[1]))
    wide.sort(key=lambda key: key[0], reverse=True)
    return tuple(_cell(month, scene, cells[month, scene]) for month, scene in wide)


def _cell(month: str, scene: Scene, people: Mapping[str, Sequence[frozenset[str]]]) -> Practised:
    count = sum(len(each) for each in people.values())
    points = [
        Missed(point.id, point.text, _tenths([_share(point.id, each) for each in people.values()]))
        for point in CHECKLISTS[scene]
    ]
    points.sort(key=lambda one: -one.tenths)
    return Practised(
        scene,
        month,
        people=len(people) // _STEP * _STEP,
        rehearsals=max(LEAST, (count + _STEP // 2) // _STEP * _STEP),
        missed=tuple(points),
    )


def _share(point: str, each: Sequence[frozenset[str]]) -> float:
    return sum(point in one for one in each) / len(each)


def _tenths(shares: Sequence[float]) -> int:
    return min(9, max(1, int(10 * sum(shares) / len(shares) + 0.5)))
