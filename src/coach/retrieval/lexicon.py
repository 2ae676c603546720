"""The words of a passage and of a question, and BM25 over them (SQLite's FTS5)."""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from math import log

from coach.japanese import bigrams, terms

_POSTINGS = 6_000
"""A search reads at most about this many postings: its rarest words first. It keeps a question fast at any size."""

_NOT_LETTERS = re.compile(r"[\W_]+")


def tokens(text: str) -> list[str]:
    """The content words in Sudachi's normalised form, as the index holds them."""
    return _clean(terms(text))


def pairs(text: str) -> list[str]:
    """The character bigrams, as the index holds them."""
    return _clean(bigrams(text))


def _clean(words: Iterable[str]) -> list[str]:
    return [kept for word in words if (kept := _NOT_LETTERS.sub("", word).lower())]


def frequencies(connection: sqlite3.Connection, column: str, words: Iterable[str]) -> dict[str, int]:
    """In how many passages each word stands; 0 for unknown ones."""
    found = {}
    for word in set(words):
        row = connection.execute("SELECT doc FROM vocabulary WHERE term = ? AND col = ?", (word, column)).fetchone()
        found[word] = row[0] if row else 0
    return found


def rarity(frequency: int, passages: int) -> float:
    """BM25's weight of a word: 0 and more, the rarer the higher."""
    return log(1 + (passages - frequency + 0.5) / (frequency + 0.5))


def search(connection: sqlite3.Connection, column: str, words: Sequence[str], *, limit: int) -> dict[int, float]:
    """The rows of the passages that fit the words best, with their BM25 score (higher is better)."""
    known = {word: count for word, count in frequencies(connection, column, words).items() if count}
    chosen: list[str] = []
    read = 0
    for word, count in sorted(known.items(), key=lambda item: (item[1], item[0])):
        if chosen and read + count > _POSTINGS:
            break
        chosen.append(word)
        read += count
    if not chosen:
        return {}
    match = f"{column} : ({' OR '.join(chr(34) + word + chr(34) for word in chosen)})"
    rows = connection.execute(
        "SELECT rowid, -bm25(lexicon) FROM lexicon WHERE lexicon MATCH ? ORDER BY bm25(lexicon) LIMIT ?", (match, limit)
    )
    return dict(rows)
