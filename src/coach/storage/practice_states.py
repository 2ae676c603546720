"""In which state every rehearsal is, without reading what was said."""

from sqlalchemy import select

from coach.ports import PracticeState
from coach.storage.database import Database
from coach.storage.tables import PracticeRow


class SqlPracticeStates:
    """`PracticeStates` over SQLAlchemy."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def states(self, *, acting: str) -> list[PracticeState]:
        """The acting user's rehearsals, newest first."""
        with self._database.session() as session:
            rows = session.execute(
                select(PracticeRow.id, PracticeRow.head, PracticeRow.ended_at)
                .where(PracticeRow.owner == acting)
                .order_by(PracticeRow.started_at.desc())
            )
            return [PracticeState(name, head, ended=ended_at is not None) for name, head, ended_at in rows]
