"""The vectors of all units in a Chroma collection, reached through langchain-chroma."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from coach.domain.errors import CannotDo
from coach.ports import Vector

_BATCH = 2_000


class VectorStore:
    """One Chroma collection, embedded below `folder` or on the server at `url`. Opened when first used.

    `name` must carry what the vectors depend on (embedder, chunker, index): another name is another collection.
    """

    def __init__(self, name: str, *, folder: Path, url: str | None = None) -> None:
        self.name = name
        self._folder = folder
        self._url = url
        self._opened: Any = None

    def add(self, ids: Sequence[str], texts: Sequence[str], vectors: Sequence[Vector], passages: Sequence[str]) -> None:
        """Put vectors in, or over those with the same id. `passages` are the ids of the passages they belong to."""
        for start in range(0, len(ids), _BATCH):
            piece = slice(start, start + _BATCH)
            store = self._store()
            store.embeddings.ready = [vector.tolist() for vector in vectors[piece]]
            with _complaints(self._where):
                store.add_texts(
                    list(texts[piece]),
                    metadatas=[{"passage": passage} for passage in passages[piece]],
                    ids=list(ids[piece]),
                )

    def nearest(self, vector: Vector, *, limit: int) -> list[str]:
        """The ids of the passages whose units lie nearest, nearest first, each once. `limit` counts units."""
        with _complaints(self._where):
            found = self._store().similarity_search_by_vector_with_relevance_scores(vector.tolist(), k=limit)
        return list(dict.fromkeys(document.metadata["passage"] for document, _ in found))

    def count(self) -> int:
        """How many vectors there are."""
        with _complaints(self._where):
            return int(self._store()._collection.count())  # noqa: SLF001 (langchain-chroma has no other way to it)

    def ids(self) -> set[str]:
        """The ids of all vectors."""
        with _complaints(self._where):
            return set(self._store().get(include=[])["ids"])

    def delete(self, ids: Iterable[str]) -> None:
        """Take vectors out; unknown ids are left alone."""
        gone = list(ids)
        for start in range(0, len(gone), _BATCH):
            with _complaints(self._where):
                self._store().delete(ids=gone[start : start + _BATCH])

    def drop(self) -> None:
        """Take the whole collection away."""
        with _complaints(self._where):
            self._store().delete_collection()
        self._opened = None

    @property
    def _where(self) -> str:
        return self._url or str(self._folder)

    def _store(self) -> Any:
        if self._opened is None:
            with _complaints(self._where):
                self._opened = _open(self.name, self._folder, self._url)
        return self._opened


def collection_name(*parts: str) -> str:
    """A name that Chroma accepts (3 to 512 letters of its alphabet) and that differs when any part differs."""
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]
    readable = "-".join(
        "".join(char if char.isascii() and char.isalnum() else "-" for char in part)[:24] for part in parts
    )
    return f"coach-{readable.strip('-')}-{digest}"


def _open(name: str, folder: Path, url: str | None) -> Any:
    import chromadb
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    class Prepared(Embeddings):
        """Hands over vectors that were made before: Chroma must not embed, nor download a model."""

        ready: list[list[float]]

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            assert len(texts) == len(self.ready)
            return self.ready

        def embed_query(self, text: str) -> list[float]:
            raise NotImplementedError(f"questions are embedded before they come here, not {text!r}")

    settings = chromadb.config.Settings(anonymized_telemetry=False)
    client: Any
    if url:
        parts = urlsplit(url if "//" in url else f"http://{url}")
        is_secure = parts.scheme == "https"
        client = chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or (443 if is_secure else 8000),
            ssl=is_secure,
            settings=settings,
        )
    else:
        folder.mkdir(parents=True, exist_ok=True)
        client = chromadb.PersistentClient(path=str(folder), settings=settings)
    return Chroma(
        client=client,
        collection_name=name,
        embedding_function=Prepared(),
        collection_configuration={"hnsw": {"space": "cosine", "ef_search": 100}},
    )


class _complaints:  # noqa: N801 -- a context manager used as a verb
    """Chroma's own errors as one sentence with a remedy."""

    def __init__(self, where: str) -> None:
        self._where = where

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, (CannotDo, AssertionError)):
            raise CannotDo(
                f"ベクトルの保存先 {self._where} を使えません（{type(error).__name__}: {str(error)[:120]}）。"
                "サーバーを使う場合は COACH_CHROMA_URL と起動状態を、使わない場合は COACH_HOME の中身を確かめ、"
                "壊れていれば削除してから `coach ingest` をやり直してください。"
            ) from error
