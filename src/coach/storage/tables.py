"""The tables. Every row has an owner; the migrations below `migrations/` create them."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Float, ForeignKey, Index, Integer, String, Text, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """A time with a zone, whatever the database makes of it: stored as UTC, read as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To UTC."""
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """SQLite forgets the zone."""
        if value is None:
            return None
        return value if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Root of the tables."""

    type_annotation_map = {dict[str, Any]: JSON, datetime: UtcDateTime}  # noqa: RUF012 (SQLAlchemy's own form)


class PracticeRow(Base):
    """One rehearsal. `scenario` is a copy of the scenario as it was when the rehearsal began."""

    __tablename__ = "practices"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(200))
    scenario_id: Mapped[str] = mapped_column(String(200))
    scenario: Mapped[dict[str, Any]]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    head: Mapped[str | None] = mapped_column(String(32))

    __table_args__ = (Index("ix_practices_owner_started", "owner", "started_at"),)


class TurnRow(Base):
    """One turn of a rehearsal; `position` keeps the order in which turns were said."""

    __tablename__ = "turns"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    practice_id: Mapped[str] = mapped_column(ForeignKey("practices.id", ondelete="CASCADE"), index=True)
    owner: Mapped[str] = mapped_column(String(200))
    position: Mapped[int] = mapped_column(Integer)
    parent: Mapped[str | None] = mapped_column(String(32))
    number: Mapped[int] = mapped_column(Integer)
    say: Mapped[str] = mapped_column(Text)
    tag: Mapped[dict[str, Any]]
    felt_trust: Mapped[float] = mapped_column(Float)
    stage: Mapped[str] = mapped_column(String(20))
    reply: Mapped[str] = mapped_column(Text)
    note: Mapped[dict[str, Any]]
    revealed: Mapped[int] = mapped_column(Integer)
    line: Mapped[str] = mapped_column(String(200))
    engine: Mapped[str] = mapped_column(String(20))
    fallback: Mapped[str] = mapped_column(Text, default="")
    ms: Mapped[float] = mapped_column(Float)
    versions: Mapped[dict[str, Any]]


class DisputeRow(Base):
    """A reader's other opinion on a tag."""

    __tablename__ = "disputes"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    owner: Mapped[str] = mapped_column(String(200), index=True)
    text: Mapped[str] = mapped_column(Text)
    given: Mapped[str] = mapped_column(String(20))
    wanted: Mapped[str] = mapped_column(String(20))
    comment: Mapped[str] = mapped_column(Text)
    said_at: Mapped[datetime]


class RunRow(Base):
    """One evaluation."""

    __tablename__ = "eval_runs"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(200))
    dataset: Mapped[str] = mapped_column(String(40))
    split: Mapped[str] = mapped_column(String(40))
    judge: Mapped[str] = mapped_column(String(20))
    engine: Mapped[str] = mapped_column(String(20))
    started_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(20))
    done: Mapped[int] = mapped_column(Integer)
    total: Mapped[int] = mapped_column(Integer)
    message: Mapped[str] = mapped_column(Text)
    seconds: Mapped[float] = mapped_column(Float)
    seed: Mapped[int] = mapped_column(Integer)
    provenance: Mapped[dict[str, Any]]
    figures: Mapped[dict[str, Any]]

    __table_args__ = (Index("ix_eval_runs_owner_started", "owner", "started_at"),)


class SampleRow(Base):
    """One sample of an evaluation, with every figure and reason; `position` keeps the data set's order."""

    __tablename__ = "eval_samples"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("eval_runs.id", ondelete="CASCADE"), index=True)
    owner: Mapped[str] = mapped_column(String(200))
    position: Mapped[int] = mapped_column(Integer)
    sample_id: Mapped[str] = mapped_column(String(200))
    topic: Mapped[str] = mapped_column(String(200))
    shown: Mapped[dict[str, Any]]
    scores: Mapped[dict[str, Any]]


class LabelRow(Base):
    """A person's verdict on one answer."""

    __tablename__ = "eval_labels"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    owner: Mapped[str] = mapped_column(String(200), index=True)
    run_id: Mapped[str] = mapped_column(String(32))
    sample_id: Mapped[str] = mapped_column(String(200))
    verdict: Mapped[str] = mapped_column(String(20))
    comment: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    said_at: Mapped[datetime]


class UsageRow(Base):
    """One call of a language model."""

    __tablename__ = "llm_usage"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    owner: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    purpose: Mapped[str] = mapped_column(String(20))
    model: Mapped[str] = mapped_column(String(200))
    session: Mapped[str] = mapped_column(String(32))
    prompt_tokens: Mapped[int] = mapped_column(Integer)
    completion_tokens: Mapped[int] = mapped_column(Integer)
    cached_tokens: Mapped[int] = mapped_column(Integer)
    estimated: Mapped[bool]
    fault: Mapped[str | None] = mapped_column(String(40))

    __table_args__ = (Index("ix_llm_usage_owner_at", "owner", "at"),)


class ConsentRow(Base):
    """What a person decided about sending text to a destination."""

    __tablename__ = "llm_consents"

    owner: Mapped[str] = mapped_column(String(200), primary_key=True)
    host: Mapped[str] = mapped_column(String(300), primary_key=True)
    allowed: Mapped[bool]
    at: Mapped[datetime]


class QuestionRow(Base):
    """One question of a conversation, with its answer and whether it helped."""

    __tablename__ = "questions"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(200))
    conversation: Mapped[str] = mapped_column(String(32))
    question: Mapped[str] = mapped_column(Text)
    understood: Mapped[str] = mapped_column(Text)
    answer: Mapped[dict[str, Any]]
    helpful: Mapped[bool | None]
    asked_at: Mapped[datetime]

    __table_args__ = (
        Index("ix_questions_owner_asked", "owner", "asked_at"),
        Index("ix_questions_owner_conversation", "owner", "conversation"),
    )


class CommitmentRow(Base):
    """Something that somebody set out to do."""

    __tablename__ = "commitments"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(200), index=True)
    practice_id: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)
    progress: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class PreparationRow(Base):
    """One sheet for an interview, with what was typed for it."""

    __tablename__ = "preparations"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(200))
    scene: Mapped[str] = mapped_column(String(20))
    inputs: Mapped[dict[str, Any]]
    sheet: Mapped[dict[str, Any]]
    versions: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]

    __table_args__ = (Index("ix_preparations_owner_made", "owner", "made_at"),)


class ReviewRow(Base):
    """A real conversation as it was read; `conversation` holds its turns, masked, `count` how many there are."""

    __tablename__ = "reviews"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(200))
    scene: Mapped[str] = mapped_column(String(20))
    held_on: Mapped[date]
    made_at: Mapped[datetime]
    count: Mapped[int] = mapped_column(Integer)
    conversation: Mapped[dict[str, Any]]
    promises: Mapped[dict[str, Any]]

    __table_args__ = (Index("ix_reviews_owner_made", "owner", "made_at"),)
