"""What an ingest does: decide what changed, embed only that, and make it true in one commit."""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from coach.domain.passage import Passage
from coach.ports import Embedder, Vector
from coach.retrieval import catalogue
from coach.retrieval.blocks import Document
from coach.retrieval.catalogue import Catalogue, Matrix
from coach.retrieval.chunking import passages_of
from coach.retrieval.questions import Asked, questions_for
from coach.retrieval.reading import Problem
from coach.retrieval.units import ASKED, Unit, signature, units_of
from coach.retrieval.vectors import VectorStore

_BATCH = 16
"""Passages between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is: `done` of `total` new passages, now in `document`."""

    done: int
    total: int
    document: str
    passages_per_second: float


Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did to the documents it was given: `passages` = `added` + `unchanged`.

    `removed` counts the passages that are gone, those of replaced documents too. `embedding_seconds` is the part of
    `seconds` that the embedding model took.
    """

    documents: int
    passages: int
    added: int
    removed: int
    unchanged: int
    seconds: float
    problems: tuple[Problem, ...] = ()
    embedding_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document on its way into the index, with the questions written for it."""

    document: Document
    asked: tuple[Asked, ...] = ()

    @property
    def digest(self) -> str:
        """The hash of all that its passages depend on."""
        return hashlib.sha256(f"{self.document.text}\0{self.asked!r}".encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as it shall be in the index."""

    ordinal: int
    passage: Passage
    units: tuple[Unit, ...]

    @property
    def signature(self) -> str:
        """The hash of what is embedded of it."""
        return signature(self.units)


@dataclass(frozen=True, slots=True)
class Change:
    """What has to be done. `removed` are the ids of passages that go, those that come back changed too."""

    added: tuple[Entry, ...]
    kept: tuple[Entry, ...]
    removed: tuple[str, ...]


def entries_of(incoming: Incoming) -> list[Entry]:
    """The passages of a document with what is to be embedded of each."""
    return [
        Entry(ordinal, passage, tuple(units_of(passage, *questions_for(passage, incoming.asked))))
        for ordinal, passage in enumerate(passages_of(incoming.document))
    ]


def determine_change(wanted: Sequence[Entry], there: Mapping[str, str]) -> Change:
    """What turns the passages that are there (signature by id) into the wanted ones."""
    kept = tuple(entry for entry in wanted if there.get(entry.passage.id) == entry.signature)
    same = {entry.passage.id for entry in kept}
    added = tuple(entry for entry in wanted if entry.passage.id not in same)
    return Change(added, kept, tuple(identity for identity in there if identity not in same))


def vector_ids(passage_id: str, mark: str, count: int) -> list[str]:
    """The ids of a passage's vectors; other units, other ids, so that old and new never mix."""
    return [f"{passage_id}-{mark}-{number}" for number in range(count)]


class Writer:
    """Carries a change out. The caller holds the lock."""

    def __init__(self, kept: Catalogue, store: VectorStore, embedder: Embedder) -> None:
        self._catalogue = kept
        self._store = store
        self._embedder = embedder
        self._embedding_seconds = 0.0
        self._seen: dict[str, Vector] = {}

    def apply(
        self,
        incoming: Sequence[Incoming],
        there: Mapping[str, str],
        *,
        facts: Mapping[str, str],
        gone: Sequence[str] = (),
        report: Report | None = None,
    ) -> IngestReport:
        """Make the index hold `incoming` instead of the passages `there`, and nothing of the documents `gone`.

        New vectors go to the store first, where nobody looks for them yet; the commit makes them count; then the old
        ones are taken out. Broken off at any point, the index is the old one or the new one.
        """
        began = time.perf_counter()
        wanted = [entry for each in incoming for entry in entries_of(each)]
        change = determine_change(wanted, there)
        with self._catalogue.reading() as connection:
            old = [
                item
                for row in catalogue.stored(connection, ids=change.removed)
                for item in vector_ids(row.passage.id, row.signature, len(row.units))
            ]
        matrices = self._embed(change.added, report)
        self._commit(incoming, change, matrices, facts=facts, gone=gone)
        self._store.delete(old)
        return IngestReport(
            *(len(incoming), len(wanted), len(change.added), len(change.removed), len(change.kept)),
            seconds=time.perf_counter() - began,
            embedding_seconds=self._embedding_seconds,
        )

    def _embed(self, entries: Sequence[Entry], report: Report | None) -> list[Matrix]:
        matrices: list[Matrix] = []
        began = time.perf_counter()
        for start in range(0, len(entries), _BATCH):
            batch = entries[start : start + _BATCH]
            made = self._vectors(batch)
            matrices += made
            ids = [item for entry in batch for item in vector_ids(entry.passage.id, entry.signature, len(entry.units))]
            owners = [entry.passage.id for entry in batch for _ in entry.units]
            self._store.add(
                ids, [unit.text for entry in batch for unit in entry.units], list(np.concatenate(made)), owners
            )
            if report:
                done = start + len(batch)
                report(
                    Progress(
                        done, len(entries), batch[-1].passage.document, done / max(time.perf_counter() - began, 1e-6)
                    )
                )
        return matrices

    def _vectors(self, entries: Sequence[Entry]) -> list[Matrix]:
        """One matrix an entry. A text that comes again (a section's heading) is embedded once."""
        began = time.perf_counter()
        units = [unit for entry in entries for unit in entry.units]
        texts = dict.fromkeys(unit.text for unit in units if unit.kind not in ASKED)
        fresh = [text for text in texts if text not in self._seen]
        known = {text: self._seen[text] for text in texts if text in self._seen}
        known.update(zip(fresh, self._embedder.passages(fresh), strict=True))
        questions = list(dict.fromkeys(unit.text for unit in units if unit.kind in ASKED))
        asked = dict(zip(questions, self._embedder.queries(questions), strict=True))
        self._seen = known
        self._embedding_seconds += time.perf_counter() - began
        return [
            np.stack([(asked if unit.kind in ASKED else known)[unit.text] for unit in entry.units]) for entry in entries
        ]

    def _commit(
        self,
        incoming: Sequence[Incoming],
        change: Change,
        matrices: Sequence[Matrix],
        *,
        facts: Mapping[str, str],
        gone: Sequence[str],
    ) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._catalogue.writing() as connection:
            digests = {source.name: source.hash for source in catalogue.sources(connection)}
            catalogue.drop_passages(connection, change.removed)
            for name in gone:
                catalogue.drop_document(connection, name)
            for each in incoming:
                if digests.get(each.document.name) != each.digest:
                    catalogue.put_document(connection, each.document, each.asked, digest=each.digest, added=now)
            for entry in change.kept:
                catalogue.move_passage(connection, entry.ordinal, entry.passage)
            for entry, matrix in zip(change.added, matrices, strict=True):
                catalogue.put_passage(connection, entry.ordinal, entry.passage, entry.units, matrix)
            for name, value in facts.items():
                catalogue.set_fact(connection, name, value)
