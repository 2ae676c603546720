"""Readers' other opinions, in the database."""

from datetime import UTC, datetime

from sqlalchemy import select

from coach.domain.labels import Orientation
from coach.ports import Dispute
from coach.storage.database import Database
from coach.storage.tables import DisputeRow


class SqlDisputeStore:
    """`DisputeStore` over SQLAlchemy."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, dispute: Dispute, *, acting: str) -> None:
        """Keep one."""
        with self._database.session() as session:
            session.add(
                DisputeRow(
                    owner=acting,
                    text=dispute.text,
                    given=dispute.given.value,
                    wanted=dispute.wanted.value,
                    comment=dispute.comment,
                    said_at=datetime.now(UTC),
                )
            )

    def all(self, *, acting: str) -> list[Dispute]:
        """The acting user's disputes, oldest first."""
        with self._database.session() as session:
            rows = session.scalars(select(DisputeRow).where(DisputeRow.owner == acting).order_by(DisputeRow.id))
            return [Dispute(row.text, Orientation(row.given), Orientation(row.wanted), row.comment) for row in rows]
