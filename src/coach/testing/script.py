"""What the scripted server says: texts, JSON, and everything that a real one does wrong."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Fault(StrEnum):
    """A way to fail."""

    REFUSED = "refused"
    """The connection is reset without an answer (a server that is not there: use a port nobody listens on)."""

    UNAUTHORISED = "unauthorised"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    CUT_STREAM = "cut_stream"
    """The connection breaks after half of the reply."""

    POLITE_CUT = "polite_cut"
    """The stream ends early as if it were complete, without a finish reason."""

    SILENCE = "silence"
    """Nothing is sent, and the connection stays open."""

    KEEP_ALIVE = "keep_alive"
    """Only comment lines are sent, which reset a network library's time-out for ever."""

    STALL = "stall"
    """The stream stops after its first pieces, and the connection stays open."""

    INVALID_JSON = "invalid_json"
    """The body is not JSON."""

    EMPTY_CHOICES = "empty_choices"
    NO_TEXT = "no_text"
    CONTENT_FILTER = "content_filter"
    FILTERED_PROMPT = "filtered_prompt"
    NO_MODEL = "no_model"
    TOO_LONG = "too_long"
    NO_SCHEMA = "no_schema"
    """A server that does not know `response_format`: refused when asked for it, answered otherwise."""

    STREAM_ERROR = "stream_error"
    """An error event inside the stream."""


@dataclass(frozen=True, slots=True)
class Say:
    """A reply. A mapping is sent as JSON. Streamed, it comes in pieces of `piece` letters, `gap` seconds apart."""

    what: str | Mapping[str, Any]
    delay: float = 0.0
    gap: float = 0.0
    piece: int = 3
    finish: str = "stop"
    hold: Callable[[str], None] | None = None
    """Called before each piece with what was sent so far: a test keeps the rest back until something has happened."""

    @property
    def text(self) -> str:
        """What is sent."""
        return self.what if isinstance(self.what, str) else json.dumps(self.what, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Failing:
    """A fault with its circumstances."""

    fault: Fault
    retry_after: float | str | None = None
    seconds: float = 60.0


Step = Say | Failing | Fault | str | Mapping[str, Any]
Script = Step | Callable[[Mapping[str, Any]], Step]
"""A step, or a function from the request's body to one."""

STATUS: dict[Fault, tuple[int, str, str]] = {
    Fault.UNAUTHORISED: (401, "invalid_api_key", "Incorrect API key provided."),
    Fault.RATE_LIMITED: (429, "rate_limit_exceeded", "Rate limit reached."),
    Fault.SERVER_ERROR: (500, "server_error", "The server had an error."),
    Fault.NO_MODEL: (404, "model_not_found", "The model does not exist."),
    Fault.TOO_LONG: (400, "context_length_exceeded", "This model's maximum context length is 4096 tokens."),
    Fault.FILTERED_PROMPT: (400, "content_filter", "The prompt triggered the content management policy."),
    Fault.NO_SCHEMA: (400, "invalid_request_error", "response_format is not supported."),
}
"""Faults that are a plain error answer: status, code, message."""


def step_of(script: Script, body: Mapping[str, Any]) -> Say | Failing:
    """The step for a request."""
    step = script(body) if callable(script) else script
    if isinstance(step, Fault):
        step = Failing(step)
    if isinstance(step, Failing):
        if step.fault is Fault.NO_SCHEMA and "response_format" not in body:
            return Say('承知しました。```json\n{"word": "はい"}\n```')
        return step
    return step if isinstance(step, Say) else Say(step)
