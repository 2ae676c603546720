"""Measures of the retrieval: how often the right passage is within the budget, and how fast a question is.

`coach bench --retrieval` prints `quality`, `coach bench --passages N` prints `growth`.
"""

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from coach.domain.passage import CONTEXT_BUDGET
from coach.ports import Embedder, Vector
from coach.retrieval.index import KnowledgeIndex
from coach.retrieval.retriever import HybridRetriever
from coach.settings import Settings, shipped

_BASELINE_SIZE, _BASELINE_OVERLAP = 500, 50
_SPOKEN = (
    "部下に仕事を任せるのが怖いときは、どうすればよいですか",
    "評価面談で部下の納得を得るには",
    "1on1では何を話せばいいですか",
    "信頼を取り戻す方法を教えてください",
    "目標の達成度が低い部下への伝え方",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what its context must hold: one of `gold`, or all of them."""

    question: str
    gold: tuple[str, ...]
    needs_all: bool = False


def is_found(asked: Asked, contexts: Iterable[str]) -> bool:
    """Whether the contexts hold the gold words (white space left out)."""
    texts = ["".join(text.split()) for text in contexts]
    held = ("".join(gold.split()) for gold in asked.gold)
    there = (any(gold in text for text in texts) for gold in held)
    return all(there) if asked.needs_all else any(there)


def share_found(questions: Sequence[Asked], find: Callable[[str], Sequence[str]]) -> float:
    """The share (0 to 1) of questions whose gold is in what `find` gives for them."""
    return sum(is_found(asked, find(asked.question)) for asked in questions) / len(questions)


def read_questions(path: Path, split: str | None) -> list[Asked]:
    """The answerable questions of a split; without one, every question (`gold` is empty where there is no answer)."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [
        Asked(row["question"], tuple(row.get("gold", ())) if row["answerable"] else (), bool(row.get("all")))
        for row in rows
        if split is None or (row["answerable"] and row["split"] == split)
    ]


def stock(text: str, embedder: Embedder, *, budget: int = CONTEXT_BUDGET) -> Callable[[str], list[str]]:
    """The baseline: LangChain's recursive splitter (500/50), nearest pieces by cosine, within the budget."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=_BASELINE_SIZE, chunk_overlap=_BASELINE_OVERLAP)
    pieces = splitter.split_text(text)
    vectors = np.stack(embedder.passages(pieces))

    def find(question: str) -> list[str]:
        chosen: list[str] = []
        for place in np.argsort(-(vectors @ embedder.query(question)), kind="stable"):
            if sum(map(len, chosen)) + len(pieces[place]) <= budget:
                chosen.append(pieces[place])
        return chosen

    return find


def compare(
    document: Path, sets: Mapping[str, Sequence[Asked]], settings: Settings, embedder: Embedder
) -> dict[str, Any]:
    """Ours and the baseline on the same document, questions and embedding, in a throw-away index."""
    with tempfile.TemporaryDirectory() as home:
        index = KnowledgeIndex(settings.model_copy(update={"home": Path(home), "chroma_url": None}), embedder)
        index.ingest([document])
        retriever = HybridRetriever(index=index)
        baseline = stock(document.read_text(encoding="utf-8"), embedder)
        result = {
            name: {
                "questions": len(questions),
                "ours": round(
                    share_found(questions, lambda text: [each.passage.text for each in retriever.find(text)]), 3
                ),
                "stock": round(share_found(questions, baseline), 3),
            }
            for name, questions in sets.items()
        }
        index.close()
    return result


def quality(settings: Settings, embedder: Embedder | None = None) -> dict[str, Any]:
    """The share of the handbook's questions whose passage is within 1,500 characters, by split."""
    file = shipped("eval") / "questions.jsonl"
    sets = {split: read_questions(file, split) for split in ("dev", "test")}
    return compare(shipped("knowledge") / "handbook.ja.md", sets, settings, embedder or _local())


def growth(settings: Settings, passages: int, embedder: Embedder | None = None) -> dict[str, Any]:
    """How long a question takes with so many synthetic passages: p50 and p95 in ms, its embedding apart."""
    model = embedder or _local()
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "synthetic.txt"
        path.write_text(_synthetic(passages), encoding="utf-8")
        limits = {"max_document_bytes": 1_000_000_000, "max_document_characters": 1_000_000_000}
        index = KnowledgeIndex(
            settings.model_copy(update={"home": Path(home) / "home", "chroma_url": None, **limits}), _Synthetic(model)
        )
        began = time.perf_counter()
        report = index.ingest([path])
        built = time.perf_counter() - began
        retriever = HybridRetriever(index=index)
        unseen = count(1)  # the embedder remembers what it has seen
        embedding = _timed(lambda text: model.query(text + "　" * next(unseen)), _SPOKEN)
        searching = _timed(retriever.find, _SPOKEN * 6)
        index.close()
    return {"passages": report.passages, "built_seconds": round(built, 1), "embedding": embedding, "search": searching}


class _Synthetic:
    """Random vectors for passages, so that 100,000 of them take no hour; questions are embedded as ever."""

    dimensions = 384

    def __init__(self, model: Embedder) -> None:
        self._model = model
        self._random = np.random.default_rng(7)
        self.name = f"synthetic-{model.name}"

    def query(self, text: str) -> Vector:
        return self._model.query(text)

    def queries(self, texts: Sequence[str]) -> list[Vector]:
        return self._model.queries(texts)

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        drawn = self._random.standard_normal((len(texts), self.dimensions)).astype(np.float32)
        return list(drawn / np.linalg.norm(drawn, axis=1, keepdims=True))


def _synthetic(passages: int) -> str:
    """So many passages of one sentence, each under a heading of its own, in the handbook's words."""
    from coach.japanese import words

    text = (shipped("knowledge") / "handbook.ja.md").read_text(encoding="utf-8")
    nouns = sorted({word.surface for word in words(text) if word.is_content and len(word.surface) > 1})
    random = np.random.default_rng(11)
    lines = []
    for number in range(passages):
        chosen = [nouns[place] for place in random.integers(0, len(nouns), 9)]
        lines.append(
            f"## 第{number}項\n\n{'は'.join(chosen[:4])}と{'を'.join(chosen[4:])}に関わる{number}番目の事柄です。\n"
        )
    return "\n".join(lines)


def _timed(work: Callable[[str], Any], texts: Sequence[str]) -> dict[str, float]:
    for text in dict.fromkeys(texts):
        work(text)
    times = []
    for text in texts:
        began = time.perf_counter()
        work(text)
        times.append((time.perf_counter() - began) * 1000)
    return {"p50": round(statistics.median(times), 2), "p95": round(sorted(times)[int(0.95 * len(times))], 2)}


def _local() -> Embedder:
    from coach.retrieval.embedding import LocalEmbedder

    return LocalEmbedder()
