"""The judge that is a language model: Ragas' own metrics, with Japanese prompts, over the endpoint in the settings."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from coach.domain.errors import BadInput
from coach.domain.run import Score
from coach.evaluation.grounding import Embed
from coach.evaluation.judge_prompts import adapt, prompts_version
from coach.evaluation.questions import Asked, Judge
from coach.settings import Settings

NAMES = ("faithfulness", "answer_relevancy", "context_precision", "context_recall", "factual_correctness")
_CONCURRENCY = 4
_AT_ONCE = 8
"""Samples in flight: enough to keep the endpoint busy, few enough to stop soon."""


class LlmJudge:
    """`Judge` by a language model, beside the measures of ours. What fails is not scored, with its reason."""

    name = "llm"

    def __init__(
        self, settings: Settings, embed: Embed, *, beside: Judge | None = None, concurrency: int = _CONCURRENCY
    ) -> None:
        if not (settings.llm_base_url or settings.llm_api_key):
            raise BadInput(
                "審査に使う言語モデルが設定されていません。COACH_LLM_BASE_URL または COACH_LLM_API_KEY を設定するか、"
                "--judge local を指定してください。"
            )
        self._settings = settings
        self._embed = embed
        self._beside = beside
        self._concurrency = concurrency
        self._tokens = 0

    def facts(self) -> dict[str, str]:
        """What the run should remember of the judge."""
        return {
            "judge.model": self._settings.llm_model,
            "judge.prompts": prompts_version(),
            "judge.tokens": str(self._tokens),
        }

    def judge(self, asked: Sequence[Asked], tick: Callable[[], None]) -> list[Mapping[str, Score]]:
        """The scores of each answer, in order."""
        ours = self._beside.judge(asked, lambda: None) if self._beside else [{} for _ in asked]
        theirs = asyncio.run(self._all(asked, tick))
        return [{**first, **second} for first, second in zip(ours, theirs, strict=True)]

    async def _all(self, asked: Sequence[Asked], tick: Callable[[], None]) -> list[Mapping[str, Score]]:
        from coach.evaluation.judge_endpoint import Endpoint

        endpoint = Endpoint(self._settings, concurrency=self._concurrency)
        metrics = _metrics(endpoint, self._embed)
        gate = asyncio.Semaphore(_AT_ONCE)

        async def one(each: Asked) -> Mapping[str, Score]:
            async with gate:
                scores = {name: await _score(name, metric, each) for name, metric in metrics.items()}
            tick()
            return scores

        try:
            return list(await asyncio.gather(*(one(each) for each in asked)))
        finally:
            self._tokens = endpoint.tokens


def _metrics(endpoint: Any, embed: Embed) -> dict[str, Any]:
    """Ragas' metrics with our prompts."""
    from ragas.embeddings.base import BaseRagasEmbedding
    from ragas.metrics.collections import (
        AnswerRelevancy,
        ContextPrecision,
        ContextRecall,
        FactualCorrectness,
        Faithfulness,
    )

    class Vectors(BaseRagasEmbedding):
        """The coach's embedder under Ragas' interface."""

        def embed_text(self, text: str, **_: Any) -> list[float]:
            return [float(number) for number in embed([text])[0]]

        async def aembed_text(self, text: str, **_: Any) -> list[float]:
            return self.embed_text(text)

    faithfulness, factual = Faithfulness(llm=endpoint), FactualCorrectness(llm=endpoint)
    relevancy = AnswerRelevancy(llm=endpoint, embeddings=Vectors(), strictness=1)
    precision, recall = ContextPrecision(llm=endpoint), ContextRecall(llm=endpoint)
    adapt(faithfulness.statement_generator_prompt, "statement_generator")
    adapt(faithfulness.nli_statement_prompt, "nli_statement")
    adapt(relevancy.prompt, "answer_relevance")
    adapt(precision.prompt, "context_precision")
    adapt(recall.prompt, "context_recall")
    adapt(factual.prompt, "claim_decomposition")
    adapt(factual.nli_prompt, "nli_statement")
    return dict(zip(NAMES, (faithfulness, relevancy, precision, recall, factual), strict=True))


_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "faithfulness": ("user_input", "response", "retrieved_contexts"),
    "answer_relevancy": ("user_input", "response"),
    "context_precision": ("user_input", "reference", "retrieved_contexts"),
    "context_recall": ("user_input", "retrieved_contexts", "reference"),
    "factual_correctness": ("response", "reference"),
}
_MISSING = {
    "response": "回答がありません。",
    "reference": "照らし合わせる正解の文がありません。",
    "retrieved_contexts": "渡した節がありません。",
    "user_input": "質問がありません。",
}


async def _score(name: str, metric: Any, asked: Asked) -> Score:
    from coach.evaluation.judge_endpoint import NotScored, said

    if "response" in _COLUMNS[name] and not asked.sample.answered:
        return Score(None, "答えずに断っているため、対象外です。")
    columns = {column: getattr(asked.sample, column) for column in _COLUMNS[name]}
    lacking = next((column for column, value in columns.items() if not value), None)
    if lacking:
        return Score(None, _MISSING[lacking])
    columns = {key: list(value) if key == "retrieved_contexts" else value for key, value in columns.items()}
    token = said.set([])
    try:
        return await _scored(metric.ascore(**columns), said.get())
    except NotScored as error:
        return Score(None, str(error))
    finally:
        said.reset(token)


async def _scored(scoring: Awaitable[Any], answers: Sequence[Any]) -> Score:
    value = float((await scoring).value)
    if not -1e-6 <= value <= 1 + 1e-6:
        # Also NaN. A negative cosine of a generated question would be no relation at all.
        return Score(None, "審査の値が 0 から 1 の範囲にありませんでした。")
    return Score(round(min(1.0, max(0.0, value)), 4), _reason(answers))


def _reason(answers: Sequence[Any]) -> str:
    """What the judge objected to; where it objected to nothing, what it said last."""
    verdicts = [
        (getattr(item, "statement", ""), item.reason, getattr(item, "verdict", getattr(item, "attributed", 1)))
        for answer in answers
        for item in (*getattr(answer, "statements", ()), *getattr(answer, "classifications", ()), answer)
        if hasattr(item, "reason")
    ]
    against = [
        f"「{statement}」：{reason}" if statement else reason for statement, reason, good in verdicts if not good
    ]
    if against:
        return "／".join(against[:3])
    question = next((answer.question for answer in answers if hasattr(answer, "question")), None)
    if question:
        return f"回答から作った質問：「{question}」"
    return verdicts[-1][1] if verdicts else ""
