"""One evaluation from its first question to its last figure, kept in the store."""

import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from coach.domain.errors import BadInput, CoachError
from coach.domain.passage import Answer, Declined, Passage
from coach.domain.run import Figure, Run, SampleResult, Status
from coach.domain.scenario import Scenario
from coach.evaluation import conversations, questions, utterances
from coach.evaluation.cases import FULL, SPLITS, Question, every, read_questions, read_scripts, read_utterances
from coach.evaluation.catalogue import ASPECTS, DATASETS
from coach.evaluation.own import OwnQuestions
from coach.evaluation.provenance import provenance
from coach.evaluation.statistics import figure, summarise
from coach.evaluation.store import RunStore
from coach.evaluation.trust import agreements, read_judged
from coach.ports import Embedder, Tagger, Vector
from coach.settings import Settings

T = TypeVar("T")
_SIGN_OF_LIFE = 0.5
"""Seconds between two notes of the progress."""

_RECENT = 40
"""Steps from whose pace the time left is told: asking and judging take very different times."""

_TOGETHER = 3
"""More texts than this are worth two threads."""


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
    engine: Callable[[], str] = lambda: "local"
    """Who answers: `llm` only where a model is set up and may be used."""

    may_judge: Callable[[], bool] = lambda: True
    """Whether questions and answers may be sent to the model in the settings."""

    tokens_since: Callable[[datetime], int] = lambda _: 0
    """What the engine's model has read and written since then."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to run. `limit` takes a fixed, evenly spread subset; `run_id` is given when the run was announced before.

    `split` "" is the one on which the data set speaks for itself (`cases.FULL`).
    """

    dataset: str = "questions"
    judge: str = "local"
    split: str = ""
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


def checked(order: Order, subject: Subject | None = None) -> Order:
    """The order with its split, if it can be carried out (by this subject). Raises BadInput."""
    order = replace(order, split=order.split or FULL.get(order.dataset, "all"))
    for name, value, allowed in (
        ("--dataset", order.dataset, tuple(DATASETS)),
        ("--judge", order.judge, ("local", "llm")),
        ("--split", order.split, SPLITS),
    ):
        if value not in allowed:
            raise BadInput(f"{name} に「{value}」は使えません。{'、'.join(allowed)} のどれかを指定してください。")
    if order.limit is not None and order.limit < 1:
        raise BadInput("--limit は 1 以上にしてください。")
    if order.split == "own" and order.dataset != "questions":
        raise BadInput("--split own は --dataset questions のときだけ使えます。")
    if subject is not None and order.judge == "llm" and not subject.may_judge():
        raise BadInput(
            "言語モデルへの送信の同意がまだないため、審査を頼めません。"
            "coach llm allow か設定画面で同意するか、--judge local を指定してください。"
        )
    return order


def announced(order: Order, engine: str, *, acting: str) -> Run:
    """The run of a checked order, as it stands before it begins."""
    now = datetime.now(UTC)
    return Run(
        id=order.run_id or uuid.uuid4().hex,
        owner=acting,
        dataset=order.dataset,
        split=order.split if order.limit is None else f"{order.split}-{order.limit}",
        judge=order.judge if order.dataset == "questions" else "labels",
        engine=engine,
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
        self._own = OwnQuestions.below(settings.home)

    def run(self, order: Order, *, acting: str, report: Report | None = None) -> Run:
        """The finished run, kept. A cancelled one is kept without samples; a failed one says why and raises."""
        order = checked(order, self._subject)
        run = announced(order, self._subject.engine(), acting=acting)
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
        facts = provenance(self._settings, data, self._subject.versions(), engine=run.engine)
        spent = self._subject.tokens_since(run.started_at) if run.engine == "llm" else 0
        used = {"engine.tokens": str(spent)} if run.engine == "llm" else {}
        return replace(run, provenance={**facts, **extra, **used, **_untuned(samples)}), samples, figures

    def _questions(self, order: Order, watch: "_Watch") -> tuple[list[SampleResult], Mapping[str, str]]:
        wanted, own = self._wanted(order)
        embed = self._embed()
        judge = _judge(order.judge, self._settings, embed)
        knowledge = self._subject.passages()  # may build the index first, which is none of the questions' time
        watch.expect(2 * len(wanted))
        asked = list(watch.over(questions.ask_all(wanted, self._subject.ask, knowledge)))
        scores = judge.judge(asked, watch.tick)
        samples = [questions.result(one, each, embed) for one, each in zip(asked, scores, strict=True)]
        agreed = {f"agreement.{name}": f"{one.value:.3f}" for name, one in self._agreements(embed).items() if one.value}
        return samples, {**getattr(judge, "facts", dict)(), **agreed, **({"data.own": str(own)} if own else {})}

    def _wanted(self, order: Order) -> tuple[list[Question], int]:
        """The questions, and how many of them HR added here. A limited run takes shipped ones only."""
        shipped = every(read_questions(self._data / "questions.jsonl", split=order.split), order.limit)
        own = self._own.all() if order.limit is None and order.split in ("all", "own") else []
        if order.split == "own" and not own:
            raise BadInput("追加された質問がまだありません。評価画面の「質問を加える」で追加できます。")
        return [*shipped, *own], len(own)

    def _agreements(self, embed: Callable[[Sequence[str]], list[Vector]]) -> Mapping[str, Figure]:
        """How far each measure agrees with people; kept beside its figure. Empty without labelled answers."""
        path = self._data / "judged_answers.jsonl"
        return agreements(read_judged(path), embed) if path.exists() else {}

    def _conversations(self, order: Order, watch: "_Watch") -> list[SampleResult]:
        scripts = read_scripts(self._data / "conversations", split=order.split)
        wanted = every(conversations.plays(scripts, self._subject.scenarios()), order.limit)
        played = conversations.play_all(wanted, self._subject.rehearsal(), self._subject.tagger())
        return list(watch.over(played, len(wanted)))

    def _embed(self) -> Callable[[Sequence[str]], list[Vector]]:
        embedder = self._subject.embedder()
        known: dict[str, Vector] = {}
        two = ThreadPoolExecutor(2)

        def embed(texts: Sequence[str]) -> list[Vector]:
            fresh = [text for text in dict.fromkeys(texts) if text not in known]
            if len(fresh) > _TOGETHER:
                halves = (fresh[::2], fresh[1::2])
                for half, vectors in zip(halves, two.map(embedder.passages, halves), strict=True):
                    known.update(zip(half, vectors, strict=True))
            else:
                known.update(zip(fresh, embedder.passages(fresh), strict=True))
            return [known[text] for text in texts]

        return embed


def _untuned(samples: Sequence[SampleResult]) -> dict[str, str]:
    """The main figures of the samples that nothing was tuned on, where there are others beside them."""
    held = [one for one in samples if one.shown.get("split") == "test"]
    if not held or len(held) == len(samples):
        return {}
    found = {info.main: [one.scores[info.main] for one in held if info.main in one.scores] for info in ASPECTS.values()}
    values = {name: figure(scores) for name, scores in found.items() if scores}
    return {f"untuned.{name}": f"{one.value:.4f}" for name, one in values.items() if one.value is not None}


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
        self._noted = time.monotonic()
        self._last: deque[float] = deque(maxlen=_RECENT)

    def expect(self, total: int) -> None:
        """How many steps there will be."""
        self.total = total
        self._last.append(time.monotonic())
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
        self._last.append(now)
        if now - self._noted >= _SIGN_OF_LIFE or self.done == self.total:
            self._note()
        if self._report:
            left = (now - self._last[0]) / max(1, len(self._last) - 1) * (self.total - self.done)
            self._report(Progress(self.done, self.total, left if self.done > 3 else None))

    def _note(self) -> None:
        self._noted = time.monotonic()
        if not self._store.progress(self._run_id, self.done, self.total, acting=self._acting):
            raise Stopped
