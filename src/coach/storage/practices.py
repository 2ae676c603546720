"""Practices in the database. Every call is one transaction, and only ever touches the acting user's rows."""

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from coach.domain.errors import NotFound
from coach.domain.labels import Tag
from coach.domain.note import Note
from coach.domain.scenario import Scenario, Stage
from coach.domain.transcript import Practice, Turn
from coach.storage.database import Database
from coach.storage.tables import PracticeRow, TurnRow

_SCENARIO = TypeAdapter(Scenario)
_TAG = TypeAdapter(Tag)
_NOTE = TypeAdapter(Note)


class SqlPracticeStore:
    """`PracticeStore` over SQLAlchemy."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, practice: Practice) -> None:
        """Keep a new practice."""
        with self._database.session() as session:
            session.add(
                PracticeRow(
                    id=practice.id,
                    owner=practice.owner,
                    scenario_id=practice.scenario.id,
                    scenario=_SCENARIO.dump_python(practice.scenario, mode="json"),
                    started_at=practice.started_at,
                    ended_at=practice.ended_at,
                    head=practice.head,
                )
            )

    def add_turn(self, practice_id: str, turn: Turn, *, acting: str) -> None:
        """Keep one more turn and make it the head."""
        with self._database.session() as session:
            row = _own(session, practice_id, acting)
            position = session.scalar(
                select(func.coalesce(func.max(TurnRow.position), 0)).where(TurnRow.practice_id == practice_id)
            )
            session.add(_to_row(turn, practice_id=practice_id, owner=acting, position=(position or 0) + 1))
            row.head = turn.id

    def move_head(self, practice_id: str, turn_id: str | None, *, acting: str) -> None:
        """Continue from another turn of the same practice."""
        with self._database.session() as session:
            row = _own(session, practice_id, acting)
            if turn_id is not None:
                turn = session.get(TurnRow, turn_id)
                if turn is None or turn.practice_id != practice_id:
                    raise NotFound("その発話はこの練習にありません。画面を読み込み直してください。")
            row.head = turn_id

    def end(self, practice: Practice, *, acting: str) -> None:
        """Close a practice."""
        with self._database.session() as session:
            _own(session, practice.id, acting).ended_at = practice.ended_at

    def get(self, practice_id: str, *, acting: str) -> Practice:
        """The practice as it stands."""
        with self._database.session() as session:
            return _to_practice(session, _own(session, practice_id, acting))

    def recent(self, *, acting: str, limit: int = 20) -> list[Practice]:
        """The acting user's practices, newest first."""
        with self._database.session() as session:
            rows = session.scalars(
                select(PracticeRow)
                .where(PracticeRow.owner == acting)
                .order_by(PracticeRow.started_at.desc())
                .limit(limit)
            )
            return [_to_practice(session, row) for row in rows]

    def delete(self, practice_id: str, *, acting: str) -> None:
        """Forget a practice and all its turns."""
        with self._database.session() as session:
            row = _own(session, practice_id, acting)
            session.execute(delete(TurnRow).where(TurnRow.practice_id == practice_id))
            session.delete(row)


def _own(session: Session, practice_id: str, acting: str) -> PracticeRow:
    row = session.get(PracticeRow, practice_id)
    if row is None or row.owner != acting:
        raise NotFound("その練習は見つかりません。「練習」の一覧から選び直してください。")
    return row


def _to_practice(session: Session, row: PracticeRow) -> Practice:
    turns = session.scalars(select(TurnRow).where(TurnRow.practice_id == row.id).order_by(TurnRow.position))
    return Practice(
        id=row.id,
        owner=row.owner,
        scenario=_SCENARIO.validate_python(row.scenario),
        started_at=row.started_at,
        turns=tuple(_to_turn(turn) for turn in turns),
        head=row.head,
        ended_at=row.ended_at,
    )


_SAME = ("id", "parent", "number", "say", "felt_trust", "reply", "revealed", "line", "engine", "fallback", "ms")
"""Fields that a turn and its row share as they are."""


def _to_row(turn: Turn, **place: Any) -> TurnRow:
    return TurnRow(
        **{name: getattr(turn, name) for name in _SAME},
        stage=turn.stage.value,
        tag=_TAG.dump_python(turn.tag, mode="json"),
        note=_NOTE.dump_python(turn.note, mode="json"),
        versions=dict(turn.versions),
        **place,
    )


def _to_turn(row: TurnRow) -> Turn:
    return Turn(
        **{name: getattr(row, name) for name in _SAME},
        stage=Stage(row.stage),
        tag=_TAG.validate_python(row.tag),
        note=_NOTE.validate_python(row.note),
        versions=row.versions,
    )
