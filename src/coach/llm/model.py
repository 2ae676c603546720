"""Our interface to a chat model: one method. Retry, breaker, counting and masking wrap it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from coach.llm.fault import Fault, ModelFailed


class Role(StrEnum):
    """Who speaks in a message."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a model."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Request:
    """What a model is asked. `schema` is the JSON schema of the reply, with its name; `pieces` asks for a stream.

    `purpose`, `session` and `owner` say for whom and what; they are counted, never sent. `names` are known to be
    names of people and are masked with those that are found.
    """

    purpose: str
    messages: tuple[Message, ...]
    schema: Mapping[str, Any] | None = None
    pieces: bool = False
    session: str = ""
    owner: str = "local"
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tokens:
    """What one call used. `estimated` when the server did not say and the characters were counted instead."""

    prompt: int = 0
    completion: int = 0
    cached: int = 0
    estimated: bool = False

    @property
    def total(self) -> int:
        """Both directions."""
        return self.prompt + self.completion


@dataclass(frozen=True, slots=True)
class Completion:
    """A whole reply."""

    text: str
    tokens: Tokens = field(default_factory=Tokens)


class ChatModel(Protocol):
    """Something that completes chats."""

    def run(self, request: Request) -> Iterator[str | Completion]:
        """Pieces of text as they come (if asked for), then, last, the whole `Completion`. Raises ModelFailed."""
        ...


def complete(model: ChatModel, request: Request) -> Completion:
    """The whole reply to `request`. Raises ModelFailed."""
    whole = next((one for one in model.run(request) if isinstance(one, Completion)), None)
    if whole is None:
        raise ModelFailed(Fault.EMPTY)
    return whole
