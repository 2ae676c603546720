"""Runs in the database, and the runner that fills it: with a scripted coach, for every end that a run can have."""

import asyncio
import math
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coach.domain.errors import BadInput, CannotDo, NotFound
from coach.domain.passage import Answer, Declined, Passage, cite
from coach.domain.run import HumanLabel, Status, Verdict
from coach.evaluation.metrics import METRICS, Sample
from coach.evaluation.ragas_local import LocalMetric, as_score, local_metrics
from coach.evaluation.runner import Order, Progress, Subject
from coach.evaluation.service import Evaluation
from coach.settings import Settings, shipped
from coach.storage.database import Database
from coach.storage.runs import SqlRunStore

PASSAGE = Passage("p1", "d.md", ("第1章",), "信頼は未来への期待です。")
ME, OTHER = "me", "somebody else"


def ask(question: str) -> Answer | Declined:
    if "壊れ" in question:
        raise CannotDo("索引が壊れています。")
    return Answer(PASSAGE.text, (cite(PASSAGE, PASSAGE.text),), (PASSAGE,))


@pytest.fixture
def evaluation(tmp_path: Path) -> Evaluation:
    (tmp_path / "thresholds.toml").write_bytes((shipped("eval") / "thresholds.toml").read_bytes())
    lines = [
        '{"id": "q1", "question": "信頼とは？", "answerable": true, "gold": ["未来への期待"], "expect": ["未来"]}',
        '{"id": "q2", "question": "株価は？", "answerable": false, "split": "test"}',
    ]
    (tmp_path / "questions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    embedder: Any = SimpleNamespace(passages=lambda texts: [np.array([1.0, 0.0]) for _ in texts])
    nothing: Any = None
    subject = Subject(
        ask=ask,
        tagger=lambda: nothing,
        rehearsal=lambda: nothing,
        scenarios=list,
        passages=lambda: [PASSAGE],
        embedder=lambda: embedder,
        versions=lambda: {"knowledge": "k1"},
    )
    store = SqlRunStore(Database(f"sqlite:///{tmp_path / 'x.sqlite3'}"))
    return Evaluation(subject, store, Settings(home=tmp_path), data=tmp_path)


def test_a_run_is_kept_with_everything_that_made_it(evaluation: Evaluation) -> None:
    seen: list[Progress] = []
    run = evaluation.run(Order(), acting=ME, report=seen.append)
    assert run == evaluation.store.get(run.id, acting=ME)
    assert run.status is Status.DONE
    assert run.figures["right_decline"].value == 0.0
    assert run.figures["grounded_share"].value == 1.0
    assert run.samples[0].shown["sentences"][0]["grounded"] is True
    assert {"data", "version.knowledge", "package.ragas", "python"} <= set(run.provenance)
    assert (4, 4) == (seen[-1].done, seen[-1].total)


def test_a_run_is_found_by_the_beginning_of_its_id_and_only_by_its_owner(evaluation: Evaluation) -> None:
    run = evaluation.run(Order(), acting=ME)
    assert run.id == evaluation.store.get(run.id[:6], acting=ME).id
    with pytest.raises(NotFound):
        evaluation.store.get(run.id, acting=OTHER)
    with pytest.raises(NotFound):
        evaluation.store.get("%%%%", acting=ME)
    assert evaluation.store.runs(acting=OTHER) == []
    assert evaluation.history("q1", acting=OTHER, dataset="questions") == []


def test_a_cancelled_run_stops_and_says_so(evaluation: Evaluation) -> None:
    def cancel(_: Progress) -> None:
        evaluation.store.cancel("abcd", acting=ME)

    run = evaluation.run(Order(run_id="abcd"), acting=ME, report=cancel)
    assert run.status is Status.CANCELLED
    assert run.samples == ()


def test_a_run_that_was_cancelled_before_its_process_began_does_not_begin(evaluation: Evaluation) -> None:
    evaluation.announce(Order(run_id="abcd"), acting=ME)
    evaluation.store.cancel("abcd", acting=ME)
    seen: list[Progress] = []
    assert evaluation.run(Order(run_id="abcd"), acting=ME, report=seen.append).status is Status.CANCELLED
    assert seen == []


def test_a_failed_run_is_kept_with_its_reason(evaluation: Evaluation, tmp_path: Path) -> None:
    (tmp_path / "questions.jsonl").write_text('{"id": "q", "question": "壊れる", "answerable": true}', "utf-8")
    with pytest.raises(CannotDo):
        evaluation.run(Order(run_id="abcd"), acting=ME)
    run = evaluation.store.get("abcd", acting=ME)
    assert (run.status, run.message) == (Status.FAILED, "索引が壊れています。")
    with pytest.raises(CannotDo, match="最後まで終わっていません"):
        evaluation.gate("abcd", acting=ME)


@pytest.mark.parametrize("order", [Order("x"), Order(judge="x"), Order(split="x"), Order(limit=0)])
def test_an_order_that_cannot_be_carried_out_is_refused(evaluation: Evaluation, order: Order) -> None:
    with pytest.raises(BadInput):
        evaluation.run(order, acting=ME)
    assert evaluation.store.runs(acting=ME) == []


def test_verdicts_of_readers_are_kept_and_the_last_one_counts(evaluation: Evaluation) -> None:
    run = evaluation.run(Order(), acting=ME)
    for verdict in (Verdict.RIGHT, Verdict.WRONG):
        evaluation.label(HumanLabel(run.id, "q1", verdict, "理由", "信頼とは？", PASSAGE.text), acting=ME)
    [label] = evaluation.store.labels(acting=ME)
    assert label.verdict is Verdict.WRONG
    assert evaluation.store.labels(acting=OTHER) == []
    with pytest.raises(NotFound):
        evaluation.label(HumanLabel(run.id, "nothing", Verdict.RIGHT, "", "", ""), acting=ME)


def test_the_gate_names_what_falls_short(evaluation: Evaluation) -> None:
    with pytest.raises(CannotDo, match="coach eval run"):
        evaluation.gate(acting=ME)
    evaluation.run(Order(), acting=ME)
    assert {one.metric for one in evaluation.gate(acting=ME) if one.passed is False} == {"right_decline"}


def test_a_small_subset_does_not_replace_a_whole_run_in_the_findings(evaluation: Evaluation) -> None:
    whole = evaluation.run(Order(), acting=ME)
    small = evaluation.run(Order(limit=1), acting=ME)
    assert {whole.id} == {one.run.id for one in evaluation.findings(acting=ME) if one.run}
    # The gate takes the newest; the subset holds no question to decline, and is not asked for it.
    assert {one.metric for one in evaluation.gate(acting=ME)} == {
        one.metric for one in evaluation.gate(small.id, acting=ME)
    }
    assert "right_decline" not in {one.metric for one in evaluation.gate(acting=ME)}


def test_findings_say_what_was_never_measured(evaluation: Evaluation) -> None:
    evaluation.run(Order(), acting=ME)
    found = {one.aspect.value: one.check.passed if one.check else None for one in evaluation.findings(acting=ME)}
    assert found == {"grounded": True, "complete": True, "declines": False, "tags": None, "practice": None}


@pytest.mark.parametrize("name", METRICS)
def test_each_measure_is_a_ragas_metric_that_gives_the_same_value(name: str) -> None:
    from ragas.metrics.collections.base import BaseMetric

    columns: dict[str, Any] = {
        "user_input": "信頼とは？",
        "response": PASSAGE.text,
        "retrieved_contexts": [PASSAGE.text],
        "gold": ["未来"],
        "expect": ["未来"],
    }
    metric = LocalMetric(name)
    assert isinstance(metric, BaseMetric)
    result = asyncio.run(metric.ascore(**columns))
    direct = METRICS[name](Sample(**columns), None)
    assert direct.value == as_score(result).value
    assert direct.reason == result.reason
    assert (direct.value is None) == math.isnan(result.value)


def test_ragas_scores_a_batch_of_ours() -> None:
    [metric] = local_metrics(None, ["grounded_share"])
    columns = {"user_input": "?", "response": PASSAGE.text, "retrieved_contexts": [PASSAGE.text]}
    assert [1.0, 1.0] == [one.value for one in metric.batch_score([columns, columns])]
