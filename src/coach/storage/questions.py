"""Questions with their answers, in the database. Every call only ever touches the acting user's rows."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from coach.domain.asked import AskedQuestion, Exchange, Talk
from coach.domain.errors import NotFound
from coach.domain.passage import Answer, Declined
from coach.storage.database import Database
from coach.storage.tables import QuestionRow

_ANSWER = TypeAdapter(Answer)
_DECLINED = TypeAdapter(Declined)
_KIND = "answered"
"""The key that tells an answer from a refusal."""


class SqlQuestionStore:
    """`QuestionStore` over SQLAlchemy."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, exchange: Exchange, *, acting: str) -> None:
        """Keep one exchange."""
        with self._database.session() as session:
            session.add(
                QuestionRow(
                    id=exchange.id,
                    owner=acting,
                    conversation=exchange.conversation,
                    question=exchange.question,
                    understood=exchange.understood,
                    answer=_to_json(exchange.answer),
                    helpful=exchange.helpful,
                    asked_at=exchange.asked_at,
                )
            )

    def conversation(self, conversation_id: str, *, acting: str) -> list[Exchange]:
        """The exchanges of a conversation, oldest first; none for an unknown one or somebody else's."""
        with self._database.session() as session:
            rows = session.scalars(
                select(QuestionRow)
                .where(QuestionRow.owner == acting, QuestionRow.conversation == conversation_id)
                .order_by(QuestionRow.asked_at, QuestionRow.id)
            )
            return [_to_exchange(row) for row in rows]

    def talks(self, *, acting: str, limit: int = 20) -> list[Talk]:
        """The acting user's conversations, the last asked in first."""
        with self._database.session() as session:
            last = func.max(QuestionRow.asked_at).label("last")
            groups = session.execute(
                select(QuestionRow.conversation, func.count(), last, func.min(QuestionRow.asked_at))
                .where(QuestionRow.owner == acting)
                .group_by(QuestionRow.conversation)
                .order_by(last.desc())
                .limit(limit)
            ).all()
            return [
                Talk(name, _asked_first(session, name, first, acting), count, last_at)
                for name, count, last_at, first in groups
            ]

    def asked(self, *, acting: str, limit: int = 100) -> Sequence[AskedQuestion]:
        """The acting user's questions with their answers, newest first."""
        with self._database.session() as session:
            rows = session.scalars(
                select(QuestionRow)
                .where(QuestionRow.owner == acting)
                .order_by(QuestionRow.asked_at.desc(), QuestionRow.id)
                .limit(limit)
            )
            return [_to_asked(_to_exchange(row)) for row in rows]

    def judge(self, exchange_id: str, *, helpful: bool | None, acting: str) -> None:
        """Keep whether an answer helped; None takes it back. Raises NotFound."""
        with self._database.session() as session:
            row = session.get(QuestionRow, exchange_id)
            if row is None or row.owner != acting:
                raise NotFound("その質問は見つかりません。画面を読み込み直してください。")
            row.helpful = helpful

    def delete(self, conversation_id: str, *, acting: str) -> None:
        """Forget a conversation."""
        with self._database.session() as session:
            session.execute(
                delete(QuestionRow).where(QuestionRow.owner == acting, QuestionRow.conversation == conversation_id)
            )


def _asked_first(session: Session, conversation_id: str, at: Any, acting: str) -> str:
    return (
        session.scalar(
            select(QuestionRow.question).where(
                QuestionRow.owner == acting, QuestionRow.conversation == conversation_id, QuestionRow.asked_at == at
            )
        )
        or ""
    )


def _to_json(answer: Answer | Declined) -> dict[str, Any]:
    if isinstance(answer, Answer):
        return {_KIND: True, **_ANSWER.dump_python(answer, mode="json")}
    return {_KIND: False, **_DECLINED.dump_python(answer, mode="json")}


def _to_exchange(row: QuestionRow) -> Exchange:
    fields = {name: value for name, value in row.answer.items() if name != _KIND}
    answer: Answer | Declined = (_ANSWER if row.answer[_KIND] else _DECLINED).validate_python(fields)
    return Exchange(row.id, row.conversation, row.question, row.understood, answer, row.asked_at, row.helpful)


def _to_asked(one: Exchange) -> AskedQuestion:
    return AskedQuestion(
        one.id, one.understood, one.answered, one.answer.text, one.citations, one.helpful, one.asked_at
    )
