"""Leaves a sick endpoint alone for a while, so that it does not cost a time-out a turn."""

import threading
import time
from collections.abc import Callable, Iterator

from coach.llm.fault import HOPELESS, STRIKES, Fault, ModelFailed
from coach.llm.model import ChatModel, Completion, Request

_ENOUGH = 2
_LONGEST = 10
"""The rest grows to at most this many times its first length."""


class Breaker:
    """Counts strikes. Closed: calls pass. Open: none does. After the rest, one call tries; its end decides."""

    def __init__(self, rest: float, *, now: Callable[[], float] = time.monotonic) -> None:
        self._rest = rest
        self._now = now
        self._lock = threading.Lock()
        self._strikes = 0
        self._openings = 0
        self._opens_until = 0.0
        self._last: Fault | None = None

    @property
    def resting(self) -> float:
        """Seconds until the endpoint is asked again; 0 when it may be asked now."""
        with self._lock:
            return max(0.0, self._opens_until - self._now())

    @property
    def because(self) -> Fault | None:
        """The fault that opened it last."""
        return self._last

    def enter(self) -> None:
        """Ask to call. Raises ModelFailed(RESTING) while it is open."""
        with self._lock:
            now = self._now()
            if now < self._opens_until:
                raise ModelFailed(Fault.RESTING, retry_after=self._opens_until - now)
            if self._openings:
                # Half open: this call tries; others wait for what it finds.
                self._opens_until = now + self._rest

    def went_well(self) -> None:
        """A call succeeded."""
        with self._lock:
            self._strikes = self._openings = 0
            self._opens_until = 0.0

    def failed(self, error: ModelFailed) -> None:
        """A call failed."""
        with self._lock:
            if error.fault in HOPELESS:
                self._open(error)
            elif error.fault in STRIKES:
                self._strikes += 1
                if self._strikes >= _ENOUGH or self._openings:
                    self._open(error)
            elif error.fault not in (Fault.DAILY_LIMIT, Fault.BUSY):
                # It answered, if badly: the endpoint is alive.
                self._strikes = self._openings = 0
                self._opens_until = 0.0

    def _open(self, error: ModelFailed) -> None:
        rest = min(self._rest * 2**self._openings, self._rest * _LONGEST)
        self._opens_until = self._now() + max(rest if error.retry_after is None else 0.0, error.retry_after or 0.0)
        self._openings += 1
        self._strikes = 0
        self._last = error.fault


class BreakerChat:
    """`ChatModel` behind a breaker."""

    def __init__(self, model: ChatModel, breaker: Breaker) -> None:
        self._model = model
        self.breaker = breaker

    def run(self, request: Request) -> Iterator[str | Completion]:
        """The other model's pieces; RESTING while the breaker is open."""
        self.breaker.enter()
        try:
            for piece in self._model.run(request):
                yield piece
                if isinstance(piece, Completion):
                    self.breaker.went_well()
        except ModelFailed as error:
            self.breaker.failed(error)
            raise
        except GeneratorExit:
            # The reader has seen enough; that the model spoke at all says that it is well.
            self.breaker.went_well()
            raise
