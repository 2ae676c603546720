"""Tries again where that helps: with jitter, as the server asks, and only while nothing has been shown yet."""

from collections.abc import Iterator

from coach.llm.fault import TRIED_AGAIN, ModelFailed
from coach.llm.model import ChatModel, Completion, Request

_BASE = 0.25
"""Seconds before the first repetition, doubled for each further one, and up to as much again at random."""


class RetryingChat:
    """`ChatModel` that calls another one again after a passing fault."""

    def __init__(self, model: ChatModel, *, retries: int, longest_wait: float) -> None:
        self._model = model
        self._retries = retries
        self._longest_wait = longest_wait

    def run(self, request: Request) -> Iterator[str | Completion]:
        """The pieces of the first try that gives any."""
        from tenacity import Retrying, retry_if_exception, stop_after_attempt

        def begin() -> tuple[str | Completion, Iterator[str | Completion]]:
            source = self._model.run(request)
            return next(source), source

        first, rest = Retrying(
            stop=stop_after_attempt(self._retries + 1),
            retry=retry_if_exception(self._helps),
            wait=lambda state: self._wait(state.attempt_number, state.outcome.exception() if state.outcome else None),
            reraise=True,
        )(begin)
        yield first
        yield from rest

    def _helps(self, error: BaseException) -> bool:
        if not isinstance(error, ModelFailed) or error.fault not in TRIED_AGAIN:
            return False
        return error.retry_after is None or error.retry_after <= self._longest_wait

    def _wait(self, attempt: int, error: BaseException | None) -> float:
        import random

        asked = error.retry_after if isinstance(error, ModelFailed) else None
        backoff = _BASE * 2 ** (attempt - 1)
        jitter = random.uniform(0, backoff)  # noqa: S311 (spreads load, guards nothing)
        return float(min(self._longest_wait, (asked if asked is not None else backoff) + jitter))
