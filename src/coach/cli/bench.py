"""coach bench: speed, as p50 and p95 in milliseconds and as multiples of one embedding of the same text."""

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from coach.bootstrap import Coach, build
from coach.cli.session import USER, say, write_json
from coach.settings import load, shipped

_ROUNDS = 40


def bench(
    *,
    retrieval: Annotated[bool, typer.Option("--retrieval", help="検索の質を、標準の分割と比べて測ります。")] = False,
    passages: Annotated[int | None, typer.Option(help="節の数を N にして、質問の速さを測ります。", min=1)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力します。")] = False,
) -> int:
    """速さ（読み取り・質問・一往復・取り込み）を測ります。"""
    if retrieval or passages:
        from coach.retrieval.bench import growth, quality

        result = (
            {**quality(load()), "plain": _elsewhere("plain"), "unseen": _elsewhere("unseen")}
            if retrieval
            else growth(load(), int(passages or 0))
        )
        write_json(result) if as_json else print(json.dumps(result, ensure_ascii=False, indent=2))
        return 0
    with tempfile.TemporaryDirectory() as home:
        result = _speed(build(load(home=Path(home))))
    if as_json:
        write_json(result)
    else:
        _print(result)
    return 0


def _elsewhere(name: str) -> dict[str, float]:
    """Documents that nothing was tuned on, beside the handbook: the right place found, what cannot be answered declined."""
    from coach.domain.passage import Declined
    from coach.local.answerer import LocalAnswerer
    from coach.retrieval.bench import is_found, read_questions

    here, folder = build(load()), shipped("eval") / "documents" / name
    with tempfile.TemporaryDirectory() as home:
        retriever, index = here.knowledge_of([shipped("knowledge") / "handbook.ja.md", folder], Path(home))
        answerer = LocalAnswerer(here.embedder, index)
        asked = {one: retriever.find(one.question) for one in read_questions(folder / "questions.jsonl", None)}
        declined = {one: isinstance(answerer.answer(one.question, found), Declined) for one, found in asked.items()}
        index.close()
    known = [one for one in asked if one.gold]
    unknown = [one for one in asked if not one.gold]
    return {
        "questions": len(known),
        "ours": round(sum(is_found(one, [f.passage.text for f in asked[one]]) for one in known) / len(known), 3),
        "declined": round(sum(declined[one] for one in unknown) / len(unknown), 3),
        "over_refused": round(sum(declined[one] for one in known) / len(known), 3),
    }


@dataclass(frozen=True, slots=True)
class _Texts:
    utterances: Sequence[str]
    questions: Sequence[str]


def _speed(here: Coach) -> dict[str, Any]:
    say("索引を作っています…")
    report = here.bare_knowledge.ingest([shipped("knowledge")])
    texts = _texts()
    started = here.practice.begin(here.scenarios.all()[0].id, acting=USER)
    here.tagger.tag("準備運転です。")
    here.ask.ask("信用とは何ですか")
    here.practice.turn(started.id, "始めましょう。", acting=USER)
    say("測っています…")
    fresh = _Floor(here)
    return {
        "embedding_utterance": fresh.floor(texts.utterances),
        "tag": fresh.timed(texts.utterances, here.tagger.tag),
        "embedding_question": fresh.floor(texts.questions),
        "ask": fresh.timed(texts.questions, here.ask.ask),
        "turn": fresh.timed(texts.utterances, lambda text: here.practice.turn(started.id, text, acting=USER)),
        "ingest": {"passages_per_second": round(report.added / max(report.seconds, 1e-9), 1)},
    }


class _Floor:
    """Times each text once bare and once through a faculty, with nothing remembered from an earlier call."""

    def __init__(self, here: Coach) -> None:
        self._here = here
        self._times: dict[str, float] = {}
        self._count = 0

    def floor(self, texts: Sequence[str]) -> dict[str, float]:
        """The bare embedding of each text."""
        for text in texts:
            began = time.perf_counter()
            self._here.embedder.query(f"{text}　")
            self._times[text] = (time.perf_counter() - began) * 1000
        return _percentiles([self._times[text] for text in texts])

    def timed(self, texts: Sequence[str], work: Callable[[str], Any]) -> dict[str, float]:
        """The work on each text, never seen before by the embedder, and its multiple of the bare embedding."""
        self._count += 1
        times = []
        for text in texts:
            unseen = text + "　" * (self._count + 1) + "。"
            began = time.perf_counter()
            work(unseen)
            times.append((time.perf_counter() - began) * 1000)
        ratios = [spent / self._times[text] for spent, text in zip(times, texts, strict=True)]
        return {**_percentiles(times), "embeddings": round(statistics.median(ratios), 2)}


def _percentiles(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50": round(statistics.median(ordered), 1),
        "p95": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 1),
    }


def _texts() -> _Texts:
    """The development texts, spread over their files."""
    utterances = _spread(_column(shipped("eval") / "utterances" / "dev.jsonl", "text"))
    questions = _spread(_column(shipped("eval") / "questions.jsonl", "question"))
    return _Texts(utterances, questions)


def _column(path: Path, name: str) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("split") == "dev":
            yield row[name]


def _spread(texts: Iterator[str]) -> list[str]:
    found = list(texts)
    return found[:: max(1, len(found) // _ROUNDS)][:_ROUNDS]


def _print(result: dict[str, Any]) -> None:
    names = {
        "embedding_utterance": "発話の埋め込み（下限）",
        "tag": "読み取り",
        "embedding_question": "質問の埋め込み（下限）",
        "ask": "質問",
        "turn": "一往復",
    }
    for key, name in names.items():
        one = result[key]
        times = f"　埋め込みの {one['embeddings']:.2f} 倍" if "embeddings" in one else ""
        print(f"{name}：p50 {one['p50']:.1f} ms　p95 {one['p95']:.1f} ms{times}")
    print(f"取り込み：毎秒 {result['ingest']['passages_per_second']:.1f} 節")
