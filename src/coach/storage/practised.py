"""Rehearsals of everybody, as aggregates only. This is the one store that looks across owners.

It has a single question without any choice in it (no filter, no owner, no scene, no span), because answers to
different questions could be subtracted from each other. The rows that it reads never leave this module.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from coach.domain.labels import Scene, Tag
from coach.domain.practised import LEAST, Practised, Rehearsed, missed, published
from coach.domain.weakest import MOMENT
from coach.storage.database import Database
from coach.storage.tables import PracticeRow, TurnRow

_TAG = TypeAdapter(Tag)
_AT_ONCE = 200


class SqlPractisedStore:
    """Everybody's rehearsals, as aggregates."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def aggregate(self, *, acting: str, now: datetime | None = None) -> tuple[Practised, ...]:
        """What may be shown to anybody of everybody's rehearsals of the last twelve full months, newest first.

        With fewer than five owners no conversation is read at all. `acting` changes nothing: there is nothing in the
        answer that one person may see and another may not. Months are those of this machine's clock.
        """
        del acting
        here = (now or datetime.now(UTC)).astimezone()
        first = here.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        since = first.replace(year=first.year - 1)
        with self._database.session() as session:
            ended = (
                PracticeRow.ended_at >= since,
                PracticeRow.ended_at < first,
                PracticeRow.scenario_id != MOMENT,  # said again, not rehearsed
            )
            people = session.scalar(select(func.count(func.distinct(PracticeRow.owner))).where(*ended))
            if (people or 0) < LEAST:
                return ()
            rows = session.execute(
                select(
                    PracticeRow.id, PracticeRow.owner, PracticeRow.scenario, PracticeRow.ended_at, PracticeRow.head
                ).where(*ended)
            ).all()
            return published(_rehearsed(session, rows), this_month=f"{first:%Y-%m}")


def _rehearsed(session: Session, rows: Sequence[Row[Any]]) -> Iterator[Rehearsed]:
    for at in range(0, len(rows), _AT_ONCE):
        some = rows[at : at + _AT_ONCE]
        turns = session.execute(
            select(TurnRow.id, TurnRow.practice_id, TurnRow.parent, TurnRow.tag).where(
                TurnRow.practice_id.in_([row.id for row in some])
            )
        ).all()
        known = {turn.id: turn for turn in turns}
        for row in some:
            tags = []
            place = row.head
            while place in known:
                tags.append(_TAG.validate_python(known[place].tag))
                place = known[place].parent
            if tags:
                scene = Scene(row.scenario["scene"])
                month = f"{row.ended_at.astimezone():%Y-%m}"
                yield Rehearsed(row.owner, scene, month, missed(scene, tags[::-1]))
