"""`ChatModel` over langchain-openai's ChatOpenAI: any OpenAI-compatible endpoint."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from coach.llm.endpoint import Endpoint
from coach.llm.fault import Fault, ModelFailed
from coach.llm.fault_of import fault_of
from coach.llm.model import Completion, Message, Request, Role, Tokens
from coach.llm.pump import Patience, pumped
from coach.settings import Settings

_TALKATIVE = ("openai", "httpx", "httpx2", "httpcore", "httpcore2", "langchain_openai", "langchain_core")
"""Loggers that write requests, with prompts, when somebody turns debugging on."""

_ROLES = {Role.SYSTEM: "system", Role.USER: "user", Role.ASSISTANT: "assistant"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the server was found to understand; starts with everything."""

    json_schema: bool = True
    stream_usage: bool = True
    temperature: bool = True

    def without(self, complaint: str) -> "Dialect | None":
        """A simpler dialect that avoids what the server complained of; None when that is nothing of ours."""
        if self.json_schema and any(word in complaint for word in ("response_format", "json_schema", "grammar")):
            return replace(self, json_schema=False)
        if self.stream_usage and ("stream_options" in complaint or "include_usage" in complaint):
            return replace(self, stream_usage=False)
        if self.temperature and "temperature" in complaint:
            return replace(self, temperature=False)
        return None


class OpenAiChat:
    """The model of one endpoint. Importing the SDK takes seconds, so it happens at the first call or in `warm`."""

    def __init__(self, settings: Settings) -> None:
        self.endpoint = Endpoint.of(settings)
        self._settings = settings
        self._dialect = Dialect()
        self._places = threading.BoundedSemaphore(settings.llm_concurrency)
        self._lock = threading.Lock()
        self._patience = Patience(settings.llm_first_word_seconds, settings.llm_gap_seconds, settings.llm_total_seconds)

    def warm(self) -> None:
        """Import the SDK and make the client in the background, so that the first turn need not wait for it."""
        threading.Thread(target=self._ready, name="coach-llm-warm", daemon=True).start()

    def run(self, request: Request) -> Iterator[str | Completion]:
        """Pieces as they come, then the whole. A server that lacks a feature is asked once more without it."""
        if not self._places.acquire(timeout=self._settings.llm_connect_seconds):
            raise ModelFailed(Fault.BUSY)
        try:
            yield from self._understood(request)
        finally:
            self._places.release()

    def payload(self, request: Request) -> dict[str, Any]:
        """Exactly what would be sent, for showing."""
        sent = dict(self._ready()._get_request_payload(_messages(request), **self._options(request)))  # noqa: SLF001
        return {**sent, **sent.pop("extra_body", {}), "stream": request.pieces}

    def _ready(self) -> Any:
        with self._lock:
            return self._client

    def _understood(self, request: Request) -> Iterator[str | Completion]:
        while True:
            try:
                yield from self._once(request)
            except _Unknown as unknown:
                self._dialect = unknown.dialect
            else:
                return

    def _once(self, request: Request) -> Iterator[str | Completion]:
        client = self._ready()
        options = self._options(request)
        whole = self._settings.llm_whole_seconds
        patience = self._patience if request.pieces else Patience(whole, whole, whole)

        def speak() -> Iterator[Any]:
            if request.pieces:
                yield from client.stream(_messages(request), **options)
            else:
                yield client.invoke(_messages(request), **options)

        try:
            yield from _read(pumped(speak, patience), request)
        except ModelFailed:
            raise
        except Exception as error:  # noqa: BLE001 (told apart by fault_of)
            simpler = self._dialect.without(str(error)) if getattr(error, "status_code", None) in (400, 422) else None
            if simpler:
                raise _Unknown(simpler) from None
            # `from None`: the SDK's messages quote requests and keys.
            raise fault_of(error) from None

    def _options(self, request: Request) -> dict[str, Any]:
        # In extra_body langchain leaves things alone: it would rename max_tokens to a word that many servers do not
        # know, and read a structured reply with the SDK's parser, which refuses what ours still understands.
        extra: dict[str, Any] = {}
        if request.schema is not None and self._dialect.json_schema:
            extra["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": request.purpose, "strict": True, "schema": dict(request.schema)},
            }
        extra["max_completion_tokens" if self.endpoint.is_openai else "max_tokens"] = self._settings.llm_max_tokens
        options: dict[str, Any] = {"extra_body": extra}
        if request.pieces:
            options["stream_usage"] = self._dialect.stream_usage
        if self._settings.llm_temperature is not None and self._dialect.temperature:
            options["temperature"] = self._settings.llm_temperature
        return options

    @cached_property
    def _client(self) -> Any:
        from langchain_openai import ChatOpenAI
        from openai import DefaultHttpxClient, Timeout

        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)
        local = self.endpoint.is_loopback
        settings = self._settings
        timeout = Timeout(settings.llm_total_seconds, connect=settings.llm_connect_seconds)
        return ChatOpenAI(
            model=self.endpoint.model,
            base_url=self.endpoint.url,
            api_key=self.endpoint.key or "none",  # servers without keys want some word
            timeout=timeout,
            max_retries=0,
            reasoning_effort=settings.llm_reasoning_effort,
            use_responses_api=False,
            cache=False,
            verbose=False,
            # What goes to this machine must neither pass a proxy nor follow a redirect elsewhere.
            http_client=DefaultHttpxClient(timeout=timeout, trust_env=not local, follow_redirects=False),
        )


class _Unknown(Exception):
    def __init__(self, dialect: Dialect) -> None:
        super().__init__()
        self.dialect = dialect


def _messages(request: Request) -> list[dict[str, str]]:
    return [_message(one) for one in request.messages]


def _message(message: Message) -> dict[str, str]:
    return {"role": _ROLES[message.role], "content": message.text}


def _read(chunks: Iterator[Any], request: Request) -> Iterator[str | Completion]:
    parts: list[str] = []
    finish = ""
    tokens: Tokens | None = None
    for chunk in chunks:
        text = chunk.text if isinstance(chunk.text, str) else chunk.text()
        tokens = _tokens(chunk.usage_metadata) or tokens
        finish = chunk.response_metadata.get("finish_reason") or finish
        if text:
            parts.append(text)
            if request.pieces:
                yield text
    whole = "".join(parts)
    if finish == "content_filter":
        raise ModelFailed(Fault.FILTERED)
    if not whole.strip():
        raise ModelFailed(Fault.EMPTY)
    if request.pieces and not finish:
        # A connection that closes politely half-way looks like an end; only the finish reason tells.
        raise ModelFailed(Fault.CUT_SHORT)
    yield Completion(whole, tokens or _estimate(request, whole))


def _tokens(usage: Any) -> Tokens | None:
    if not usage or not usage.get("total_tokens"):
        return None
    details = usage.get("input_token_details") or {}
    return Tokens(usage["input_tokens"], usage["output_tokens"], details.get("cache_read") or 0)


def _estimate(request: Request, reply: str) -> Tokens:
    """A token a character: about right for Japanese, too much for English, and never zero."""
    return Tokens(sum(len(message.text) for message in request.messages), len(reply), estimated=True)
