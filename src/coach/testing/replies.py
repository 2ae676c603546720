"""Bodies as an OpenAI-compatible server writes them."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from coach.testing.script import STATUS, Failing, Fault, Say

_DIMENSIONS = 32
_HALF = "そうですね、少し考えてみたのですが、"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer on the wire: bytes, and pauses in seconds between them. `length` None: until the connection ends.

    `cut`: the connection ends before all is sent.
    """

    pieces: Iterator[bytes | float]
    status: int = 200
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    cut: bool = False


def answer(body: Mapping[str, Any], step: Say | Failing) -> Reply:
    """The answer to a chat completion."""
    streamed = bool(body.get("stream"))
    if isinstance(step, Say):
        return _events(_spoken(body, step)) if streamed else _whole(_completion(body, step.text, step.finish))
    if step.fault in STATUS:
        return _error(step)
    return _events(_failing_events(step)) if streamed else _failing_whole(body, step)


def embeddings(body: Mapping[str, Any]) -> dict[str, Any]:
    """A vector a text, made from its letters, so that equal texts are equal and the rest is not."""
    texts = body.get("input", [])
    texts = [texts] if isinstance(texts, str) else texts
    rows = [{"object": "embedding", "index": at, "embedding": _vector(str(text))} for at, text in enumerate(texts)]
    return {
        "object": "list",
        "model": body.get("model"),
        "data": rows,
        "usage": {"prompt_tokens": 1, "total_tokens": 1},
    }


def transcription(step: Say | Failing) -> Reply:
    """What a recording says, or why not. Faults of streams end like those of whole answers."""
    if isinstance(step, Say):
        return _whole({"text": step.text})
    return _error(step) if step.fault in STATUS else _failing_whole({}, step)


def _vector(text: str) -> list[float]:
    vector = [0.0] * _DIMENSIONS
    for letter in text:
        vector[hashlib.sha256(letter.encode()).digest()[0] % _DIMENSIONS] += 1.0
    return vector


def _usage(body: Mapping[str, Any], text: str) -> dict[str, Any]:
    asked = sum(len(str(one.get("content", ""))) for one in body.get("messages", []))
    return {"prompt_tokens": asked, "completion_tokens": len(text), "total_tokens": asked + len(text)}


def _completion(body: Mapping[str, Any], text: str | None, finish: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    return {
        **_common("chat.completion"),
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": _usage(body, text or ""),
    }


def _common(kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-scripted", "object": kind, "created": 0, "model": "scripted"}


def _event(value: Mapping[str, Any] | str) -> bytes:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"data: {text}\n\n".encode()


def _delta(text: str | None, finish: str | None = None) -> bytes:
    delta = {"content": text} if text is not None else {}
    return _event(
        {**_common("chat.completion.chunk"), "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
    )


def _spoken(body: Mapping[str, Any], say: Say) -> Iterator[bytes | float]:
    for at in range(0, len(say.text), say.piece):
        if at and say.gap:
            yield say.gap
        if say.hold:
            say.hold(say.text[:at])
        yield _delta(say.text[at : at + say.piece])
    yield _delta(None, say.finish)
    if (body.get("stream_options") or {}).get("include_usage"):
        yield _event({**_common("chat.completion.chunk"), "choices": [], "usage": _usage(body, say.text)})
    yield _event("[DONE]")


def _failing_events(step: Failing) -> Iterator[bytes | float]:
    match step.fault:
        case Fault.CUT_STREAM:
            yield _delta(_HALF)
            # Half an event: the reader cannot take this for an end.
            yield _delta("途中")[:-9]
        case Fault.POLITE_CUT:
            yield _delta(_HALF)
        case Fault.STALL:
            yield _delta(_HALF)
            yield step.seconds
        case Fault.SILENCE:
            yield step.seconds
        case Fault.KEEP_ALIVE:
            for _ in range(int(step.seconds * 20)):
                yield b": still here\n\n"
                yield 0.05
        case Fault.INVALID_JSON:
            yield b'data: {"choices": [{"delta": {"content": \n\n'
        case Fault.EMPTY_CHOICES | Fault.NO_TEXT:
            yield _delta("", "stop")
            yield _event("[DONE]")
        case Fault.CONTENT_FILTER:
            yield _delta(_HALF)
            yield _delta(None, "content_filter")
            yield _event("[DONE]")
        case _:
            yield _event({"error": {"message": "The server had an error.", "code": "server_error"}})


def _failing_whole(body: Mapping[str, Any], step: Failing) -> Reply:
    match step.fault:
        case Fault.SILENCE | Fault.STALL | Fault.KEEP_ALIVE:
            return Reply(iter([step.seconds]))
        case Fault.CUT_STREAM | Fault.POLITE_CUT | Fault.STREAM_ERROR:
            raw = json.dumps(_completion(body, _HALF, "stop")).encode()
            return Reply(iter([raw[: len(raw) // 2]]), length=len(raw), cut=True)
        case Fault.EMPTY_CHOICES:
            return _whole({**_common("chat.completion"), "choices": []})
        case Fault.NO_TEXT:
            return _whole(_completion(body, None, "stop"))
        case Fault.CONTENT_FILTER:
            return _whole(_completion(body, "", "content_filter"))
        case _:
            return _raw(b'{"choices": [{"message"')


def _error(step: Failing) -> Reply:
    status, code, message = STATUS[step.fault]
    raw = json.dumps({"error": {"message": message, "type": code, "code": code, "param": None}}).encode()
    headers = {"Retry-After": str(step.retry_after)} if step.retry_after is not None else {}
    return Reply(iter([raw]), status=status, headers=headers, length=len(raw))


def _whole(value: Mapping[str, Any]) -> Reply:
    return _raw(json.dumps(value, ensure_ascii=False).encode())


def _raw(raw: bytes) -> Reply:
    return Reply(iter([raw]), length=len(raw))


def _events(pieces: Iterator[bytes | float]) -> Reply:
    return Reply(pieces, kind="text/event-stream")
