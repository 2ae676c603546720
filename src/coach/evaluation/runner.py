"""One evaluation from its first question to its last figure, kept in the store."""

import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from coach.domain.errors import BadInput, CoachError
from coach.domain.passage import Answer, Declined, Passage
from coach.domain.run import Figure, Run, SampleResult, Status
from coach.domain.scenario import Scenario
from coach.evaluation import conversations, questions, utterances
from coach.evaluation.cases import SPLITS, every, read_questions, read_scripts, read_utterances
from coach.evaluation.catalogue import DATASETS
from coach.evaluation.provenance import provenance
from coach.evaluation.statistics import summarise
from coach.evaluation.store import RunStore
from coach.ports import Embedder, Tagger, Vector
from coach.settings import Settings

T = TypeVar("T")
_SIGN_OF_LIFE = 0.5
"""Seconds between two notes of the progress."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is measured. Everything is made when it is first called for, so that listing runs loads no model."""

    ask: Callable[[str], Answer | Declined]
    tagger: Callable[[], Tagger]
    rehearsal: Callable[[], conversations.Rehearsal]
    scenarios: Callable[[], Sequence[Scenario]]
    passages: Callable[[], Sequence[Passage]]
    embedder: Callable[[], Embedder]
    versions: Callable[[], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Order:
    """What to run. `limit` takes a fixed, evenly spread subset; `run_id` is given when the run was announced before."""

    dataset: str = "questions"
    judge: str = "local"
    split: str = "all"
    limit: int | None = None
    seed: int = 0
    run_id: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; `left` are the seconds that it will still take, as far as one can tell."""

    done: int
    total: int
    left: float | None


Report = Callable[[Progress], None]


class Stopped(Exception):
    """Somebody cancelled the run."""


def checked(order: Order) -> Order:
    """The order, if it can be carried out. Raises BadInput."""
    for name, value, allowed in (
        ("--dataset", order.dataset, tuple(DATASETS)),
        ("--judge", order.judge, ("local", "llm")),
        ("--split", order.split, SPLITS),
    ):
        if value not in allowed:
            raise BadInput(f"{name} に「{value}」は使えません。{'、'.join(allowed)} のどれかを指定してください。")
    if order.limit is not None and order.limit < 1:
        raise BadInput("--limit は 1 以上にしてください。")
    return order


def announced(order: Order, settings: Settings, *, acting: str) -> Run:
    """The run as it stands before it begins."""
    now = datetime.now(UTC)
    return Run(
        id=order.run_id or uuid.uuid4().hex,
        owner=acting,
        dataset=order.dataset,
        split=order.split if order.limit is None else f"{order.split}-{order.limit}",
        judge=order.judge if order.dataset == "questions" else "labels",
        engine="llm" if settings.speaks_with_llm else "local",
        started_at=now,
        updated_at=now,
        seed=order.seed,
    )


class Runner:
    """Carries out one order."""

    def __init__(self, subject: Subject, store: RunStore, settings: Settings, *, data: Path) -> None:
        self._subject = subject
        self._store = store
        self._settings = settings
        self._data = data

    def run(self, order: Order, *, acting: str, report: Report | None = None) -> Run:
        """The finished run, kept. A cancelled one is kept without samples; a failed one says why and raises."""
        run = announced(checked(order), self._settings, acting=acting)
        began = time.monotonic()
        watch = _Watch(self._store, run.id, acting, report)
        self._store.begin(run)
        try:
            run, samples, figures = self._measured(order, run, watch)
        except Stopped:
            return self._end(replace(run, status=Status.CANCELLED, message="中止しました。"), began, acting)
        except BaseException as error:
            message = str(error) if isinstance(error, CoachError) else f"{type(error).__name__}: {error}"
            self._end(replace(run, status=Status.FAILED, message=message[:500]), began, acting)
            raise
        ended = replace(run, status=Status.DONE, samples=tuple(samples), figures=figures)
        return self._end(replace(ended, done=watch.done, total=watch.total), began, acting)

    def _end(self, run: Run, began: float, acting: str) -> Run:
        ended = replace(run, seconds=round(time.monotonic() - began, 2), updated_at=datetime.now(UTC))
        self._store.finish(ended, acting=acting)
        return ended

    def _measured(
        self, order: Order, run: Run, watch: "_Watch"
    ) -> tuple[Run, Sequence[SampleResult], Mapping[str, Figure]]:
        if order.dataset == "questions":
            samples, extra = self._questions(order, watch)
            data, figures = self._data / "questions.jsonl", summarise(samples, seed=order.seed)
        elif order.dataset == "utterances":
            wanted = every(read_utterances(self._data / "utterances", split=order.split), order.limit)
            samples, extra = list(watch.over(utterances.tag_all(wanted, self._subject.tagger()), len(wanted))), {}
            data, figures = self._data / "utterances", utterances.figures(samples, seed=order.seed)
        else:
            samples, extra = self._conversations(order, watch), {}
            data, figures = self._data / "conversations", summarise(samples, seed=order.seed)
        facts = provenance(self._settings, data, self._subject.versions())
        return replace(run, provenance={**facts, **extra}), samples, figures

    def _questions(self, order: Order, watch: "_Watch") -> tuple[list[SampleResult], Mapping[str, str]]:
        wanted = every(read_questions(self._data / "questions.jsonl", split=order.split), order.limit)
        embed = self._embed()
        judge = _judge(order.judge, self._settings, embed)
        knowledge = self._subject.passages()  # may build the index first, which is none of the questions' time
        watch.expect(2 * len(wanted))
        asked = list(watch.over(questions.ask_all(wanted, self._subject.ask, knowledge)))
        scores = judge.judge(asked, watch.tick)
        samples = [questions.result(one, each, embed) for one, each in zip(asked, scores, strict=True)]
        return samples, getattr(judge, "facts", dict)()

    def _conversations(self, order: Order, watch: "_Watch") -> list[SampleResult]:
        scripts = read_scripts(self._data / "conversations", split=order.split)
        wanted = every(conversations.plays(scripts, self._subject.scenarios()), order.limit)
        played = conversations.play_all(wanted, self._subject.rehearsal(), self._subject.tagger())
        return list(watch.over(played, len(wanted)))

    def _embed(self) -> Callable[[Sequence[str]], list[Vector]]:
        embedder = self._subject.embedder()
        known: dict[str, Vector] = {}

        def embed(texts: Sequence[str]) -> list[Vector]:
            fresh = [text for text in dict.fromkeys(texts) if text not in known]
            known.update(zip(fresh, embedder.passages(fresh), strict=True))
            return [known[text] for text in texts]

        return embed


def _judge(name: str, settings: Settings, embed: Callable[[Sequence[str]], list[Vector]]) -> questions.Judge:
    from coach.evaluation.judge_local import LocalJudge

    local = LocalJudge(embed)
    if name == "local":
        return local
    from coach.evaluation.judge_llm import LlmJudge

    return LlmJudge(settings, embed, beside=local)


class _Watch:
    """Counts, tells the reader, leaves signs of life, and stops when somebody cancelled."""

    def __init__(self, store: RunStore, run_id: str, acting: str, report: Report | None) -> None:
        self._store, self._run_id, self._acting, self._report = store, run_id, acting, report
        self.done = self.total = 0
        self._began = self._noted = time.monotonic()

    def expect(self, total: int) -> None:
        """How many steps there will be."""
        self.total = total
        self._began = time.monotonic()
        self._note()

    def over(self, items: Iterable[T], total: int | None = None) -> Iterator[T]:
        """The items, each counted."""
        if total is not None:
            self.expect(total)
        for item in items:
            yield item
            self.tick()

    def tick(self) -> None:
        """One more is done. Raises Stopped."""
        self.done += 1
        now = time.monotonic()
        if now - self._noted >= _SIGN_OF_LIFE or self.done == self.total:
            self._note()
        if self._report:
            left = (now - self._began) / self.done * (self.total - self.done)
            self._report(Progress(self.done, self.total, left if self.done > 3 else None))

    def _note(self) -> None:
        self._noted = time.monotonic()
        if not self._store.progress(self._run_id, self.done, self.total, acting=self._acting):
            raise Stopped
