"""The page コーチの評価: the answer on top, questions that become part of the data, and practice of five people or more."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from coach.domain.asked import AskedQuestion
from coach.domain.errors import BadInput
from coach.domain.labels import Scene
from coach.domain.passage import Answer, Citation, Declined, Passage, cite
from coach.domain.practised import Missed, Practised
from coach.domain.run import Figure, Run, Status
from coach.evaluation.catalogue import Aspect
from coach.evaluation.gate import Check
from coach.evaluation.runner import Order, Subject
from coach.evaluation.service import Evaluation, Finding
from coach.settings import Settings, shipped
from coach.storage.database import Database
from coach.storage.runs import SqlRunStore
from coach.ui.components import eval_practised, eval_trend, eval_verdicts

PASSAGE = Passage("p1", "d.md", ("第1章",), "信頼は未来への期待です。")
WHEN = datetime(2026, 11, 22, 12, tzinfo=UTC)
ASKED = AskedQuestion(
    "x1",
    "田中さんの1on1はどう進めますか",
    answered=True,
    answer="信頼は未来への期待です。",
    citations=(Citation("p1", "d.md", "第1章", "未来への期待"),),
    helpful=None,
    asked_at=WHEN,
)


def ask(question: str) -> Answer | Declined:
    if "？" in question:
        return Declined("申し訳ありません。資料には見つかりませんでした。", (), (PASSAGE,))
    return Answer(PASSAGE.text, (cite(PASSAGE, PASSAGE.text),), (PASSAGE,))


@pytest.fixture
def coach(tmp_path: Path) -> SimpleNamespace:
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
    settings = Settings(home=tmp_path)
    store = SqlRunStore(Database(f"sqlite:///{tmp_path / 'x.sqlite3'}"))
    return SimpleNamespace(
        evaluation=Evaluation(subject, store, settings, data=shipped("eval")),
        settings=settings,
        questions=SimpleNamespace(asked=lambda *, acting, limit=100: [ASKED]),
        practised=SimpleNamespace(aggregate=lambda *, acting: ()),
    )


@pytest.fixture
def page(coach: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    st.cache_resource.clear()
    given = ModuleType("given_coach")
    given.coach = coach  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "given_coach", given)

    def script() -> None:
        from given_coach import coach  # type: ignore[import-not-found]

        from coach.ui.pages import evaluation as shown

        shown.show(coach)

    return AppTest.from_function(script, default_timeout=30)


def written(page: AppTest) -> str:
    kinds = ("markdown", "caption", "info", "success", "warning")
    return "\n".join([*(one.body for one in page.html), *(str(one.value) for kind in kinds for one in page.get(kind))])


def at(page: AppTest, view: str) -> AppTest:
    page.query_params["view"] = view
    page.run()
    assert not page.exception
    return page


# -- the answer on top


def finding(aspect: Aspect, **values: float) -> Finding:
    checks = tuple(Check("d", name, 0.9, value, value - 0.1, 1.0, value >= 0.9) for name, value in values.items())
    return Finding(aspect, None, Figure(0.95, 0.9, 1.0, 9), 0.9, checks)


GOOD = finding(Aspect.GROUNDED, grounded_share=1.0)
BAD = finding(Aspect.GROUNDED, grounded_share=0.5)
UNKNOWN = Finding(Aspect.TAGS, None, None, None)


@pytest.mark.parametrize(
    ("findings", "words"),
    [
        ([UNKNOWN], "判断できません"),
        ([GOOD, UNKNOWN], "測った範囲では"),
        ([GOOD, BAD], "注意が必要な点"),
        ([BAD], "まだ頼れる水準に届いていません"),
        ([GOOD], "すべての観点で基準を満たしています"),
    ],
)
def test_the_answer_is_no_better_than_the_weakest_aspect(findings: list[Finding], words: str) -> None:
    assert words in eval_verdicts.headline(findings)


def test_an_aspect_is_not_good_when_only_its_main_figure_is() -> None:
    one = finding(Aspect.DECLINES, right_decline=1.0, right_answer=0.5)
    assert one.check is not None
    assert one.check.passed
    assert eval_verdicts.verdict(one) == ("基準に届いていません", "care")
    assert "「答えるべき質問に答えた割合」が50%" in eval_verdicts.remarks(one)[0]


def test_a_figure_that_rounds_to_its_threshold_is_told_more_exactly() -> None:
    worse = Check("conversations", "direction_opposite", 0.05, 0.054, 0.04, 0.07, passed=False)
    main = Check("conversations", "direction_right", 0.8, 0.9, 0.85, 0.95, passed=True)
    said = eval_verdicts.remarks(Finding(Aspect.PRACTICE, None, Figure(0.9), 0.8, (main, worse)))
    assert said == ["「被信頼感が逆に動いた割合」が5.4%で、基準（5%以下）を超えています。"]


def test_a_verdict_from_a_part_says_so_and_one_from_another_knowledge_too(page: AppTest, coach: Any) -> None:
    coach.evaluation.run(Order(limit=12), acting="local")
    assert "一部だけを測った結果です（全問のうち12件）" in written(at(page, "trend"))
    assert "資料が変わっています" not in written(page)
    coach.evaluation._subject = replace(coach.evaluation._subject, versions=lambda: {"knowledge": "k2"})
    assert "資料が変わっています" in written(at(page, "trend"))


def test_from_a_verdict_one_comes_to_the_worst_sample_of_its_figure(page: AppTest, coach: Any) -> None:
    run = coach.evaluation.run(Order(limit=30), acting="local")
    at(page, "trend")
    page.button(key="worst-complete").click().run()
    assert not page.exception
    assert page.query_params["view"] in ("samples", ["samples"])
    assert page.selectbox(key="eval-measure").value == "answer_correctness"
    worst = min(
        (one for one in run.samples if one.scores["answer_correctness"].value is not None),
        key=lambda one: (one.scores["answer_correctness"].value, one.id),
    )
    assert page.query_params["sample"] in (worst.id, [worst.id])


def test_a_run_without_a_result_says_why(page: AppTest, coach: Any) -> None:
    store = coach.evaluation.store
    run = coach.evaluation.announce(Order(), acting="local")
    store.finish(replace(run, status=Status.FAILED, message="索引が壊れています。"), acting="local")
    assert "結果がありません：索引が壊れています。" in written(at(page, "trend")).replace("\\", "")
    store.finish(replace(run, updated_at=run.updated_at - timedelta(hours=1)), acting="local")
    assert "途中で終わったようです" in written(at(page, "trend"))


def test_a_model_is_offered_as_judge_only_where_text_may_be_sent(page: AppTest, coach: Any) -> None:
    evaluation = coach.evaluation
    evaluation._settings = evaluation.settings.model_copy(update={"llm_base_url": "https://llm.example/v1"})
    assert any(one.key == "eval-judge" for one in at(page, "start").radio)
    evaluation._subject = replace(evaluation._subject, may_judge=lambda: False)
    assert not any(one.key == "eval-judge" for one in at(page, "start").radio)
    with pytest.raises(BadInput, match="同意"):
        evaluation.announce(Order(judge="llm"), acting="local")


def test_the_page_does_not_load_ragas() -> None:
    import subprocess

    code = "import sys, coach.ui.pages.evaluation; print([one for one in sys.modules if one.startswith('ragas')])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


# -- trend


def test_a_chart_is_told_in_words_and_its_axis_begins_below_everything() -> None:
    found = [{"value": 0.9, "low": 0.84, "high": 1.0}, {"value": 0.95, "low": 0.9, "high": 1.0}]
    said = eval_trend.in_words(found, 0.85)
    assert said.startswith("2回の評価で、90%から95%になりました。")
    assert "85%" in said
    assert eval_trend.bottom(found, 0.85) == 0.5
    assert eval_trend.bottom([{"low": 0.31}], 0.85) == pytest.approx(0.2)
    assert eval_trend.in_words([], None) == "まだ測っていません。"


# -- a question of the app becomes part of the data


def test_a_question_is_added_after_its_text_was_seen_and_edited(page: AppTest, coach: Any) -> None:
    at(page, "asked")
    [text] = page.text_area
    assert text.value == ASKED.question
    text.set_value("部下の1on1はどう進めますか")
    next(one for one in page.button if "加える" in str(one.label)).click().run()
    assert not page.exception
    [own] = coach.evaluation.own.all()
    assert (own.question, own.answerable, own.gold) == ("部下の1on1はどう進めますか", True, ("未来への期待",))
    stored = (coach.settings.home / "eval" / "questions.jsonl").read_text("utf-8")
    assert "田中" not in stored
    assert not page.text_area  # it is not offered again
    page.button(key=f"eval-own-{own.id}").click().run()
    assert coach.evaluation.own.all() == []


def test_an_empty_question_is_refused_with_a_sentence(page: AppTest, coach: Any) -> None:
    at(page, "asked")
    page.text_area[0].set_value("  ")
    next(one for one in page.button if "加える" in str(one.label)).click().run()
    assert "質問の文章を入力してください" in written(page)
    assert coach.evaluation.own.all() == []


# -- practice of many


def cells(*, acting: str) -> Sequence[Practised]:
    points = (Missed("feelings", "相手の気持ちや考えを尋ねた", 9), Missed("facts", "成果を伝えた", 1))
    return (Practised(Scene.APPRAISAL, "2026-10", 5, 20, points),)


def test_without_an_aggregate_nothing_is_shown_but_the_rule(page: AppTest) -> None:
    text = written(at(page, "practised"))
    assert "お見せできる集計はまだありません" in text
    assert "5人以上" in text
    assert "約" not in text.split("お見せできる")[0]


def test_an_aggregate_is_told_roughly(page: AppTest, coach: Any) -> None:
    coach.practised.aggregate = cells
    text = written(at(page, "practised"))
    assert "2026年10月" in text
    assert "5人以上が、約20回練習しました。" in text
    assert "「相手の気持ちや考えを尋ねた」 9割以上" in text
    assert "成果を伝えた" not in text


@pytest.mark.parametrize(("tenths", "words"), [(1, "1割以下"), (3, "約3割"), (9, "9割以上")])
def test_shares_are_told_in_tenths(tenths: int, words: str) -> None:
    assert eval_practised.share(tenths) == words


def part(low: float, split: str = "all-40") -> Finding:
    now = datetime.now(UTC)
    run = Run("r", "local", "questions", split, "local", "local", now, now, Status.DONE)
    check = Check("questions", "grounded_share", 0.9, 0.97, low, 1.0, passed=True)
    return Finding(Aspect.GROUNDED, run, Figure(0.97, low, 1.0, 40), 0.9, (check,))


@pytest.mark.parametrize(("finding", "unsure"), [(part(0.8), True), (part(0.95), False), (part(0.8, "all"), False)])
def test_a_small_part_whose_interval_reaches_below_the_threshold_is_no_verdict_yet(
    finding: Finding, *, unsure: bool
) -> None:
    assert unsure == ("まだ言い切れません" in eval_verdicts.headline([finding, UNKNOWN]))
    assert unsure == ("まだ言い切れません" in eval_verdicts.summary([finding]))
    assert eval_verdicts.verdict(finding)[1] == ("neutral" if unsure else "good")
