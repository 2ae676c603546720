"""The stores, over a real SQLite and a real PostgreSQL."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.domain.errors import CannotDo, NotFound
from coach.domain.labels import Cue, Flag, Move, Orientation, Segment, Tag, Time
from coach.domain.note import Note
from coach.domain.passage import Citation
from coach.domain.scenario import Stage
from coach.domain.transcript import Practice, Turn
from coach.ports import Dispute
from coach.settings import shipped
from coach.storage.database import Database
from coach.storage.disputes import SqlDisputeStore
from coach.storage.practices import SqlPracticeStore
from coach.storage.scenarios import read


@pytest.fixture(scope="session")
def scenario():
    return read(shipped("knowledge") / "scenarios" / "appraisal-high-low.yaml")


def a_turn(name, parent=None, number=1):
    tag = Tag(
        Orientation.BOTH,
        0.91,
        Time.FUTURE,
        flags=(Flag.BLAME,),
        moves=(Move.RECOGNISE_RESULT, Move.EXPECT_FUTURE),
        segments=(Segment(0, 3, Orientation.CREDIT), Segment(3, 6, Orientation.TRUST)),
        cues=(Cue(0, 2, "来期", "未来"),),
        alternative=Orientation.CREDIT,
    )
    note = Note("よい言葉です。", "言い換え", (Citation("id", "doc", "section", "quote"),), "joined")
    return Turn(name, parent, number, "来期も頼む", tag, 0.34, Stage.GUARDED, "はい。", note, 1, "a.b.0", ms=12.5)


@pytest.fixture
def practice(scenario, request):
    return Practice(f"{abs(hash(request.node.nodeid)):x}"[:32], "hanako", scenario, datetime.now(UTC))


def test_a_practice_comes_back_as_it_was_kept(database, practice):
    store = SqlPracticeStore(database)
    store.add(practice)
    first, second = a_turn(practice.id[:8] + "a"), a_turn(practice.id[:8] + "b", practice.id[:8] + "a", 2)
    for turn in (first, second):
        store.add_turn(practice.id, turn, acting="hanako")
    assert practice.with_turn(first).with_turn(second) == store.get(practice.id, acting="hanako")


def test_nobody_reaches_another_persons_practice(database, practice):
    store = SqlPracticeStore(database)
    store.add(practice)
    turn = a_turn(practice.id[:8] + "c")
    for attempt in (
        lambda: store.get(practice.id, acting="taro"),
        lambda: store.add_turn(practice.id, turn, acting="taro"),
        lambda: store.move_head(practice.id, None, acting="taro"),
        lambda: store.end(practice, acting="taro"),
        lambda: store.delete(practice.id, acting="taro"),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert practice.id not in [one.id for one in store.recent(acting="taro")]
    assert practice == store.get(practice.id, acting="hanako")


def test_a_deleted_practice_leaves_no_turn_behind(database, practice):
    store = SqlPracticeStore(database)
    store.add(practice)
    store.add_turn(practice.id, a_turn(practice.id[:8] + "d"), acting="hanako")
    store.delete(practice.id, acting="hanako")
    with pytest.raises(NotFound):
        store.get(practice.id, acting="hanako")
    store.add(practice)
    assert () == store.get(practice.id, acting="hanako").turns
    store.delete(practice.id, acting="hanako")


def test_a_fork_keeps_both_futures(database, practice):
    store = SqlPracticeStore(database)
    store.add(practice)
    root = practice.id[:8]
    store.add_turn(practice.id, a_turn(root + "e"), acting="hanako")
    store.add_turn(practice.id, a_turn(root + "f", root + "e", 2), acting="hanako")
    store.add_turn(practice.id, a_turn(root + "g", root + "e", 2), acting="hanako")
    kept = store.get(practice.id, acting="hanako")
    assert [root + "e", root + "g"] == [turn.id for turn in kept.path()]
    store.move_head(practice.id, root + "f", acting="hanako")
    assert [root + "e", root + "f"] == [turn.id for turn in store.get(practice.id, acting="hanako").path()]


def test_an_end_is_kept(database, practice):
    store = SqlPracticeStore(database)
    store.add(practice)
    store.end(practice.ended(datetime(2026, 4, 1, 9, 30, tzinfo=UTC)), acting="hanako")
    assert datetime(2026, 4, 1, 9, 30, tzinfo=UTC) == store.get(practice.id, acting="hanako").ended_at


def test_disputes_come_back_to_the_one_who_raised_them(database):
    store = SqlDisputeStore(database)
    dispute = Dispute("来期も頼む", Orientation.CREDIT, Orientation.TRUST, "期待だと思う")
    store.add(dispute, acting="jiro")
    assert dispute == store.all(acting="jiro")[-1]
    assert [] == store.all(acting="saburo")


def test_opening_twice_migrates_once(tmp_path, practice):
    url = f"sqlite:///{tmp_path}/coach.sqlite3"
    SqlPracticeStore(Database(url)).add(practice)
    assert practice == SqlPracticeStore(Database(url)).get(practice.id, acting="hanako")


def test_a_damaged_file_is_named_with_what_to_do(tmp_path):
    path = tmp_path / "coach.sqlite3"
    path.write_bytes(b"this is no database" * 100)
    with pytest.raises(CannotDo, match=r"coach\.sqlite3.*別の場所へ移して"):
        Database(f"sqlite:///{path}")


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(CannotDo, match="COACH_HOME"):
        Database(f"sqlite:///{blocked}/home/coach.sqlite3")


def test_an_unknown_database_url_names_the_variable():
    with pytest.raises(CannotDo, match="COACH_DATABASE_URL"):
        Database("nonsense")


def test_the_migrations_make_what_the_tables_describe(tmp_path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import create_engine

    from coach.storage.tables import Base

    path = Path(tmp_path) / "coach.sqlite3"
    Database(f"sqlite:///{path}").close()
    with create_engine(f"sqlite:///{path}").connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert [] == [one for one in differences if one[0] != "modify_nullable"]


def test_a_scenario_snapshot_survives_a_change_of_the_file(database, practice):
    store = SqlPracticeStore(database)
    changed = replace(practice, scenario=replace(practice.scenario, title="以前の題名"))
    store.add(changed)
    assert "以前の題名" == store.get(practice.id, acting="hanako").scenario.title
