"""The index's own file: documents, passages, their vectors, and the words in them. SQLite; one commit is one truth."""

import json
import sqlite3
import threading
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coach.domain.errors import CannotDo, NotFound
from coach.domain.passage import Passage
from coach.retrieval.blocks import Document, from_json, to_json
from coach.retrieval.lexicon import pairs, tokens
from coach.retrieval.questions import Asked
from coach.retrieval.units import Unit, UnitKind, signature

Matrix = npt.NDArray[np.float32]
"""One row a unit, each of unit length."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
    name TEXT PRIMARY KEY, hash TEXT NOT NULL, characters INTEGER NOT NULL, source TEXT NOT NULL, asked TEXT NOT NULL,
    added TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS passages (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, ordinal INTEGER NOT NULL,
    section TEXT NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL,
    page INTEGER, signature TEXT NOT NULL, units TEXT NOT NULL, vectors BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS passages_by_document ON passages (document, ordinal);
CREATE TABLE IF NOT EXISTS questions (text TEXT NOT NULL, passage INTEGER NOT NULL, document TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS questions_by_passage ON questions (passage);
CREATE VIRTUAL TABLE IF NOT EXISTS lexicon USING fts5 (terms, pairs, tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab (lexicon, 'col');
"""
_FORMAT = 1
"""The form of these tables, in the file's `user_version`; another form is refused with what to do about it."""

_COLUMNS = 'id, document, section, text, start, "end", kind, page'


@dataclass(frozen=True, slots=True)
class Stored:
    """A passage with its units and their vectors, one row a unit (float32, unit length)."""

    row: int
    ordinal: int
    passage: Passage
    signature: str
    units: tuple[Unit, ...]
    vectors: Matrix


@dataclass(frozen=True, slots=True)
class Source:
    """A document in the index. `added` is the time of its last change, ISO 8601 in UTC; `title` its first heading or ""."""

    name: str
    hash: str
    characters: int
    passages: int
    added: str
    title: str = ""


class Catalogue:
    """One SQLite file; a connection a thread. Raises CannotDo with the remedy where the file is damaged."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees the last commit."""
        try:
            yield self._connection()
        except sqlite3.DatabaseError as error:
            self.close()
            raise self._damaged(error) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: everything or nothing."""
        with self.reading() as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection

    def close(self) -> None:
        """Close this thread's connection."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise self._damaged(error) from error
            connection = sqlite3.connect(self._path, timeout=60, isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            self._check_format(connection)
            connection.executescript(_SCHEMA)
            self._local.connection = connection
        return connection

    def _check_format(self, connection: sqlite3.Connection) -> None:
        [found] = connection.execute("PRAGMA user_version").fetchone()
        if found not in (0, _FORMAT):  # 0: a new file
            connection.close()
            raise self._damaged(f"別の版で作られた索引です：{found}")
        connection.execute(f"PRAGMA user_version = {_FORMAT}")

    def _damaged(self, error: Exception | str) -> CannotDo:
        return CannotDo(
            f"知識の索引 {self._path} を使えません（{error}）。"
            f"フォルダー {self._path.parent} を削除するか、COACH_HOME に書き込める別のフォルダーを指定して、"
            "`coach ingest` をやり直してください。"
        )


def fact(connection: sqlite3.Connection, name: str) -> str | None:
    """A stored fact about the index."""
    found = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return str(found[0]) if found else None


def set_fact(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Keep a fact about the index."""
    connection.execute(
        "INSERT INTO facts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
    )


def new_index_id() -> str:
    """A name for a new set of vectors."""
    return uuid.uuid4().hex[:12]


def sources(connection: sqlite3.Connection) -> list[Source]:
    """The documents, by name."""
    rows = connection.execute(
        "SELECT name, hash, characters, (SELECT count(*) FROM passages WHERE document = name), added, "
        "(SELECT section FROM passages WHERE document = name ORDER BY ordinal LIMIT 1) FROM documents ORDER BY name"
    )
    return [
        Source(name, digest, characters, passages, added, next(iter(json.loads(section or "[]")), ""))
        for name, digest, characters, passages, added, section in rows
    ]


def put_document(
    connection: sqlite3.Connection, document: Document, asked: tuple[Asked, ...], *, digest: str, added: str
) -> None:
    """Keep a document as it was read, and the questions written for it, so that another chunker can cut it anew."""
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET "
        "hash = excluded.hash, characters = excluded.characters, source = excluded.source, asked = excluded.asked, "
        "added = excluded.added",
        (
            document.name,
            digest,
            len(document.text),
            to_json(document),
            json.dumps([astuple(one) for one in asked], ensure_ascii=False),
            added,
        ),
    )


def get_document(connection: sqlite3.Connection, name: str) -> tuple[Document, tuple[Asked, ...]]:
    """A document as it was read, and the questions written for it. Raises NotFound."""
    found = connection.execute("SELECT source, asked FROM documents WHERE name = ?", (name,)).fetchone()
    if found is None:
        raise NotFound(f"「{name}」という資料は登録されていません。`coach sources` で一覧を確かめてください。")
    asked = tuple(Asked(about, *map(tuple, told)) for about, *told in json.loads(found[1]))
    return from_json(name, found[0]), asked


def count(connection: sqlite3.Connection) -> int:
    """How many passages there are."""
    return int(connection.execute("SELECT count(*) FROM passages").fetchone()[0])


def count_units(connection: sqlite3.Connection) -> int:
    """How many vectors the passages have together."""
    return int(connection.execute("SELECT coalesce(sum(json_array_length(units)), 0) FROM passages").fetchone()[0])


def drop_document(connection: sqlite3.Connection, name: str) -> None:
    """Forget a document; its passages go by `drop_passages`."""
    connection.execute("DELETE FROM documents WHERE name = ?", (name,))


def put_passage(
    connection: sqlite3.Connection, ordinal: int, passage: Passage, units: Sequence[Unit], vectors: Matrix
) -> None:
    """Keep a passage, its units, their vectors (one row a unit) and its words."""
    cursor = connection.execute(
        f"INSERT INTO passages ({_COLUMNS}, ordinal, signature, units, vectors) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 -- our own names
        (
            *(passage.id, passage.document, json.dumps(passage.section, ensure_ascii=False), passage.text),
            *(passage.start, passage.end, passage.kind, passage.page),
            *(ordinal, signature(units), _packed(units), vectors.astype(np.float16).tobytes()),
        ),
    )
    row = cursor.lastrowid
    questions = [unit.text for unit in units if unit.kind is UnitKind.QUESTION]
    connection.executemany(
        "INSERT INTO questions VALUES (?, ?, ?)", [(text, row, passage.document) for text in questions]
    )
    words = f"{passage.section_name} {passage.text}"
    connection.execute(
        "INSERT INTO lexicon (rowid, terms, pairs) VALUES (?, ?, ?)",
        (row, " ".join(tokens(words)), " ".join(pairs(words))),
    )


def move_passage(connection: sqlite3.Connection, ordinal: int, passage: Passage) -> None:
    """Note the new place of a passage whose text stayed."""
    connection.execute(
        'UPDATE passages SET ordinal = ?, start = ?, "end" = ?, page = ? WHERE id = ?',
        (ordinal, passage.start, passage.end, passage.page, passage.id),
    )


def drop_passages(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Forget passages, their vectors and their words."""
    for identity in ids:
        row = connection.execute("SELECT row FROM passages WHERE id = ?", (identity,)).fetchone()
        if row:
            connection.execute("DELETE FROM lexicon WHERE rowid = ?", row)
            connection.execute("DELETE FROM questions WHERE passage = ?", row)
            connection.execute("DELETE FROM passages WHERE row = ?", row)


def signatures(connection: sqlite3.Connection, document: str | None = None) -> dict[str, str]:
    """What is embedded of each passage (of one document, or of all), by its id, in order."""
    where, values = ("WHERE document = ?", (document,)) if document is not None else ("", ())
    return dict(connection.execute(f"SELECT id, signature FROM passages {where} ORDER BY document, ordinal", values))  # noqa: S608 -- no input in it


def stored(connection: sqlite3.Connection, *, ids: Sequence[str] = (), rows: Sequence[int] = ()) -> list[Stored]:
    """The passages with these ids or rows; unknown ones are left out."""
    names = ", ".join("?" * len(ids))
    numbers = ", ".join("?" * len(rows))
    found = connection.execute(
        f"SELECT {_COLUMNS}, row, ordinal, signature, units, vectors FROM passages WHERE id IN ({names}) OR row IN ({numbers})",  # noqa: S608 -- only question marks
        (*ids, *rows),
    )
    return [_stored(row) for row in found]


def passages(connection: sqlite3.Connection, document: str | None = None) -> list[Passage]:
    """The passages of one document, or of all, in order."""
    where, values = ("WHERE document = ?", (document,)) if document is not None else ("", ())
    found = connection.execute(f"SELECT {_COLUMNS} FROM passages {where} ORDER BY document, ordinal", values)  # noqa: S608 -- no input in it
    return [_passage(row) for row in found]


def _passage(row: tuple[Any, ...]) -> Passage:
    identity, document, section, text, start, end, kind, page = row[:8]
    return Passage(identity, document, tuple(json.loads(section)), text, start, end, kind, page)


def _stored(row: tuple[Any, ...]) -> Stored:
    units = tuple(Unit(UnitKind(kind), text, start, end) for kind, text, start, end in json.loads(row[11]))
    vectors = np.frombuffer(row[12], dtype=np.float16).astype(np.float32).reshape(len(units), -1)
    return Stored(row[8], row[9], _passage(row), row[10], units, vectors)


def _packed(units: Sequence[Unit]) -> str:
    # The text of a whole or a sentence is not needed again, that of a question is.
    rows = [[u.kind.value, u.text if u.kind is UnitKind.QUESTION else "", u.start, u.end] for u in units]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
