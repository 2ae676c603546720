"""The judge that is a language model, over a scripted server with recorded verdicts."""

import importlib.util
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coach.domain.errors import BadInput
from coach.domain.passage import Answer, Declined, Passage, cite
from coach.domain.run import Score
from coach.evaluation.cases import Question
from coach.evaluation.judge_llm import NAMES, LlmJudge
from coach.evaluation.judge_local import LocalJudge
from coach.evaluation.judge_prompts import prompts_version, texts
from coach.evaluation.metrics import METRICS, Sample
from coach.evaluation.questions import Asked
from coach.evaluation.runner import Order, Progress, Subject
from coach.evaluation.service import Evaluation
from coach.settings import Settings
from coach.storage.database import Database
from coach.storage.runs import SqlRunStore

_SPEC = importlib.util.spec_from_file_location("judge_server", Path(__file__).with_name("judge_server.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
judge_server = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(judge_server)
judging = judge_server.judging

CONTEXTS = ["食堂は11時半に開きます。", "図書室は10時に開きます。"]


def asked(*, answered: bool = True, reference: str = "食堂は11時半に開きます。") -> Asked:
    question = Question("q1", "食堂はいつ開きますか", answerable=True, topic="t", split="dev")
    text = "食堂は11時半に開きます。現金が使えます。"
    sample = Sample(question.question, text, CONTEXTS, answered=answered, reference=reference)
    return Asked(question, sample, Answer(text, ()) if answered else Declined(text), 1.0)


def embed(texts: Any) -> list[Any]:
    return [np.array([1.0, 0.0]) for _ in texts]


def verdict(prompt: str, _: int) -> str:
    """What a careful judge recorded for that answer: the first statement holds, the second does not."""
    kinds = {name: text["instruction"] for name, text in texts().items()}
    [kind] = [name for name, instruction in kinds.items() if prompt.startswith(instruction)]
    both = [{"statement": "食堂は11時半に開く。", "reason": "書かれている。", "verdict": 1}]
    both.append({"statement": "現金が使える。", "reason": "現金については書かれていない。", "verdict": 0})
    last = prompt.split("Now perform the same")[1]
    recorded: dict[str, Any] = {
        "statement_generator": {"statements": [one["statement"] for one in both]},
        "claim_decomposition": {"claims": [one["statement"] for one in (both if "現金" in last else both[:1])]},
        "nli_statement": {"statements": both if "現金" in last.split('"statements"')[-1] else both[:1]},
        "answer_relevance": {"question": "食堂は何時に開きますか。", "noncommittal": 0},
        "context_precision": {
            "reason": "…",
            "verdict": int("食堂" in last.split('"context"')[-1].split('"answer"')[0]),
        },
        "context_recall": {"classifications": [{"statement": "…", "reason": "…", "attributed": 1}]},
    }
    return json.dumps(recorded[kind], ensure_ascii=False)


def judged(url: str, *samples: Asked, concurrency: int = 4) -> tuple[list[Any], LlmJudge]:
    settings = Settings(llm_base_url=url, llm_model="judge-1")
    judge = LlmJudge(settings, embed, concurrency=concurrency)
    return judge.judge(samples, lambda: None), judge


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client waits between retries; here it need not."""
    monkeypatch.setattr("openai._base_client.INITIAL_RETRY_DELAY", 0.01)
    monkeypatch.setattr("openai._base_client.MAX_RETRY_DELAY", 0.01)


def test_recorded_verdicts_become_the_figures_that_they_mean() -> None:
    with judging(verdict) as server:
        [scores], judge = judged(server.url, asked())
    assert scores["faithfulness"].value == 0.5  # one of two statements
    assert "現金" in scores["faithfulness"].reason
    assert scores["answer_relevancy"].value == 1.0  # the scripted embedding is always the same
    assert scores["context_precision"].value == pytest.approx(1.0, abs=1e-3)  # useful ones first
    assert scores["context_recall"].value == 1.0
    # precision 1/2, recall 1/1: F1 = 2 * 0.5 / 1.5 = 0.67
    assert scores["factual_correctness"].value == pytest.approx(0.67)
    assert judge.facts()["judge.tokens"] == str(100 * len(server.calls))
    assert judge.facts()["judge.prompts"] == prompts_version()


def test_every_prompt_reaches_the_judge_in_japanese() -> None:
    with judging(verdict) as server:
        judged(server.url, asked())
    prompts = [call["messages"][0]["content"] for call in server.calls]
    for one in prompts:
        assert "Your task" not in one
        assert "Einstein" not in one
        assert "John" not in one
    used = {name for name, text in texts().items() if any(one.startswith(text["instruction"]) for one in prompts)}
    assert used == set(texts())


def test_no_more_calls_are_in_flight_than_allowed() -> None:
    with judging(verdict) as server:
        judged(server.url, *(asked() for _ in range(6)), concurrency=2)
    assert 1 <= server.most <= 2


def test_an_answer_that_declines_is_not_put_before_the_judge() -> None:
    with judging(verdict) as server:
        [scores], _ = judged(server.url, asked(answered=False, reference=""))
    assert all(scores[name].value is None for name in NAMES)
    assert not server.calls


FAULTS = {
    "nonsense": "わかりました。",
    "another form": '{"hello": 1}',
    "no verdicts": '{"statements": [], "claims": [], "classifications": [], "question": "", "noncommittal": 0}',
    "server error": 500,
    "too many requests": 429,
    "unauthorised": 401,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_not_scored_and_never_zero(fault: str) -> None:
    with judging(lambda _prompt, _number: FAULTS[fault]) as server:
        [scores], _ = judged(server.url, asked())
    for name in NAMES:
        assert scores[name].value is None, (name, scores[name])
        assert scores[name].reason


def test_one_bad_reply_is_asked_for_again() -> None:
    with judging(lambda prompt, number: "…" if number == 1 else verdict(prompt, number)) as server:
        [scores], _ = judged(server.url, asked())
    assert scores["faithfulness"].value == 0.5


def test_a_verdict_that_is_neither_yes_nor_no_is_not_counted() -> None:
    def strange(prompt: str, number: int) -> str:
        return verdict(prompt, number).replace('"verdict": 1', '"verdict": 7')

    with judging(strange) as server:
        [scores], _ = judged(server.url, asked())
    assert scores["context_precision"] == Score(None, "審査の返答の判定が 0 でも 1 でもありませんでした。")


def test_a_judge_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    from coach.evaluation import judge_endpoint

    monkeypatch.setattr(judge_endpoint.Endpoint.__init__, "__kwdefaults__", {"concurrency": 4, "timeout": 0.2})
    with judging(lambda _prompt, _number: 1.0) as server:
        results, _ = judged(server.url, asked(), asked())
    assert all(scores[name].value is None for scores in results for name in NAMES)
    assert any("接続" in scores[name].reason for scores in results for name in NAMES)


def test_a_server_without_json_mode_is_asked_plainly() -> None:
    def old(prompt: str, number: int) -> str | int:
        return (
            400 if "response_format" in server.calls[number - 1] else f"はい。\n```json\n{verdict(prompt, number)}\n```"
        )

    with judging(old) as server:
        [scores], _ = judged(server.url, asked(), concurrency=1)
    assert scores["faithfulness"].value == 0.5
    assert sum("response_format" in call for call in server.calls) == 1


def test_our_own_measures_stand_beside_those_of_the_model() -> None:
    with judging(verdict) as server:
        settings = Settings(llm_base_url=server.url, llm_model="judge-1")
        [scores] = LlmJudge(settings, embed, beside=LocalJudge(embed)).judge([asked()], lambda: None)
    assert set(scores) == {*METRICS, *NAMES}
    assert scores["grounded_share"].value == 0.5  # one of two sentences, as the model found


def test_without_an_endpoint_the_keyless_judge_is_named() -> None:
    with pytest.raises(BadInput, match="--judge local"):
        LlmJudge(Settings(llm_base_url=None, llm_api_key=None), embed)


def test_a_whole_run_keeps_what_the_model_judged_what_it_could_not_and_what_it_cost(tmp_path: Path) -> None:
    """Three questions: one is judged, the judge fails on one (500), one is declined. Every step is counted."""
    lines = [
        {
            "id": "good",
            "question": "食堂はいつ開きますか",
            "answerable": True,
            "gold": ["11時半"],
            "expect": ["11時半"],
        },
        {"id": "failed", "question": "食堂は故障ですか", "answerable": True, "gold": ["11時半"], "expect": ["11時半"]},
        {"id": "declined", "question": "株価は", "answerable": False},
    ]
    (tmp_path / "questions.jsonl").write_text("\n".join(json.dumps(one) for one in lines), "utf-8")
    passage = Passage("p1", "d.md", ("食堂",), CONTEXTS[0])

    def ask(question: str) -> Answer | Declined:
        if "株価" in question:
            return Declined("申し訳ありません。", (), (passage,))
        text = "故障については、" * ("故障" in question) + passage.text
        return Answer(text, (cite(passage, passage.text),), (passage,))

    def script(prompt: str, number: int) -> str | int:
        return 500 if "故障" in prompt.split("Now perform the same")[1] else verdict(prompt, number)

    nothing: Any = None
    embedder: Any = SimpleNamespace(passages=embed)
    subject = Subject(
        ask, lambda: nothing, lambda: nothing, list, lambda: [passage], lambda: embedder, lambda: {"knowledge": "k"}
    )
    seen: list[Progress] = []
    with judging(script) as server:
        settings = Settings(home=tmp_path, llm_base_url=server.url, llm_model="judge-1")
        store = SqlRunStore(Database(f"sqlite:///{tmp_path / 'x.sqlite3'}"))
        run = Evaluation(subject, store, settings, data=tmp_path).run(
            Order(judge="llm"), acting="me", report=seen.append
        )
    run = store.get(run.id, acting="me")
    assert (run.judge, run.engine) == ("llm", "local")
    scores = {one.id: one.scores["faithfulness"] for one in run.samples}
    assert scores["good"].value is not None
    for name in ("failed", "declined"):
        assert scores[name].value is None
        assert scores[name].reason
    assert (run.figures["faithfulness"].scored, run.figures["faithfulness"].unscored) == (1, 2)
    assert run.figures["right_decline"].value == 1.0  # the measures that need no model stand beside
    assert run.provenance["judge.model"] == "judge-1"
    assert run.provenance["judge.prompts"] == prompts_version()
    assert int(run.provenance["judge.tokens"]) > 0
    assert [(one.done, one.total) for one in seen] == [(n, 6) for n in range(1, 7)]
    assert seen[-1].left == 0
