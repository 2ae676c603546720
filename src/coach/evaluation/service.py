"""The evaluation as commands and pages use it: run, look, compare, gate, label."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.domain.errors import CannotDo, NotFound
from coach.domain.run import Figure, HumanLabel, Run, SampleResult, Status
from coach.evaluation import published
from coach.evaluation.cases import full
from coach.evaluation.catalogue import ASPECTS, DATASETS, Aspect, better
from coach.evaluation.compare import Comparison, compare
from coach.evaluation.gate import Check, Thresholds, check, read_thresholds
from coach.evaluation.own import OwnQuestions
from coach.evaluation.runner import Order, Report, Runner, Subject, announced, checked
from coach.evaluation.store import RunStore
from coach.evaluation.trust import agreements, agreements_of_labels, read_judged
from coach.settings import Settings

_LOOKED_AT = 200
"""Runs of a data set among which the newest full one is looked for."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An aspect in the newest run that measured it: its main figure, and every threshold that is asked of the aspect.

    `shipped`: nobody measured here yet; the figures are those that came with the coach.
    """

    aspect: Aspect
    run: Run | None
    figure: Figure | None
    threshold: float | None
    checks: tuple[Check, ...] = ()
    shipped: bool = False

    @property
    def check(self) -> Check | None:
        """The check of the main figure; None where nothing was measured or nothing is asked."""
        return next((one for one in self.checks if one.metric == ASPECTS[self.aspect].main), None)

    @property
    def failed(self) -> tuple[Check, ...]:
        """What falls short, of the main figure and of those that explain it."""
        return tuple(one for one in self.checks if one.passed is False)

    @property
    def passed(self) -> bool | None:
        """Whether everything asked of the aspect is reached; None where it was not measured."""
        return None if self.check is None or self.check.passed is None else not self.failed

    @property
    def unsure(self) -> bool:
        """Whether a small subset reaches what is asked, but its intervals also hold values that do not."""
        return bool(self.passed) and self.run is not None and not self.run.whole and any(map(_may_miss, self.checks))


class Evaluation:
    """Evaluations of the acting user."""

    def __init__(self, subject: Subject, store: RunStore, settings: Settings, *, data: Path) -> None:
        self._subject = subject
        self._store = store
        self._settings = settings
        self._data = data

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._settings

    @property
    def may_judge(self) -> bool:
        """Whether a language model is set up and questions and answers may be sent to it."""
        return bool(self._settings.llm_base_url or self._settings.llm_api_key) and self._subject.may_judge()

    @property
    def own(self) -> OwnQuestions:
        """The questions that HR added here."""
        return OwnQuestions.below(self._settings.home)

    @property
    def store(self) -> RunStore:
        """Where runs and labels are kept."""
        return self._store

    def run(self, order: Order, *, acting: str, report: Report | None = None) -> Run:
        """Carry out an order. Raises BadInput for one that cannot be."""
        runner = Runner(self._subject, self._store, self._settings, data=self._data)
        return runner.run(order, acting=acting, report=report)

    def announce(self, order: Order, *, acting: str) -> Run:
        """A row for a run that another process will carry out."""
        run = announced(checked(order, self._subject), self._subject.engine(), acting=acting)
        self._store.begin(run)
        return run

    def thresholds(self) -> Thresholds:
        """What HR asks for."""
        return read_thresholds(self._data / "thresholds.toml")

    def newest(self, dataset: str, *, acting: str, subset: bool = False) -> Run | None:
        """The newest finished full run of a data set, without samples; with `subset` also a part of it."""
        runs = self._store.runs(acting=acting, dataset=dataset, limit=_LOOKED_AT)
        return next((run for run in runs if run.status is Status.DONE and (subset or full(run))), None)

    def compare(self, before: str, after: str, *, acting: str) -> Comparison:
        """Two runs beside each other."""
        return compare(self._finished(before, acting), self._finished(after, acting))

    def gate(self, run_id: str | None = None, *, acting: str, subset: bool = False) -> list[Check]:
        """A run, or the newest full one of every data set, against the thresholds. Raises CannotDo without any run.

        A part of a data set (`--limit`, another split) counts only when it is named, or asked for with `subset`.
        """
        if run_id is not None:
            return check([self._finished(run_id, acting)], self.thresholds())
        runs = [run for name in DATASETS if (run := self.newest(name, acting=acting, subset=subset)) is not None]
        if not runs:
            raise CannotDo(
                "データ全体を測った評価がまだありません。先に coach eval run を実行してください"
                "（一部だけの評価を調べるときは --subset を付けます）。"
            )
        return check(runs, self.thresholds())

    def findings(self, *, acting: str) -> list[Finding]:
        """Every aspect, from the newest full runs; from a part of the data only where there is no full one.

        Where nothing was measured here, the figures that came with the coach stand in.
        """
        newest = {
            name: self.newest(name, acting=acting) or self.newest(name, acting=acting, subset=True) for name in DATASETS
        }
        came = published.runs(self._data / "figures.json")
        thresholds = self.thresholds()
        found = []
        for aspect, info in ASPECTS.items():
            run, asked = newest[info.dataset] or came.get(info.dataset), thresholds.get(info.dataset, {})
            limits = {name: asked[name] for name in (info.main, *info.others) if name in asked}
            figure = run.figures.get(info.main) if run else None
            checks = check([run], {info.dataset: limits}) if run else []
            found.append(
                Finding(
                    aspect,
                    run,
                    figure,
                    asked.get(info.main),
                    tuple(checks),
                    run is not None and newest[info.dataset] is None,
                )
            )
        return found

    def changed_since(self, run: Run) -> tuple[str, ...]:
        """What of the coach is another one than in that run: `engine`, `knowledge`, `tagger`, …"""
        now = self._subject.versions()
        changed = [name for name in now if run.provenance.get(f"version.{name}", now[name]) != now[name]]
        return (*(["engine"] if run.engine != self._subject.engine() else []), *changed)

    def history(self, sample_id: str, *, acting: str, dataset: str) -> Sequence[tuple[Run, SampleResult]]:
        """The same sample in every finished run, newest first."""
        return self._store.sample(sample_id, acting=acting, dataset=dataset)

    def label(self, label: HumanLabel, *, acting: str) -> None:
        """Keep a person's verdict on an answer. Raises NotFound for a sample that the run does not have."""
        run = self._store.get(label.run_id, acting=acting)
        if all(one.id != label.sample_id for one in run.samples):
            raise NotFound("その回答はこの評価にありません。画面を読み込み直してください。")
        self._store.add_label(label, acting=acting)

    def trust(self) -> Mapping[str, Figure]:
        """The agreement of every measure with the answers labelled by hand that ship with the coach."""
        return agreements(read_judged(self._data / "judged_answers.jsonl"), self._subject.embedder().passages)

    def trust_by_readers(self, *, acting: str) -> Mapping[str, Figure]:
        """The agreement with the verdicts that readers gave on stored answers."""
        labels = self._store.labels(acting=acting)
        runs: dict[str, Run] = {}
        for run_id in {label.run_id for label in labels}:
            try:
                runs[run_id] = self._store.get(run_id, acting=acting)
            except NotFound:
                continue
        return agreements_of_labels(labels, runs)

    def _finished(self, run_id: str, acting: str) -> Run:
        run = self._store.get(run_id, acting=acting)
        if run.status is not Status.DONE:
            raise CannotDo(f"評価 {run.id[:8]} は最後まで終わっていません。終わった評価を指定してください。")
        return run


def _may_miss(one: Check) -> bool:
    worst = one.low if better(one.metric) > 0 else one.high
    return worst is not None and better(one.metric) * worst < better(one.metric) * one.threshold
