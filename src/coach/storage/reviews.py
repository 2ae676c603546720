"""Looked-back conversations in the database. Every call is one transaction, and only touches the acting user's rows."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from coach.domain.errors import NotFound
from coach.domain.labels import Scene
from coach.domain.promises import Promise
from coach.domain.review import Review, ReviewedTalk
from coach.domain.transcript import Practice
from coach.storage.database import Database
from coach.storage.tables import ReviewRow

_PRACTICE = TypeAdapter(Practice)
_PROMISES = TypeAdapter(tuple[Promise, ...])


class SqlReviewStore:
    """`ReviewStore` over SQLAlchemy."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, review: Review) -> None:
        """Keep one."""
        talk = review.conversation
        with self._database.session() as session:
            session.add(
                ReviewRow(
                    id=review.id,
                    owner=talk.owner,
                    scene=review.scene.value,
                    held_on=review.held_on,
                    made_at=talk.started_at,
                    count=len(talk.turns),
                    conversation=_PRACTICE.dump_python(talk, mode="json"),
                    promises=_listed(review.promises),
                )
            )

    def get(self, review_id: str, *, acting: str) -> Review:
        """The review."""
        with self._database.session() as session:
            row = _own(session, review_id, acting)
            talk = _PRACTICE.validate_python(row.conversation)
            return Review(talk, row.held_on, _promises(row))

    def recent(self, *, acting: str, limit: int = 20) -> Sequence[ReviewedTalk]:
        """The acting user's reviews, newest first; the conversations themselves stay on disk."""
        columns = (ReviewRow.id, ReviewRow.scene, ReviewRow.held_on, ReviewRow.made_at, ReviewRow.count.label("turns"))
        with self._database.session() as session:
            rows = session.execute(
                select(*columns, ReviewRow.promises)
                .where(ReviewRow.owner == acting)
                .order_by(ReviewRow.made_at.desc())
                .limit(limit)
            )
            return [
                ReviewedTalk(row.id, Scene(row.scene), row.held_on, row.made_at, row.turns, _open(row.promises))
                for row in rows
            ]

    def set_promises(self, review_id: str, promises: Sequence[Promise], *, acting: str) -> None:
        """Keep the list as it is now."""
        with self._database.session() as session:
            _own(session, review_id, acting).promises = _listed(promises)

    def delete(self, review_id: str, *, acting: str) -> None:
        """Forget one."""
        with self._database.session() as session:
            session.delete(_own(session, review_id, acting))


def _own(session: Session, review_id: str, acting: str) -> ReviewRow:
    row = session.get(ReviewRow, review_id)
    if row is None or row.owner != acting:
        raise NotFound("そのふりかえりは見つかりません。「ふりかえり」の一覧から選び直してください。")
    return row


def _listed(promises: Sequence[Promise]) -> dict[str, Any]:
    return {"promises": _PROMISES.dump_python(tuple(promises), mode="json")}


def _promises(row: ReviewRow) -> tuple[Promise, ...]:
    return _PROMISES.validate_python(row.promises["promises"])


def _open(kept: dict[str, Any]) -> int:
    return sum(not one["kept"] for one in kept["promises"])
