"""The evaluation as commands and pages use it: run, look, compare, gate, label."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.domain.errors import CannotDo, NotFound
from coach.domain.run import Figure, HumanLabel, Run, SampleResult, Status
from coach.evaluation.catalogue import ASPECTS, DATASETS, Aspect
from coach.evaluation.compare import Comparison, compare
from coach.evaluation.gate import Check, Thresholds, check, read_thresholds
from coach.evaluation.runner import Order, Report, Runner, Subject, announced, checked
from coach.evaluation.store import RunStore
from coach.evaluation.trust import agreements, agreements_of_labels, read_judged
from coach.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """An aspect in the newest run that measured it. `check` is None where nothing was measured or nothing is asked."""

    aspect: Aspect
    run: Run | None
    figure: Figure | None
    threshold: float | None
    check: Check | None


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
    def store(self) -> RunStore:
        """Where runs and labels are kept."""
        return self._store

    def run(self, order: Order, *, acting: str, report: Report | None = None) -> Run:
        """Carry out an order. Raises BadInput for one that cannot be."""
        runner = Runner(self._subject, self._store, self._settings, data=self._data)
        return runner.run(order, acting=acting, report=report)

    def announce(self, order: Order, *, acting: str) -> Run:
        """A row for a run that another process will carry out."""
        run = announced(checked(order), self._settings, acting=acting)
        self._store.begin(run)
        return run

    def thresholds(self) -> Thresholds:
        """What HR asks for."""
        return read_thresholds(self._data / "thresholds.toml")

    def newest(self, dataset: str, *, acting: str, whole: bool = False) -> Run | None:
        """The newest finished run of a data set, without samples; with `whole` a small subset only if there is no other."""
        done = [run for run in self._store.runs(acting=acting, dataset=dataset) if run.status is Status.DONE]
        preferred = [run for run in done if run.whole or not whole]
        return next(iter(preferred or done), None)

    def compare(self, before: str, after: str, *, acting: str) -> Comparison:
        """Two runs beside each other."""
        return compare(self._finished(before, acting), self._finished(after, acting))

    def gate(self, run_id: str | None = None, *, acting: str) -> list[Check]:
        """A run, or the newest of every data set, against the thresholds. Raises CannotDo without any run."""
        if run_id is not None:
            return check([self._finished(run_id, acting)], self.thresholds())
        runs = [run for name in DATASETS if (run := self.newest(name, acting=acting)) is not None]
        if not runs:
            raise CannotDo("評価の記録がまだありません。先に coach eval run を実行してください。")
        return check(runs, self.thresholds())

    def findings(self, *, acting: str) -> list[Finding]:
        """Every aspect, from the newest runs."""
        newest = {name: self.newest(name, acting=acting, whole=True) for name in DATASETS}
        thresholds = self.thresholds()
        found = []
        for aspect, info in ASPECTS.items():
            run = newest[info.dataset]
            threshold = thresholds.get(info.dataset, {}).get(info.main)
            figure = run.figures.get(info.main) if run else None
            checks = check([run], {info.dataset: {info.main: threshold}}) if run and threshold is not None else []
            found.append(Finding(aspect, run, figure, threshold, checks[0] if checks else None))
        return found

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
