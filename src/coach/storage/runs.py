"""Evaluations in the database. Every call is one transaction, and only ever touches the acting user's rows."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from coach.domain.errors import NotFound
from coach.domain.run import Figure, HumanLabel, Run, SampleResult, Score, Status, Verdict
from coach.storage.database import Database
from coach.storage.tables import LabelRow, RunRow, SampleRow

_FIGURES = TypeAdapter(dict[str, Figure])
_SCORES = TypeAdapter(dict[str, Score])
_SAME = (
    "id", "owner", "dataset", "split", "judge", "engine", "started_at", "updated_at", "done", "total", "message",
    "seconds", "seed",
)  # fmt: skip
"""Fields that a run and its row share as they are."""


class SqlRunStore:
    """`RunStore` over SQLAlchemy."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, run: Run) -> None:
        """Keep a run that starts. One that was announced before is taken over, unless it was cancelled meanwhile."""
        with self._database.session() as session:
            row = session.get(RunRow, run.id)
            if row is not None and row.owner != run.owner:
                raise _not_found()
            if row is None:
                row = RunRow(id=run.id)
                session.add(row)
            elif row.status == Status.CANCELLED:
                return
            _fill(row, run)

    def progress(self, run_id: str, done: int, total: int, *, acting: str) -> bool:
        """Note how far it is; False once it was cancelled."""
        with self._database.session() as session:
            row = _own(session, run_id, acting)
            row.done, row.total, row.updated_at = done, total, datetime.now(UTC)
            return row.status == Status.RUNNING

    def finish(self, run: Run, *, acting: str) -> None:
        """Keep the end of a run with its samples, in place of earlier ones."""
        with self._database.session() as session:
            row = _own(session, run.id, acting)
            _fill(row, run)
            session.execute(delete(SampleRow).where(SampleRow.run_id == run.id))
            session.add_all(
                SampleRow(
                    run_id=run.id,
                    owner=acting,
                    position=position,
                    sample_id=sample.id,
                    topic=sample.topic,
                    shown=dict(sample.shown),
                    scores=_SCORES.dump_python(dict(sample.scores), mode="json"),
                )
                for position, sample in enumerate(run.samples)
            )

    def cancel(self, run_id: str, *, acting: str) -> None:
        """Ask a running one to stop."""
        with self._database.session() as session:
            row = _own(session, run_id, acting)
            if row.status == Status.RUNNING:
                row.status = Status.CANCELLED.value

    def get(self, run_id: str, *, acting: str) -> Run:
        """A run with its samples."""
        with self._database.session() as session:
            row = _own(session, run_id, acting)
            rows = session.scalars(select(SampleRow).where(SampleRow.run_id == row.id).order_by(SampleRow.position))
            return replace(_to_run(row), samples=tuple(_to_sample(each) for each in rows))

    def runs(self, *, acting: str, dataset: str | None = None, limit: int = 50) -> list[Run]:
        """The acting user's runs, newest first, without samples."""
        wanted = select(RunRow).where(RunRow.owner == acting)
        if dataset is not None:
            wanted = wanted.where(RunRow.dataset == dataset)
        with self._database.session() as session:
            return [_to_run(row) for row in session.scalars(wanted.order_by(RunRow.started_at.desc()).limit(limit))]

    def sample(self, sample_id: str, *, acting: str, dataset: str) -> list[tuple[Run, SampleResult]]:
        """The same sample in every finished run, newest first."""
        wanted = (
            select(RunRow, SampleRow)
            .join(SampleRow, SampleRow.run_id == RunRow.id)
            .where(RunRow.owner == acting, RunRow.dataset == dataset, SampleRow.sample_id == sample_id)
            .where(RunRow.status == Status.DONE.value)
            .order_by(RunRow.started_at.desc())
        )
        with self._database.session() as session:
            return [(_to_run(run), _to_sample(sample)) for run, sample in session.execute(wanted)]

    def add_label(self, label: HumanLabel, *, acting: str) -> None:
        """Keep a person's verdict."""
        with self._database.session() as session:
            session.add(
                LabelRow(
                    owner=acting,
                    run_id=label.run_id,
                    sample_id=label.sample_id,
                    verdict=label.verdict.value,
                    comment=label.comment,
                    question=label.question,
                    answer=label.answer,
                    said_at=label.said_at or datetime.now(UTC),
                )
            )

    def labels(self, *, acting: str) -> list[HumanLabel]:
        """The acting user's verdicts, the last one on each answer, oldest first."""
        with self._database.session() as session:
            rows = session.scalars(select(LabelRow).where(LabelRow.owner == acting).order_by(LabelRow.id))
            last = {(row.run_id, row.sample_id): _to_label(row) for row in rows}
        return list(last.values())


def _not_found() -> NotFound:
    return NotFound("その評価は見つかりません。coach eval list で一覧を確かめてください。")


def _own(session: Session, run_id: str, acting: str) -> RunRow:
    row = session.get(RunRow, run_id)
    if row is None and len(run_id) >= 4:
        begins = select(RunRow).where(RunRow.owner == acting, RunRow.id.startswith(run_id, autoescape=True)).limit(2)
        found = session.scalars(begins).all()
        row = found[0] if len(found) == 1 else None
    if row is None or row.owner != acting:
        raise _not_found()
    return row


def _fill(row: RunRow, run: Run) -> None:
    for name in _SAME:
        setattr(row, name, getattr(run, name))
    row.status = run.status.value
    row.provenance = dict(run.provenance)
    row.figures = _FIGURES.dump_python(dict(run.figures), mode="json")


def _to_run(row: RunRow) -> Run:
    values: dict[str, Any] = {name: getattr(row, name) for name in _SAME}
    return Run(
        **values,
        status=Status(row.status),
        provenance=row.provenance,
        figures=_FIGURES.validate_python(row.figures),
    )


def _to_sample(row: SampleRow) -> SampleResult:
    return SampleResult(row.sample_id, row.topic, row.shown, _SCORES.validate_python(row.scores))


def _to_label(row: LabelRow) -> HumanLabel:
    return HumanLabel(
        row.run_id, row.sample_id, Verdict(row.verdict), row.comment, row.question, row.answer, row.said_at
    )
