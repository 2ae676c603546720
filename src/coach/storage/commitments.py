"""What people set out to do, in the database."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from coach.domain.commitment import Commitment, Progress
from coach.domain.errors import NotFound
from coach.storage.database import Database
from coach.storage.tables import CommitmentRow


class SqlCommitmentStore:
    """`CommitmentStore` over SQLAlchemy."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, commitment: Commitment, *, acting: str) -> None:
        """Keep one."""
        with self._database.session() as session:
            session.add(
                CommitmentRow(
                    id=commitment.id,
                    owner=acting,
                    practice_id=commitment.practice,
                    text=commitment.text,
                    progress=commitment.progress.value,
                    made_at=commitment.made_at,
                    answered_at=commitment.answered_at,
                )
            )

    def all(self, *, acting: str) -> list[Commitment]:
        """The acting user's commitments, newest first."""
        with self._database.session() as session:
            rows = session.scalars(
                select(CommitmentRow)
                .where(CommitmentRow.owner == acting)
                .order_by(CommitmentRow.made_at.desc(), CommitmentRow.id)
            )
            return [
                Commitment(row.id, row.text, row.made_at, row.practice_id, Progress(row.progress), row.answered_at)
                for row in rows
            ]

    def answer(self, commitment_id: str, progress: Progress, when: datetime, *, acting: str) -> None:
        """Keep how it went. Raises NotFound."""
        with self._database.session() as session:
            row = _own(session, commitment_id, acting)
            row.progress, row.answered_at = progress.value, when

    def delete(self, commitment_id: str, *, acting: str) -> None:
        """Forget it. Raises NotFound."""
        with self._database.session() as session:
            session.delete(_own(session, commitment_id, acting))


def _own(session: Session, commitment_id: str, acting: str) -> CommitmentRow:
    row = session.get(CommitmentRow, commitment_id)
    if row is None or row.owner != acting:
        raise NotFound("その行動は見つかりません。画面を読み込み直してください。")
    return row
