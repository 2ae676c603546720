"""What the model cost: calls and tokens, kept by whoever keeps them, and a limit for the day."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

from coach.domain.errors import CoachError
from coach.domain.usage import Usage
from coach.llm.fault import Fault, ModelFailed
from coach.llm.model import ChatModel, Completion, Request, Tokens


class UsageStore(Protocol):
    """Keeps usage. Every call names who acts."""

    def add(self, usage: Usage, *, acting: str) -> None:
        """Keep one call."""
        ...

    def tokens_since(self, moment: datetime, *, acting: str) -> int:
        """What the acting user has used since then."""
        ...


class MemoryUsage:
    """`UsageStore` of one process, for tests and for commands without a database."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, Usage]] = []
        self._lock = threading.Lock()

    def add(self, usage: Usage, *, acting: str) -> None:
        """Keep one call."""
        with self._lock:
            self.rows.append((acting, usage))

    def tokens_since(self, moment: datetime, *, acting: str) -> int:
        """What the acting user has used since then."""
        with self._lock:
            return sum(usage.tokens for owner, usage in self.rows if owner == acting and usage.at >= moment)


class Meter:
    """Counts calls for whoever makes them, and refuses when the day's tokens are used up."""

    def __init__(self, store: UsageStore, *, name: str, daily_tokens: int | None = None) -> None:
        self._store = store
        self._name = name
        self._daily_tokens = daily_tokens

    def check(self, owner: str) -> None:
        """Raises ModelFailed(DAILY_LIMIT)."""
        if self._daily_tokens is None:
            return
        midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        if self._store.tokens_since(midnight, acting=owner) >= self._daily_tokens:
            raise ModelFailed(Fault.DAILY_LIMIT)

    def keep(
        self,
        purpose: str,
        tokens: Tokens,
        *,
        session: str = "",
        owner: str = "local",
        fault: str | None = None,
        model: str = "",
    ) -> None:
        """Keep one call."""
        counted = (tokens.prompt, tokens.completion, tokens.cached, tokens.estimated)
        usage = Usage(datetime.now(UTC), purpose, model or self._name, session, *counted, fault)
        # A book that cannot be written must not cost the reader an answer that is already there.
        with contextlib.suppress(CoachError):
            self._store.add(usage, acting=owner)


class MeteredChat:
    """`ChatModel` that counts every call, failed ones too, and refuses when the day's tokens are used up."""

    def __init__(self, model: ChatModel, meter: Meter) -> None:
        self._model = model
        self._meter = meter

    def run(self, request: Request) -> Iterator[str | Completion]:
        """The other model's pieces, counted. Raises ModelFailed(DAILY_LIMIT)."""
        self._meter.check(request.owner)
        shown = 0
        counted = False
        try:
            for piece in self._model.run(request):
                if isinstance(piece, Completion):
                    self._keep(request, piece.tokens)
                    counted = True
                else:
                    shown += len(piece)
                yield piece
        except ModelFailed as error:
            self._keep(request, _known(request, shown), fault=error.fault)
            raise
        except GeneratorExit:
            # Read only in part, but paid for: count what is known.
            if not counted:
                self._keep(request, replace(_known(request, shown), estimated=True))
            raise

    def _keep(self, request: Request, tokens: Tokens, *, fault: Fault | None = None) -> None:
        why = fault.value if fault else None
        self._meter.keep(request.purpose, tokens, session=request.session, owner=request.owner, fault=why)


def _known(request: Request, shown: int) -> Tokens:
    """What a call used that was not read to its end, by the letter; nothing where nothing came."""
    if not shown:
        return Tokens()
    return Tokens(sum(len(message.text) for message in request.messages), shown, estimated=True)
