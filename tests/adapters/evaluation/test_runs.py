"""Runs in the database, and the runner that fills it: with a scripted coach, for every end that a run can have."""

import asyncio
import math
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coach.domain.errors import BadInput, CannotDo, NotFound
from coach.domain.passage import Answer, Declined, Passage, cite
from coach.domain.run import HumanLabel, Status, Verdict
from coach.evaluation.cases import FULL
from coach.evaluation.metrics import METRICS, Sample
from coach.evaluation.own import Wish
from coach.evaluation.ragas_local import LocalMetric, as_score, local_metrics
from coach.evaluation.runner import Order, Progress, Subject, checked
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
    home = tmp_path / "home"
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
    return Evaluation(subject, store, Settings(home=home), data=tmp_path)


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
    # Nor in the gate, unless it is asked for; it holds no question to decline, and is not asked for that.
    assert "right_decline" in {one.metric for one in evaluation.gate(acting=ME)}
    named, newest = (evaluation.gate(small.id, acting=ME), evaluation.gate(acting=ME, subset=True))
    assert named == newest
    assert "right_decline" not in {one.metric for one in named}


def test_a_part_alone_passes_no_gate_but_is_shown_where_there_is_nothing_else(evaluation: Evaluation) -> None:
    for order in (Order(limit=1), Order(split="test")):
        part = evaluation.run(order, acting=ME)
        assert {part.id} == {one.run.id for one in evaluation.findings(acting=ME) if one.run}
        with pytest.raises(CannotDo, match="--subset"):
            evaluation.gate(acting=ME)


@pytest.mark.parametrize(("dataset", "split"), FULL.items())
def test_without_a_split_the_data_set_speaks_for_itself(dataset: str, split: str) -> None:
    """Above all the tagger is never measured on what it has learnt from, unless that is asked for."""
    assert split == checked(Order(dataset)).split
    assert checked(Order(dataset, split="dev")).split == "dev"


def test_the_engine_is_the_one_that_may_answer_and_its_tokens_are_kept(evaluation: Evaluation) -> None:
    assert evaluation.run(Order(), acting=ME).engine == "local"
    subject = replace(evaluation._subject, engine=lambda: "llm", tokens_since=lambda _: 1_234)
    evaluation._subject = subject
    run = evaluation.run(Order(), acting=ME)
    assert (run.engine, run.provenance["engine.tokens"]) == ("llm", "1234")
    assert evaluation.announce(Order(), acting=ME).engine == "llm"


def test_a_model_judges_only_where_text_may_be_sent(evaluation: Evaluation) -> None:
    evaluation._subject = replace(evaluation._subject, may_judge=lambda: False)
    with pytest.raises(BadInput, match="同意"):
        evaluation.run(Order(judge="llm"), acting=ME)
    assert evaluation.store.runs(acting=ME) == []


def test_each_measure_keeps_its_agreement_with_people_beside_its_figure(evaluation: Evaluation, tmp_path: Path) -> None:
    lines = (shipped("eval") / "judged_answers.jsonl").read_text("utf-8").splitlines()[:9]
    (tmp_path / "judged_answers.jsonl").write_text("\n".join(lines), "utf-8")
    run = evaluation.run(Order(), acting=ME)
    assert 0.5 <= float(run.provenance["agreement.grounded_share"]) <= 1


def test_questions_of_ones_own_are_measured_beside_the_shipped_ones(evaluation: Evaluation, tmp_path: Path) -> None:
    before = (tmp_path / "questions.jsonl").read_bytes()
    wish = Wish(" 信頼は\n何ですか ", answerable=True, gold="信頼は未来への期待", asked="x1")
    own = evaluation.own.add(wish)
    assert (own.question, evaluation.own.taken()) == ("信頼は 何ですか", {"x1"})
    run = evaluation.run(Order(), acting=ME)
    assert [one.id for one in run.samples] == ["q1", "q2", own.id]
    assert run.samples[2].scores["gold_context_recall"].value == 1.0
    assert run.provenance["data.own"] == "1"
    assert [one.id for one in evaluation.run(Order(split="own"), acting=ME).samples] == [own.id]
    assert [one.id for one in evaluation.run(Order(limit=5), acting=ME).samples] == ["q1", "q2"]
    assert (tmp_path / "questions.jsonl").read_bytes() == before  # the shipped file is as it was
    evaluation.own.remove(own.id)
    assert evaluation.own.all() == []
    with pytest.raises(NotFound):
        evaluation.own.remove(own.id)
    with pytest.raises(BadInput, match="追加された質問"):
        evaluation.run(Order(split="own"), acting=ME)


@pytest.mark.parametrize("text", ["", " \n ", "あ" * 501, "信頼とは何ですか"])
def test_an_empty_overlong_or_known_question_is_not_added(evaluation: Evaluation, text: str) -> None:
    evaluation.own.add(Wish("信頼とは何ですか", answerable=False, gold="x"))
    with pytest.raises(BadInput):
        evaluation.own.add(Wish(text, answerable=True))
    [kept] = evaluation.own.all()
    assert kept.gold == ()  # what should be declined has no right place


def test_what_changed_since_a_run_is_named(evaluation: Evaluation) -> None:
    run = evaluation.run(Order(), acting=ME)
    assert evaluation.changed_since(run) == ()
    evaluation._subject = replace(evaluation._subject, engine=lambda: "llm", versions=lambda: {"knowledge": "k2"})
    assert evaluation.changed_since(run) == ("engine", "knowledge")


def test_findings_say_what_was_never_measured(evaluation: Evaluation) -> None:
    evaluation.run(Order(), acting=ME)
    found = {one.aspect.value: one.passed for one in evaluation.findings(acting=ME)}
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
