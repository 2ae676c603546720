"""Everything of one person at once: counted, and deleted. Every call only ever touches the acting user's rows."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, func, select

from coach.domain.own import Counts, Kind
from coach.storage.database import Database
from coach.storage.tables import CommitmentRow, DisputeRow, PracticeRow, PreparationRow, QuestionRow, ReviewRow

_Row = type[PracticeRow | QuestionRow | ReviewRow | PreparationRow | CommitmentRow | DisputeRow]

_ROWS: Mapping[Kind, _Row] = {
    Kind.PRACTICES: PracticeRow,  # its turns go with it
    Kind.QUESTIONS: QuestionRow,
    Kind.REVIEWS: ReviewRow,
    Kind.PREPARATIONS: PreparationRow,
    Kind.COMMITMENTS: CommitmentRow,
    Kind.DISPUTES: DisputeRow,
}


class SqlOwnStore:
    """`OwnStore` over SQLAlchemy."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self, *, acting: str) -> Counts:
        """How many the acting user has of each kind."""
        with self._database.session() as session:
            found = {
                kind: session.scalar(select(func.count()).select_from(row).where(row.owner == acting)) or 0
                for kind, row in _ROWS.items()
            }
        return {kind: count for kind, count in found.items() if count}

    def delete(self, kinds: Iterable[Kind], *, acting: str) -> None:
        """Forget everything of these kinds: all of it or, when something fails, nothing."""
        with self._database.session() as session:
            for kind in kinds:
                row = _ROWS[kind]
                session.execute(delete(row).where(row.owner == acting))
