"""Sheets in the database. Every call is one transaction, and only ever touches the acting user's rows."""

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from coach.domain.errors import NotFound
from coach.domain.preparation import Preparation, Request, Sheet
from coach.storage.database import Database
from coach.storage.tables import PreparationRow

_REQUEST = TypeAdapter(Request)
_SHEET = TypeAdapter(Sheet)


class SqlPreparationStore:
    """`PreparationStore` over SQLAlchemy."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, preparation: Preparation, *, acting: str) -> None:
        """Keep a sheet, in the place of one with the same id."""
        with self._database.session() as session:
            there = session.get(PreparationRow, preparation.id)
            if there is None:
                session.add(_to_row(preparation, acting))
                return
            row = _own(session, preparation.id, acting)
            row.inputs = _REQUEST.dump_python(preparation.request, mode="json")
            row.sheet = _SHEET.dump_python(preparation.sheet, mode="json")
            row.versions = dict(preparation.versions)

    def get(self, preparation_id: str, *, acting: str) -> Preparation:
        """The sheet."""
        with self._database.session() as session:
            return _to_preparation(_own(session, preparation_id, acting))

    def recent(self, *, acting: str, limit: int = 20) -> list[Preparation]:
        """The acting user's sheets, newest first."""
        with self._database.session() as session:
            rows = session.scalars(
                select(PreparationRow)
                .where(PreparationRow.owner == acting)
                .order_by(PreparationRow.made_at.desc())
                .limit(limit)
            )
            return [_to_preparation(row) for row in rows]

    def delete(self, preparation_id: str, *, acting: str) -> None:
        """Forget a sheet."""
        with self._database.session() as session:
            session.delete(_own(session, preparation_id, acting))


def _own(session: Session, preparation_id: str, acting: str) -> PreparationRow:
    row = session.get(PreparationRow, preparation_id)
    if row is None or row.owner != acting:
        raise NotFound("その準備シートは見つかりません。「準備」の一覧から選び直してください。")
    return row


def _to_row(preparation: Preparation, acting: str) -> PreparationRow:
    return PreparationRow(
        id=preparation.id,
        owner=acting,
        scene=preparation.request.scene.value,
        inputs=_REQUEST.dump_python(preparation.request, mode="json"),
        sheet=_SHEET.dump_python(preparation.sheet, mode="json"),
        versions=dict(preparation.versions),
        made_at=preparation.made_at,
    )


def _to_preparation(row: PreparationRow) -> Preparation:
    return Preparation(
        row.id,
        row.owner,
        _REQUEST.validate_python(row.inputs),
        _SHEET.validate_python(row.sheet),
        row.made_at,
        row.versions,
    )
