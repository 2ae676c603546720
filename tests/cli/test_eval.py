"""coach eval, as a shell sees it: what goes to stdout, what to stderr, and the exit code."""

import csv
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coach.cli import app, session
from coach.domain.labels import Orientation, Tag, Time
from coach.domain.passage import Answer, Declined, Passage, cite
from coach.evaluation.runner import Subject
from coach.evaluation.service import Evaluation
from coach.settings import Settings, shipped
from coach.storage.database import Database
from coach.storage.runs import SqlRunStore

PASSAGE = Passage("p1", "d.md", ("第1章",), "信頼は未来への期待です。")
DECLINED = Declined("申し訳ありません。資料には見つかりませんでした。", (), (PASSAGE,))


class AlwaysTrust:
    version = "t"

    def tag(self, utterance: str, before: Any = (), *, scene: Any = None) -> Tag:
        return Tag(Orientation.TRUST, 0.9, Time.FUTURE)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A coach that answers every question with one sentence, over the shipped data."""
    state = SimpleNamespace(answer=Answer(PASSAGE.text, (cite(PASSAGE, PASSAGE.text),), (PASSAGE,)))
    embedder: Any = SimpleNamespace(passages=lambda texts: [np.array([1.0, 0.0]) for _ in texts])
    nothing: Any = None
    subject = Subject(
        ask=lambda _question: state.answer,
        tagger=AlwaysTrust,
        rehearsal=lambda: nothing,
        scenarios=list,
        passages=lambda: [PASSAGE],
        embedder=lambda: embedder,
        versions=dict,
    )
    store = SqlRunStore(Database(f"sqlite:///{tmp_path / 'x.sqlite3'}"))
    state.evaluation = Evaluation(subject, store, Settings(home=tmp_path), data=shipped("eval"))
    state.tagger = AlwaysTrust()
    monkeypatch.setattr(session, "coach", lambda: state)
    return state


def coach(*arguments: str) -> int:
    return app.run(["eval", *arguments])


@pytest.fixture
def run_id(here: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> str:
    assert coach("run", "--limit", "6", "--json") == 0
    return str(json.loads(capsys.readouterr().out)["run_id"])


def test_run_prints_what_the_contract_names_and_the_progress_elsewhere(here, capsys) -> None:
    assert coach("run", "--limit", "6", "--json") == 0
    out, err = capsys.readouterr()
    form = json.loads(out)
    assert {"run_id", "engine", "judge", "samples", "metrics", "seconds"} <= set(form)
    assert form["samples"] == 6
    assert form["judge"] == "local"
    assert "12/12" in err


def test_run_tells_a_person_each_figure(here, capsys) -> None:
    assert coach("run", "--limit", "6") == 0
    assert "根拠のある文の割合" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [("run", "--dataset", "x"), ("run", "--judge", "x"), ("run", "--split", "x"), ("run", "--judge", "llm")],
)
def test_a_wrong_option_is_one_line_and_exit_code_two(here, capsys, arguments: tuple[str, ...]) -> None:
    assert coach(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.strip().splitlines()) == 1


def test_list_and_show_find_the_run_again(run_id: str, capsys) -> None:
    assert coach("list", "--json") == 0
    assert run_id == json.loads(capsys.readouterr().out)[0]["run_id"]
    assert coach("show", run_id[:8], "--worst", "2") == 0
    assert "理由" not in capsys.readouterr().err
    assert coach("show", run_id, "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["results"]) == 6


def test_show_writes_each_form_by_its_suffix(run_id: str, tmp_path: Path, capsys) -> None:
    for suffix in ("json", "csv", "html"):
        assert coach("show", run_id, "--out", str(tmp_path / f"run.{suffix}")) == 0
    assert len(list(csv.reader((tmp_path / "run.csv").open(encoding="utf-8-sig")))) == 7
    assert (tmp_path / "run.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert coach("show", run_id, "--out", str(tmp_path / "run.pdf")) == 2
    assert capsys.readouterr().out == ""


def test_an_unknown_run_or_sample_is_said_in_one_line(run_id: str, capsys) -> None:
    assert coach("show", "0123456789") == 1
    assert coach("show", run_id, "--sample", "nothing") == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 2


def test_compare_says_what_exceeds_noise(here, run_id: str, capsys) -> None:
    here.answer = DECLINED
    assert coach("run", "--limit", "6", "--json") == 0
    second = json.loads(capsys.readouterr().out)["run_id"]
    assert coach("compare", run_id, second, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["common"] == 6
    assert found["metrics"]["decline_accuracy"]["exceeds_noise"] in (True, False)
    assert any(one["metric"] == "decline_accuracy" for one in found["changed"])
    assert coach("compare", run_id, second) == 0
    assert "共通する 6 件" in capsys.readouterr().out


def test_gate_exits_with_one_and_names_each_figure_that_falls_short(here, capsys) -> None:
    """The answerer never declines: of forty questions that is enough to be sure."""
    assert coach("run", "--limit", "40", "--json") == 0
    capsys.readouterr()
    assert coach("gate", "--subset", "--json") == 1
    out, err = capsys.readouterr()
    failed = [one["metric"] for one in json.loads(out)["checks"] if not one["passed"]]
    assert "right_decline" in failed
    for metric in failed:
        assert f"questions.{metric}" in err


def test_gate_without_a_full_run_says_what_to_do(run_id: str, capsys) -> None:
    """The run of six questions is no full one; it counts when it is named or asked for."""
    assert coach("gate") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "coach eval run" in err
    assert coach("gate", run_id[:8]) == 1
    assert "基準に届いていません" in capsys.readouterr().err


def test_figures_without_full_runs_name_what_is_missing_and_write_nothing(run_id: str, capsys) -> None:
    assert coach("figures", "--write") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "make figures" in err


def test_tagger_makes_the_report(here, capsys) -> None:
    assert coach("tagger", "--split", "dev", "--report") == 0
    out = capsys.readouterr().out
    assert "人＼コーチ" in out
    assert coach("tagger", "--split", "dev", "--json") == 0
    # everything is called trust: recall 1 there, nothing elsewhere
    assert json.loads(capsys.readouterr().out)["labels"]["trust"]["recall"] == 1.0


def test_trust_shows_the_agreement_of_every_measure(here, capsys) -> None:
    assert coach("trust", "--json") == 0
    assert json.loads(capsys.readouterr().out)["shipped"]["grounded_share"] > 0.6


def test_practice_needs_no_scenario_to_say_so(here, capsys) -> None:
    assert coach("practice", "--json") == 0
    assert json.loads(capsys.readouterr().out)["samples"] == 0
