"""Thresholds, the words for figures, and intervals of what was always right."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coach.domain.run import Figure, Run, SampleResult, Score
from coach.evaluation.catalogue import ASPECTS, MEASURES
from coach.evaluation.gate import check, read_thresholds
from coach.evaluation.statistics import figure
from coach.evaluation.words import extent, kind, percent, reading, topic
from coach.settings import shipped

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
RUN = Run("r", "me", "questions", "all", "local", "local", NOW, NOW)


@pytest.mark.parametrize(
    ("split", "metric", "value", "low", "high", "passed"),
    [
        ("all", "right_decline", 0.90, 0.8, 1.0, True),
        ("all", "right_decline", 0.89, 0.8, 1.0, False),  # a whole run: the value decides
        ("all-40", "right_decline", 0.89, 0.8, 1.0, True),  # a subset: it may well be 0.9
        ("all-40", "right_decline", 0.5, 0.3, 0.89, False),  # surely below
        ("all-40", "right_decline", 0.0, None, None, False),
        ("all", "repeats", 0.06, 0.0, 0.1, False),  # less is better
        ("all-40", "repeats", 0.06, 0.04, 0.1, True),
        ("all-40", "repeats", 0.2, 0.1, 0.3, False),
    ],
)
def test_a_subset_fails_only_where_its_whole_interval_is_on_the_wrong_side(
    split: str, metric: str, value: float, low: float | None, high: float | None, passed: bool
) -> None:
    run = replace(RUN, split=split, figures={metric: Figure(value, low, high, 9)})
    [one] = check([run], {"questions": {metric: 0.05 if metric == "repeats" else 0.9}})
    assert one.passed is passed


def test_every_threshold_belongs_to_an_aspect_that_the_page_shows() -> None:
    shown = {(info.dataset, name) for info in ASPECTS.values() for name in (info.main, *info.others)}
    for dataset, limits in read_thresholds(shipped("eval") / "thresholds.toml").items():
        assert {(dataset, name) for name in limits} <= shown


def test_what_was_always_right_is_not_said_to_be_certain() -> None:
    """The rule of three: no fault in 30 samples leaves room for 3/30."""
    always, never = figure([Score(1.0)] * 30), figure([Score(0.0)] * 30)
    assert (always.value, always.low, always.high) == (1.0, 0.9, 1.0)
    assert (never.value, never.low, never.high) == (0.0, 0.0, 0.1)


@pytest.mark.parametrize(("value", "words"), [(1.0, "100%"), (0.999, "99%"), (0.945, "94%"), (0.0, "0%")])
def test_only_what_is_perfect_is_called_a_hundred(value: float, words: str) -> None:
    assert percent(value) == words


def test_every_aspect_has_its_figure_in_a_sentence_and_every_measure_a_meaning() -> None:
    for info in ASPECTS.values():
        assert "94%" in reading(info.main, 0.94)
        assert {info.main, *info.others} <= set(MEASURES)


@pytest.mark.parametrize(
    ("split", "words"),
    [("all", "全問"), ("all-40", "全問のうち40件"), ("test", "調整に使っていない分"), ("own", "追加した質問")],
)
def test_how_much_was_measured_is_said_in_words(split: str, words: str) -> None:
    assert extent(replace(RUN, split=split)) == words


def test_codes_of_the_data_are_shown_in_japanese() -> None:
    from coach.evaluation.cases import read_questions, read_scripts

    topics = {one.topic for one in read_questions(shipped("eval") / "questions.jsonl")}
    topics |= {one.kind for one in read_scripts(shipped("eval") / "conversations")} | {"both", "trust"}
    assert [one for one in topics if topic(one) == one] == []
    assert kind(SampleResult("x", "", {"answerable": False}, {})) == "資料に答えがない質問"
