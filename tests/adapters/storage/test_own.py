"""Everything of one person at once, over a real SQLite and a real PostgreSQL: the others' rows stay."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import func, select
from tests.unit.domain.test_progress import FACT, practice

from coach.domain.asked import Exchange
from coach.domain.commitment import Commitment
from coach.domain.labels import Orientation, Scene
from coach.domain.own import Kind
from coach.domain.passage import Declined
from coach.domain.preparation import Preparation, Request, Sheet, Speech
from coach.domain.review import Review
from coach.ports import Dispute
from coach.storage.commitments import SqlCommitmentStore
from coach.storage.disputes import SqlDisputeStore
from coach.storage.own import SqlOwnStore
from coach.storage.practices import SqlPracticeStore
from coach.storage.preparations import SqlPreparationStore
from coach.storage.questions import SqlQuestionStore
from coach.storage.reviews import SqlReviewStore
from coach.storage.tables import TurnRow

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def fill(database, owner):
    """One of each kind, and a second question; the rehearsal has a turn."""
    made = empty(owner)
    [turn] = practice(FACT).turns
    store = SqlPracticeStore(database)
    store.add(made)
    store.add_turn(made.id, replace(turn, id=uuid.uuid4().hex), acting=owner)
    for _ in range(2):
        exchange = Exchange(uuid.uuid4().hex, owner[:32], "?", "?", Declined("…"), NOW)
        SqlQuestionStore(database).add(exchange, acting=owner)
    SqlReviewStore(database).add(Review(empty(owner), NOW.date()))
    sheet = Sheet(Speech.POLITE, (), (), (), (), ())
    kept = Preparation(uuid.uuid4().hex, owner, Request(Scene.APPRAISAL), sheet, NOW)
    SqlPreparationStore(database).keep(kept, acting=owner)
    SqlCommitmentStore(database).add(Commitment(uuid.uuid4().hex, "声をかける", NOW), acting=owner)
    SqlDisputeStore(database).add(Dispute("12件", Orientation.TRUST, Orientation.CREDIT), acting=owner)


def empty(owner):
    return replace(practice(name=uuid.uuid4().hex), owner=owner)


def turns(database, owner):
    with database.session() as session:
        return session.scalar(select(func.count()).select_from(TurnRow).where(TurnRow.owner == owner))


FULL = {**dict.fromkeys(Kind, 1), Kind.QUESTIONS: 2}


def test_every_kind_is_counted_and_deleted_for_one_owner_alone(database):
    own = SqlOwnStore(database)
    me, other = (f"{name}-{uuid.uuid4().hex}" for name in ("me", "other"))
    for owner in (me, other):
        fill(database, owner)
    assert FULL == own.counts(acting=me)
    own.delete(Kind, acting=me)
    assert {} == own.counts(acting=me)
    assert 0 == turns(database, me)
    assert FULL == own.counts(acting=other)
    assert 1 == turns(database, other)


def test_only_the_kinds_that_were_named_are_deleted(database):
    own = SqlOwnStore(database)
    me = f"me-{uuid.uuid4().hex}"
    fill(database, me)
    own.delete([Kind.PRACTICES, Kind.QUESTIONS], acting=me)
    assert [Kind.REVIEWS, Kind.PREPARATIONS, Kind.COMMITMENTS, Kind.DISPUTES] == list(own.counts(acting=me))
