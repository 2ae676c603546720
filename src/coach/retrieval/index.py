"""The knowledge: documents in, passages with vectors and words kept, changes and nothing else done again."""

import hashlib
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace as changed
from pathlib import Path

from coach.domain.errors import BadInput, CannotDo, NotFound
from coach.domain.passage import Passage
from coach.ports import Embedder, Vector
from coach.retrieval import catalogue, lexicon
from coach.retrieval.catalogue import Catalogue, Source, Stored
from coach.retrieval.chunking import CHUNKER
from coach.retrieval.ingest import Incoming, IngestReport, Report, Writer, vector_ids
from coach.retrieval.locking import only_one
from coach.retrieval.questions import questions_beside
from coach.retrieval.reading import Problem, files_below, read
from coach.retrieval.units import UNITS, UnitKind
from coach.retrieval.vectors import VectorStore, collection_name
from coach.settings import Settings

_PIECE = 500
"""Passages looked at together when the vectors are compared with what they should be."""


class KnowledgeIndex:
    """The index below `settings.home`. Every method raises CannotDo with the remedy when it is damaged."""

    def __init__(self, settings: Settings, embedder: Embedder) -> None:
        self._settings = settings
        self._embedder = embedder
        self._folder = settings.home / "knowledge"
        self._catalogue = Catalogue(self._folder / "index.sqlite3")
        self._store: VectorStore | None = None
        self._complete = ""  # the collection that was found to hold every vector

    @property
    def embedder(self) -> Embedder:
        """The model that the vectors come from."""
        return self._embedder

    def ingest(self, paths: Iterable[Path], *, replace: bool = False, progress: Report | None = None) -> IngestReport:
        """Take the documents in files and folders in; with `replace` they become the whole knowledge.

        The same content changes nothing. Files that cannot be used are named in the report, the others are taken in.
        Raises BadInput when a path does not exist or holds no document, CannotDo when `replace` would leave nothing.
        """
        began = time.perf_counter()
        incoming, problems = self._read(paths)
        if replace and not incoming:
            raise CannotDo(
                "読み込める資料がないため、知識を入れ替えませんでした。" + "".join(each.message for each in problems)
            )
        with only_one(self._folder):
            self._bring_up_to_date(progress)
            self._reconcile()
            names = {each.document.name for each in incoming}
            gone = [source.name for source in self.documents() if source.name not in names] if replace else []
            report = self._apply(incoming, gone=gone, progress=progress)
        return changed(report, seconds=time.perf_counter() - began, problems=tuple(problems))

    def ensure(self, default_paths: Iterable[Path], *, progress: Report | None = None) -> IngestReport | None:
        """Make the index usable: built from `default_paths` when empty, rebuilt when embedder or chunker changed.

        Returns None when nothing had to be ingested.
        """
        self.refresh(progress=progress)
        return None if self.documents() else self.ingest(default_paths, progress=progress)

    def refresh(self, *, progress: Report | None = None) -> bool:
        """Rebuild from the kept documents when embedder or chunker changed. Returns whether that was needed."""
        if self._is_current():
            return False
        with only_one(self._folder):
            return self._bring_up_to_date(progress)

    def remove(self, document: str) -> int:
        """Forget a document. Returns how many passages went. Raises NotFound."""
        with only_one(self._folder):
            if document not in {source.name for source in self.documents()}:
                raise NotFound(
                    f"「{document}」という資料は登録されていません。`coach sources` で一覧を確かめてください。"
                )
            self._bring_up_to_date(None)
            return self._apply([], gone=[document], progress=None).removed

    def documents(self) -> list[Source]:
        """What is in the index, by name."""
        with self._catalogue.reading() as connection:
            return catalogue.sources(connection)

    def passages(self, document: str | None = None) -> list[Passage]:
        """The passages of a document (of all without a name), in order. Raises NotFound for an unknown name."""
        with self._catalogue.reading() as connection:
            found = catalogue.passages(connection, document)
        if document is not None and not found and document not in {source.name for source in self.documents()}:
            raise NotFound(f"「{document}」という資料は登録されていません。`coach sources` で一覧を確かめてください。")
        return found

    def close(self) -> None:
        """Let go of the files (of this thread)."""
        self._catalogue.close()
        self._store = None

    def version(self) -> str:
        """A hash of the knowledge: the same passages, embedder and chunker give the same one."""
        with self._catalogue.reading() as connection:
            marks = sorted(catalogue.signatures(connection).items())
        return hashlib.sha256(repr((self._made_by(), marks)).encode()).hexdigest()[:12]

    def size(self) -> int:
        """How many passages there are."""
        with self._catalogue.reading() as connection:
            return catalogue.count(connection)

    # -- for the retriever and the answerer

    def nearest(self, vector: Vector, *, limit: int) -> list[str]:
        """The ids of passages whose vectors lie nearest to `vector`, at most `limit`."""
        store = self._vectors()
        if self._complete != store.name:
            if store.count() < self._unit_count():  # a server that was emptied, a folder that was cleared
                with only_one(self._folder):
                    self._reconcile()
            self._complete = store.name
        return store.nearest(vector, limit=limit)

    def search(self, column: str, words: Sequence[str], *, limit: int) -> dict[int, float]:
        """BM25 over `terms` or `pairs`: rows of passages and their scores."""
        with self._catalogue.reading() as connection:
            return lexicon.search(connection, column, words, limit=limit)

    def stored(self, *, ids: Sequence[str] = (), rows: Sequence[int] = ()) -> list[Stored]:
        """Passages with their units and vectors."""
        with self._catalogue.reading() as connection:
            return catalogue.stored(connection, ids=ids, rows=rows)

    def rarity(self, words: Sequence[str]) -> dict[str, float]:
        """The BM25 weight of each content word, 0 and more."""
        with self._catalogue.reading() as connection:
            total = catalogue.count(connection)
            counts = lexicon.frequencies(connection, "terms", words)
        return {word: lexicon.rarity(count, total) for word, count in counts.items()}

    def sentences(self, vector: Vector, passage_ids: Sequence[str]) -> dict[str, list[tuple[int, int, float]]]:
        """The sentences of passages as (start, end, cosine with `vector`), places in the passage's text."""
        found = {}
        for each in self.stored(ids=passage_ids):
            cosines = each.vectors @ vector
            parts = [
                (u.start, u.end, float(c))
                for u, c in zip(each.units, cosines, strict=True)
                if u.kind is UnitKind.SENTENCE
            ]
            found[each.passage.id] = parts or [(0, len(each.passage.text), float(cosines[0]))]
        return found

    def questions(self, vector: Vector, passage_ids: Sequence[str]) -> list[str]:
        """Questions that these passages answer, those nearest to `vector` first, then their headings as questions."""
        asked: dict[str, float] = {}
        titles: dict[str, None] = {}
        for each in self.stored(ids=passage_ids):
            cosines = each.vectors @ vector
            for unit, cosine in zip(each.units, cosines, strict=True):
                if unit.kind is UnitKind.QUESTION:
                    asked[unit.text] = float(cosine)
            if each.passage.section and each.passage.section[-1].strip():
                titles[_as_question(each.passage.section[-1])] = None
        return list(dict.fromkeys([*sorted(asked, key=lambda text: -asked[text]), *titles]))

    # -- inside

    def _read(self, paths: Iterable[Path]) -> tuple[list[Incoming], list[Problem]]:
        files = files_below(paths)
        if not files:
            raise BadInput(
                "取り込める資料がありません。.txt .md .html .docx .pdf のファイルか、それらの入ったフォルダーを指定してください。"
            )
        incoming: dict[str, Incoming] = {}
        problems = []
        for file in files:
            try:
                made = Incoming(read(file, self._settings), questions_beside(file.path))
            except BadInput as error:
                problems.append(Problem(file.name, str(error)))
                continue
            if incoming.setdefault(file.name, made) is not made:
                problems.append(
                    Problem(
                        file.name, f"「{file.name}」という名前の資料が二つあります。どちらかの名前を変えてください。"
                    )
                )
        return list(incoming.values()), problems

    def _apply(self, incoming: Sequence[Incoming], *, gone: Sequence[str], progress: Report | None) -> IngestReport:
        with self._catalogue.reading() as connection:
            names = [*(each.document.name for each in incoming), *gone]
            there = {key: value for name in names for key, value in catalogue.signatures(connection, name).items()}
        writer = Writer(self._catalogue, self._vectors(), self._embedder)
        return writer.apply(incoming, there, facts=self._made_by(), gone=gone, report=progress)

    def _made_by(self) -> dict[str, str]:
        return {"embedder": self._embedder.name, "chunker": f"{CHUNKER}-{UNITS}"}

    def _is_current(self) -> bool:
        with self._catalogue.reading() as connection:
            facts = {name: catalogue.fact(connection, name) for name in self._made_by()}
            return facts == self._made_by() or not catalogue.sources(connection)

    def _bring_up_to_date(self, progress: Report | None) -> bool:
        """Under the lock: cut and embed everything anew in a new collection when embedder or chunker changed."""
        if self._is_current():
            return False
        with self._catalogue.reading() as connection:
            kept = [
                Incoming(*catalogue.get_document(connection, source.name)) for source in catalogue.sources(connection)
            ]
            there = dict.fromkeys(catalogue.signatures(connection), "")
        old = self._vectors()
        index_id = catalogue.new_index_id()
        fresh = self._opened(index_id)
        facts: Mapping[str, str] = {**self._made_by(), "index": index_id}
        Writer(self._catalogue, fresh, self._embedder).apply(kept, there, facts=facts, report=progress)
        old.drop()
        self._store = fresh
        return True

    def _reconcile(self) -> None:
        """Under the lock: give the store back what it lost, and take out what a broken-off ingest left there."""
        store = self._vectors()
        if store.count() == self._unit_count():
            return
        with self._catalogue.reading() as connection:
            kept = list(catalogue.signatures(connection))
        there, wanted = store.ids(), set[str]()
        for start in range(0, len(kept), _PIECE):
            for row in self.stored(ids=kept[start : start + _PIECE]):
                ids = vector_ids(row.passage.id, row.signature, len(row.units))
                wanted.update(ids)
                if not there.issuperset(ids):
                    texts = [
                        row.passage.text[unit.start : unit.end] or unit.text or row.passage.text for unit in row.units
                    ]
                    store.add(ids, texts, list(row.vectors), [row.passage.id] * len(ids))
        store.delete(there - wanted)

    def _unit_count(self) -> int:
        with self._catalogue.reading() as connection:
            return catalogue.count_units(connection)

    def _vectors(self) -> VectorStore:
        """The collection in force; another process may have put a new one in its place."""
        with self._catalogue.reading() as connection:
            index_id = catalogue.fact(connection, "index")
        if index_id is None:
            with self._catalogue.writing() as connection:
                index_id = catalogue.fact(connection, "index") or catalogue.new_index_id()
                catalogue.set_fact(connection, "index", index_id)
        wanted = self._opened(index_id)
        if self._store is None or self._store.name != wanted.name:
            self._store = wanted
        return self._store

    def _opened(self, index_id: str) -> VectorStore:
        name = collection_name(*self._made_by().values(), index_id)
        return VectorStore(name, folder=self._folder / "chroma", url=self._settings.chroma_url)


def _as_question(heading: str) -> str:
    bare = re.sub(r"^(?:Q|Ｑ|問|質問)\s*[0-9０-９]*\s*[.．:：、)）]\s*", "", heading)
    return bare if bare.endswith(("？", "?", "か。")) else f"「{bare}」には何が書いてありますか？"
