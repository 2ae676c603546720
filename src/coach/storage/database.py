"""Opening the database: one engine, migrated to the newest version before anybody reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session

from coach.domain.errors import CannotDo

HEAD = "0006"
"""The newest migration. Compared before alembic is imported, because that import is felt at start-up."""


class Database:
    """A migrated database. Raises CannotDo when it cannot be opened, with what to do about it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine = _open(url)
        try:
            if _version(self._engine) != HEAD:
                _upgrade(self._engine)
        except DBAPIError as error:
            raise CannotDo(_remedy(url, error)) from error

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A transaction: on disk when the block ends, undone when it raises."""
        try:
            with Session(self._engine) as session, session.begin():
                yield session
        except DBAPIError as error:
            raise CannotDo(_remedy(self._url, error)) from error

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()


def _open(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
            Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, pool_pre_ping=parsed.get_backend_name() != "sqlite")
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise CannotDo(
            f"COACH_DATABASE_URL を読み取れません（{error}）。sqlite:///… または postgresql+psycopg://… の形で指定してください。"
        ) from error
    except OSError as error:
        raise CannotDo(
            f"データベースのフォルダを作れません（{error.strerror}: {error.filename}）。COACH_HOME に書き込める場所を指定してください。"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
    return engine


def _configure_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise CannotDo(
                f"データベースはこの版より新しい coach で作られています（{error}）。coach を更新してください。"
            ) from error


def _remedy(url: str, error: SQLAlchemyError) -> str:
    shown = make_url(url).render_as_string(hide_password=True)
    cause = str(getattr(error, "orig", error)).strip().splitlines()[0]
    return (
        f"データベース {shown} を使えません（{cause}）。"
        "ファイルが壊れている場合は別の場所へ移してから、もう一度実行してください。"
    )
