"""Vectors that were paid for once are not paid for again: an embedder that looks into a file before it works."""

import contextlib
import hashlib
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from coach.ports import Embedder, Vector

_KEPT_SECONDS = 90 * 86_400.0
"""Vectors that no index asked for in that time are forgotten, those of removed documents with them."""

_TABLE = "CREATE TABLE IF NOT EXISTS vectors (space TEXT, text TEXT, vector BLOB, used REAL, PRIMARY KEY (space, text))"


class RememberingEmbedder:
    """`Embedder` that keeps the vectors of passages by a hash of their text, each embedder's apart.

    So changing COACH_EMBEDDING and changing it back embeds nothing. A file that cannot be used costs nothing but that.
    """

    def __init__(self, inner: Embedder, folder: Path) -> None:
        self.inner = inner
        self._path = folder / "vectors.sqlite3"

    @property
    def name(self) -> str:
        """The other embedder's."""
        return self.inner.name

    @property
    def dimensions(self) -> int:
        """The other embedder's."""
        return self.inner.dimensions

    def query(self, text: str) -> Vector:
        """The vector of something a person said or asked: never kept."""
        return self.inner.query(text)

    def queries(self, texts: Sequence[str]) -> list[Vector]:
        """The vectors of many questions: never kept."""
        return self.inner.queries(texts)

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        """The vectors of pieces of knowledge, in order; only those that are not known yet are made."""
        keys = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in texts]
        known = self._known(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            made = dict(zip(missing, self.inner.passages(list(missing.values())), strict=True))
            known |= made
            self._keep(made)
        return [known[key] for key in keys]

    def _known(self, keys: Sequence[str]) -> dict[str, Vector]:
        found: dict[str, Vector] = {}
        with contextlib.suppress(sqlite3.Error, OSError), self._opened() as connection:
            now = time.time()
            for key in keys:
                row = connection.execute(
                    "UPDATE vectors SET used = ? WHERE space = ? AND text = ? RETURNING vector", (now, self.name, key)
                ).fetchone()
                if row:
                    found[key] = np.frombuffer(row[0], dtype=np.float32)
        return found

    def _keep(self, made: dict[str, Vector]) -> None:
        now = time.time()
        rows: Iterable[tuple[str, str, bytes, float]] = (
            (self.name, key, np.asarray(vector, dtype=np.float32).tobytes(), now) for key, vector in made.items()
        )
        with contextlib.suppress(sqlite3.Error, OSError), self._opened() as connection:
            connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)", rows)
            connection.execute("DELETE FROM vectors WHERE used < ?", (now - _KEPT_SECONDS,))

    @contextlib.contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=10)
        try:
            with connection:
                connection.execute(_TABLE)
                yield connection
        finally:
            connection.close()
