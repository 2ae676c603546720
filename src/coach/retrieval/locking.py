"""One ingest at a time, over all processes that share a COACH_HOME."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.domain.errors import CannotDo


@contextmanager
def only_one(folder: Path, *, patience: float = 900.0) -> Iterator[None]:
    """Wait until nobody else holds the folder, then hold it. Raises CannotDo after `patience` seconds.

    The lock is an open SQLite transaction: every platform has it, and it goes with the process that dies.
    """
    path = folder / "ingest.lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise CannotDo(
                "別の取り込みが終わりません。その取り込みを終了してから、もう一度実行してください。"
            ) from error
        raise _unusable(folder, error) from error
    except (OSError, sqlite3.DatabaseError) as error:
        raise _unusable(folder, error) from error
    try:
        yield
    finally:
        connection.close()


def _unusable(folder: Path, error: Exception) -> CannotDo:
    return CannotDo(
        f"知識の保存先 {folder} を使えません（{error}）。書き込めるフォルダーを COACH_HOME に指定するか、"
        f"{folder} を削除して `coach ingest` をやり直してください。"
    )
