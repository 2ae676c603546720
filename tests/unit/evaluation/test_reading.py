"""Comparing, gating, exporting, trusting: everything done with runs that are there."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.domain.errors import BadInput
from coach.domain.run import Figure, HumanLabel, Run, SampleResult, Score, Status, Verdict
from coach.evaluation.background import alive
from coach.evaluation.cases import every, read_questions, read_scripts, read_utterances
from coach.evaluation.catalogue import ASPECTS, MEASURES
from coach.evaluation.compare import compare
from coach.evaluation.export import as_csv, as_json, run_form
from coach.evaluation.gate import check, read_thresholds
from coach.evaluation.metrics import METRICS
from coach.evaluation.report import as_html
from coach.evaluation.statistics import summarise
from coach.evaluation.trust import agreements, agreements_of_labels, read_judged
from coach.settings import shipped

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EVIL = '<script>alert("x")</script>'


def run(values: dict[str, float | None], run_id: str = "r1", dataset: str = "questions") -> Run:
    samples = tuple(
        SampleResult(
            key,
            "topic",
            {"question": f"質問{key}{EVIL}", "answer": f"=答え{EVIL}。", "answered": True, "answerable": True,
             "contexts": [], "citations": [], "sentences": [{"start": 0, "end": 3, "grounded": False, "reason": "x"}]},
            {"grounded_share": Score(value, "理由です。")},
        )
        for key, value in values.items()
    )  # fmt: skip
    return Run(
        run_id, "local", dataset, "all", "local", "local", NOW, NOW, Status.DONE,
        figures=summarise(samples), samples=samples, provenance={"commit": "abc"}, total=2 * len(samples),
    )  # fmt: skip


def test_a_comparison_lists_what_got_worse_first() -> None:
    found = compare(run({"a": 1.0, "b": 0.5, "c": 0.3}), run({"a": 0.0, "b": 1.0, "c": 0.3}, "r2"))
    assert [("a", -1.0), ("b", 0.5)] == [(one.id, one.change) for one in found.changed]
    assert found.common == 3
    assert not found.differences["grounded_share"].exceeds_noise


def test_a_sample_that_is_no_longer_scored_has_changed() -> None:
    found = compare(run({"a": 1.0}), run({"a": None}, "r2"))
    assert [("a", 1.0, None)] == [(one.id, one.before, one.after) for one in found.changed]


def test_runs_of_different_data_are_not_compared() -> None:
    with pytest.raises(BadInput, match="比べられません"):
        compare(run({"a": 1.0}), run({"a": 1.0}, "r2", "utterances"))


@pytest.mark.parametrize(("value", "passed"), [(0.95, True), (0.94, False), (None, None)])
def test_a_threshold_is_reached_or_not_or_not_measured(value: float | None, passed: bool | None) -> None:
    [found] = check([run({"a": value})], {"questions": {"grounded_share": 0.95}})
    assert passed is found.passed
    assert "grounded_share" in found.sentence


@pytest.mark.parametrize(("value", "passed"), [(0.05, True), (0.06, False)])
def test_where_less_is_better_the_threshold_is_the_most_that_is_allowed(value: float, passed: bool) -> None:
    one = replace(run({}, dataset="conversations"), figures={"repeats": Figure(value)})
    [found] = check([one], {"conversations": {"repeats": 0.05}})
    assert passed is found.passed


def test_measures_of_the_language_model_are_not_asked_of_a_run_without_it() -> None:
    assert check([run({"a": 1.0})], {"questions": {"faithfulness": 0.9}}) == []


def test_the_shipped_thresholds_can_be_read_and_name_known_measures() -> None:
    found = read_thresholds(shipped("eval") / "thresholds.toml")
    assert {name for limits in found.values() for name in limits} <= set(MEASURES)


@pytest.mark.parametrize("text", ["[nonsense]\nx = 1", "[questions]\nx = 2", "[questions]\nx = true", "[questions"])
def test_a_wrong_threshold_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "thresholds.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"thresholds\.toml"):
        read_thresholds(path)


def test_the_csv_holds_a_line_a_sample_and_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(as_csv(run({"a": 1.0, "b": None})).lstrip("\ufeff"))))
    assert len(rows) == 3
    assert rows[1][3].startswith("'=")
    assert rows[2][4] == ""  # not scored is empty, not 0


def test_the_json_holds_everything() -> None:
    form = json.loads(as_json(run({"a": 1.0})))
    assert form["results"][0]["scores"]["grounded_share"]["reason"] == "理由です。"
    assert run_form(run({"a": 1.0}), samples=False)["metrics"] == {"grounded_share": 1.0}


def test_the_report_stands_alone_and_shows_texts_to_the_letter() -> None:
    page = as_html(run({"a": 1.0}))
    assert EVIL not in page
    assert "&lt;script&gt;" in page
    for outside in ("http://", "https://", "<script", "<link", "@import", "url("):
        assert outside not in page
    assert "@media print" in page


def test_the_labelled_answers_are_sixty_of_all_three_kinds() -> None:
    judged = read_judged(shipped("eval") / "judged_answers.jsonl")
    assert len(judged) == 60
    assert {0, 1, 2} == {one.rank for one in judged}
    assert all(one.why for one in judged)


def test_the_main_measures_agree_with_the_labels_better_than_chance() -> None:
    judged = read_judged(shipped("eval") / "judged_answers.jsonl")
    found = agreements(judged, lambda texts: [__import__("numpy").ones(2) / 2**0.5 for _ in texts])
    assert set(METRICS) < set(found)
    for name in ("combined", "grounded_share", "answer_correctness"):
        low = found[name].low
        assert low is not None
        assert low > 0.55


def test_readers_verdicts_count_into_the_agreement() -> None:
    one = run({"a": 1.0, "b": 0.0})
    labels = [
        HumanLabel("r1", "a", Verdict.RIGHT, "", "", ""),
        HumanLabel("r1", "b", Verdict.WRONG, "", "", ""),
        HumanLabel("gone", "c", Verdict.WRONG, "", "", ""),
    ]
    found = agreements_of_labels(labels, {"r1": one})["grounded_share"]
    assert (found.value, found.scored) == (1.0, 2)


def test_a_run_without_a_sign_of_life_is_dead() -> None:
    running = replace(run({}), status=Status.RUNNING, updated_at=NOW)
    assert alive(running, NOW)
    assert not alive(running, NOW.replace(minute=10))
    assert not alive(replace(running, status=Status.DONE), NOW)


def test_the_shipped_data_can_be_read() -> None:
    data = shipped("eval")
    assert len(read_questions(data / "questions.jsonl")) >= 200
    assert read_utterances(data / "utterances")
    assert len(read_scripts(data / "conversations")) == 36
    assert {"test"} == {one.split for one in read_scripts(data / "conversations", split="test")}


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"id": "a", "question": "?", "answerable": true, "expect": ["("]}\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"questions\.jsonl:1"):
        read_questions(path)


def test_a_subset_is_evenly_spread_and_always_the_same() -> None:
    assert [0, 2, 5, 7] == every(list(range(10)), 4)
    assert [1, 2] == every([1, 2], 9)


def test_every_measure_of_an_aspect_is_described() -> None:
    for info in ASPECTS.values():
        assert {info.main, *info.others} <= set(MEASURES)
    assert set(METRICS) <= set(MEASURES)
