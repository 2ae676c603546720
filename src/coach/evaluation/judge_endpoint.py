"""A language model behind an OpenAI-compatible endpoint, as Ragas wants it: a prompt and a pydantic model in, one out.

Limited concurrency, retries, and a count of tokens. What a server does not know (`response_format`, `temperature`) is
left out after its first refusal. An empty verdict is an error here, because Ragas would turn it into a zero.
"""

import asyncio
import os
from contextvars import ContextVar
from typing import Any, TypeVar

os.environ.setdefault("RAGAS_DO_NOT_TRACK", "true")

from openai import APIConnectionError, APIError, AsyncOpenAI, BadRequestError
from pydantic import BaseModel, ValidationError
from ragas.llms.base import InstructorBaseRagasLLM

from coach.settings import Settings

Reply = TypeVar("Reply", bound=BaseModel)

_TRIES = 3
_GIVE_UP_AFTER = 4
_LISTS = ("statements", "claims", "classifications")
_VERDICTS = ("verdict", "attributed", "noncommittal")

said: ContextVar[list[BaseModel]] = ContextVar("said")
"""What the model answered for the metric that is being scored, in order."""


class NotScored(Exception):
    """The judge could not judge; the message says why, for readers."""


class Endpoint(InstructorBaseRagasLLM):
    """The judge's model. `tokens` counts what was read and written."""

    def __init__(self, settings: Settings, *, concurrency: int = 4, timeout: float = 60.0) -> None:
        key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else "none"
        self._client = AsyncOpenAI(base_url=settings.llm_base_url, api_key=key, timeout=timeout, max_retries=2)
        self._model = settings.llm_model
        self._limit = asyncio.Semaphore(concurrency)
        self._optional: dict[str, Any] = {"temperature": 0, "response_format": {"type": "json_object"}}
        self._unreachable = 0
        self.tokens = 0

    def generate(self, prompt: str, response_model: type[Reply]) -> Reply:
        """The synchronous twin that Ragas asks for."""
        return asyncio.run(self.agenerate(prompt, response_model))

    async def agenerate(self, prompt: str, response_model: type[Reply]) -> Reply:
        """The model's answer as `response_model`. Raises NotScored with the reason."""
        problem = ""
        for _ in range(_TRIES):
            if self._unreachable >= _GIVE_UP_AFTER:
                raise NotScored("審査する言語モデルに接続できないため、採点できませんでした。")
            text = await self._ask(prompt)
            try:
                answer = response_model.model_validate_json(_object_in(text))
            except (ValidationError, ValueError) as error:
                problem = f"審査の返答を読めませんでした（{type(error).__name__}）。"
                continue
            problem = _unusable(answer)
            if not problem:
                said.get([]).append(answer)
                return answer
        raise NotScored(problem)

    async def _ask(self, prompt: str) -> str:
        async with self._limit:
            try:
                reply = await self._create(prompt)
            except APIConnectionError as error:
                self._unreachable += 1
                raise NotScored(f"審査する言語モデルに接続できませんでした（{type(error).__name__}）。") from error
            except APIError as error:
                raise NotScored(f"審査する言語モデルが失敗しました（{type(error).__name__}）。") from error
        self._unreachable = 0
        self.tokens += reply.usage.total_tokens if reply.usage else 0
        return (reply.choices[0].message.content or "") if reply.choices else ""

    async def _create(self, prompt: str) -> Any:
        messages: Any = [{"role": "user", "content": prompt}]
        while True:
            try:
                return await self._client.chat.completions.create(
                    model=self._model, messages=messages, **self._optional
                )
            except BadRequestError as error:
                refused = next((name for name in self._optional if name in str(error)), None)
                if refused is None:
                    raise
                del self._optional[refused]


def _object_in(text: str) -> str:
    """The JSON object in a reply that may be wrapped in words or a code fence."""
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        raise ValueError("no object")
    return text[start : end + 1]


def _unusable(answer: BaseModel) -> str:
    """Why an answer of the right form still cannot be counted; "" when it can."""
    for name in _LISTS:
        items = getattr(answer, name, None)
        if items is not None and not items:
            return "審査の返答に判定が一つもありませんでした。"
        for item in items or ():
            if _wrong_verdict(item):
                return "審査の返答の判定が 0 でも 1 でもありませんでした。"
    if getattr(answer, "question", "-") == "":
        return "審査の返答に質問がありませんでした。"
    return "審査の返答の判定が 0 でも 1 でもありませんでした。" if _wrong_verdict(answer) else ""


def _wrong_verdict(item: Any) -> bool:
    return any(getattr(item, name, 0) not in (0, 1) for name in _VERDICTS)
