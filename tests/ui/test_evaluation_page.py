"""The page コーチの評価: from a verdict to a sample, a label, a comparison, a run under way."""

import importlib
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from coach.domain.passage import Answer, Declined, Passage, cite
from coach.domain.run import Status
from coach.evaluation import background
from coach.evaluation.catalogue import ASPECTS
from coach.evaluation.runner import Order, Subject
from coach.evaluation.service import Evaluation
from coach.settings import Settings, shipped
from coach.storage.database import Database
from coach.storage.runs import SqlRunStore
from coach.ui.components import eval_compare, eval_sample, eval_samples

PASSAGE = Passage("p1", "d.md", ("第1章", "期待"), "信頼は未来への期待です。<b>太字ではない</b>")
ANSWER = "信頼は未来への期待です。屋上には温水プールがあります。"


def ask(question: str) -> Answer | Declined:
    if "？" in question:
        return Declined("申し訳ありません。資料には見つかりませんでした。", (), (PASSAGE,))
    return Answer(ANSWER, (cite(PASSAGE, "信頼は未来への期待です。"),), (PASSAGE,))


@pytest.fixture
def evaluation(tmp_path: Path) -> Evaluation:
    embedder: Any = SimpleNamespace(passages=lambda texts: [np.array([1.0, 0.0]) for _ in texts])
    nothing: Any = None
    subject = Subject(
        ask=ask,
        tagger=lambda: nothing,
        rehearsal=lambda: nothing,
        scenarios=list,
        passages=lambda: [PASSAGE],
        embedder=lambda: embedder,
        versions=dict,
    )
    store = SqlRunStore(Database(f"sqlite:///{tmp_path / 'x.sqlite3'}"))
    return Evaluation(subject, store, Settings(home=tmp_path), data=shipped("eval"))


@pytest.fixture
def page(evaluation: Evaluation, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page alone, over that evaluation."""
    st.cache_resource.clear()
    given = ModuleType("given_coach")
    given.coach = SimpleNamespace(evaluation=evaluation, settings=evaluation.settings)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "given_coach", given)

    def script() -> None:
        from given_coach import coach  # type: ignore[import-not-found]

        from coach.ui.pages import evaluation as shown

        shown.show(coach)

    return AppTest.from_function(script, default_timeout=30)


def written(page: AppTest) -> str:
    texts = [one.body for one in page.html]
    texts += [
        str(one.value) for kind in ("markdown", "caption", "info", "success", "warning") for one in page.get(kind)
    ]
    return "\n".join(texts)


def measured(evaluation: Evaluation, limit: int | None = 12) -> str:
    return evaluation.run(Order(limit=limit), acting="local").id


def at(page: AppTest, view: str, **address: str) -> AppTest:
    for name, value in {"view": view, **address}.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def test_before_any_run_the_page_shows_the_shipped_figures_by_name_and_how_to_begin(
    page: AppTest, evaluation: Evaluation
) -> None:
    at(page, "trend")
    assert written(page).count("出荷時の測定（") == len(ASPECTS)
    assert not [one for one in page.button if str(one.key).startswith("worst-")]
    assert "「評価を実行する」" in written(page)


def test_without_shipped_figures_nothing_is_measured_before_the_first_run(
    page: AppTest, evaluation: Evaluation, tmp_path: Path
) -> None:
    (tmp_path / "thresholds.toml").write_bytes((shipped("eval") / "thresholds.toml").read_bytes())
    evaluation._data = tmp_path
    assert "まだ測っていません" in written(at(page, "trend"))


def test_a_run_of_one_s_own_takes_the_place_of_the_shipped_figures(page: AppTest, evaluation: Evaluation) -> None:
    measured(evaluation)
    mine = {one.aspect for one in evaluation.findings(acting="local") if not one.shipped}
    assert mine == {aspect for aspect, info in ASPECTS.items() if info.dataset == "questions"}


def test_each_aspect_has_a_verdict_with_value_interval_and_threshold(page: AppTest, evaluation: Evaluation) -> None:
    measured(evaluation, None)
    text = written(at(page, "trend"))
    for words in ("根拠がある", "漏れがない", "断るべきときに断る", "タグが正しい", "基準 95%以上", "誤差の範囲"):
        assert words in text
    assert "「根拠がある" in text  # in the sentence on top
    assert "基準に届いていません" in text
    assert page.get("arrow_vega_lite_chart") or page.get("vega_lite_chart")


@pytest.mark.parametrize("view", ["trend", "samples", "compare", "trust", "export", "start"])
def test_every_view_opens(page: AppTest, evaluation: Evaluation, view: str) -> None:
    measured(evaluation)
    measured(evaluation)
    at(page, view)


def test_the_worst_sample_comes_first_and_shows_what_is_not_grounded(page: AppTest, evaluation: Evaluation) -> None:
    measured(evaluation)
    at(page, "samples")
    page.selectbox(key="eval-measure").select("grounded_share").run()
    text = written(page)
    assert '<mark class="care"' in text
    assert "屋上には温水プールがあります" in text
    assert "&lt;b&gt;" in text
    assert "<b>太字" not in text
    assert page.query_params["sample"]


def test_a_reload_shows_the_same_sample(page: AppTest, evaluation: Evaluation) -> None:
    run = evaluation.store.get(measured(evaluation), acting="local")
    last = run.samples[-1]
    at(page, "samples", run=run.id, sample=last.id)
    assert page.query_params["sample"] in (last.id, [last.id])
    assert str(last.shown["question"])[:8] in "".join(str(one.value) for one in page.get("subheader"))


def test_a_verdict_of_ones_own_is_kept(page: AppTest, evaluation: Evaluation) -> None:
    measured(evaluation)
    at(page, "samples")
    verdict = next(one for one in page.radio if one.label == "判断")
    verdict.set_value(verdict.options[0] if isinstance(verdict.options[0], int) else verdict.options[2])
    next(one for one in page.button if "判断を保存" in str(one.label)).click().run()
    assert not page.exception
    assert len(evaluation.store.labels(acting="local")) == 1


def test_a_run_under_way_is_seen_after_a_reload_and_can_be_cancelled(page: AppTest, evaluation: Evaluation) -> None:
    run = evaluation.announce(Order(), acting="local")
    evaluation.store.progress(run.id, 10, 40, acting="local")
    at(page, "trend")
    page.button(key="eval-cancel").click().run()
    assert evaluation.store.get(run.id, acting="local").status is Status.CANCELLED
    assert background.running(evaluation, acting="local") is None


def test_starting_hands_the_order_to_another_process(
    page: AppTest, evaluation: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(background.subprocess, "Popen", lambda command, **_: started.append(command))
    at(page, "start")
    page.checkbox(key="eval-small").check()
    page.button(key="eval-start").click().run()
    [command] = started
    assert ["--limit", "40"] == command[-2:]
    assert command[command.index("--run-id") + 1] == evaluation.store.runs(acting="local")[0].id


def test_the_csv_can_be_downloaded(page: AppTest, evaluation: Evaluation) -> None:
    measured(evaluation)
    at(page, "export")
    assert len(page.get("download_button")) == 3


def test_a_difference_is_read_in_the_direction_of_the_measure() -> None:
    difference = importlib.import_module("coach.evaluation.statistics").Difference
    assert eval_compare.reading("repeats", difference(0.1, 0.3, 0.2, 0.1, 0.3)) == "悪くなりました"
    assert eval_compare.reading("grounded_share", difference(0.1, 0.3, 0.2, 0.1, 0.3)) == "よくなりました"
    assert eval_compare.reading("grounded_share", difference(0.1, 0.3, 0.2, -0.1, 0.3)) == "偶然の範囲です"
    assert eval_compare.reading("grounded_share", difference(None, 0.3, None)) == "片方にしか値がありません"


def test_two_runs_that_measured_the_same_are_compared_first(evaluation: Evaluation) -> None:
    names = [measured(evaluation, limit) for limit in (12, 6, 12)]
    runs = evaluation.store.runs(acting="local")
    assert [names[2], names[0]] == [one.id for one in eval_compare.alike(runs)]


def test_only_what_is_not_perfect_can_be_asked_for(evaluation: Evaluation) -> None:
    run = evaluation.store.get(measured(evaluation), acting="local")
    found = eval_samples.ranked(run.samples, "decline_accuracy", only_bad=True)
    assert all(one.scores["decline_accuracy"].value == 0 for one in found)


def test_marks_keep_the_answer_to_the_letter() -> None:
    html = eval_sample.highlighted("a<b。c。", [{"start": 0, "end": 4, "grounded": True, "reason": "r"}])
    assert '<div class="marked"><mark class="good" title="r">a&lt;b。</mark><sup>✓</sup>c。</div>' == html


def test_a_progress_is_told_with_the_time_left(evaluation: Evaluation) -> None:
    from dataclasses import replace

    from coach.ui.components.eval_running import progress

    began = datetime(2026, 11, 22, 12, tzinfo=UTC)
    run = replace(evaluation.announce(Order(), acting="local"), started_at=began, updated_at=began.replace(second=10))
    assert progress(replace(run, done=10, total=40)) == "「質問への回答」を評価しています：10／40（残り約30秒）"
    assert "準備" in progress(run)
