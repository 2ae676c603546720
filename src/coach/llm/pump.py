"""A blocking iterator, read with a patience that the network library cannot give: keep-alive bytes do not reset it."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from coach.llm.fault import Fault, ModelFailed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds of silence before the first item, between two items, and for all of them."""

    first: float
    gap: float
    total: float


@dataclass(frozen=True, slots=True)
class _Raised:
    error: BaseException


_END = object()


def pumped(make: Callable[[], Iterator[T]], patience: Patience) -> Iterator[T]:
    """The items of `make()`, made in a thread of their own. Raises ModelFailed(SILENT) when patience runs out.

    A thread that is given up ends with its connection's own time-out; it is a daemon and holds no lock.
    """
    items: queue.SimpleQueue[object] = queue.SimpleQueue()
    given_up = threading.Event()
    threading.Thread(target=_fill, args=(make, items, given_up), name="coach-llm", daemon=True).start()
    ends = time.monotonic() + patience.total
    wait = patience.first
    try:
        while True:
            try:
                item = items.get(timeout=max(0.0, min(wait, ends - time.monotonic())))
            except queue.Empty:
                raise ModelFailed(Fault.SILENT) from None
            if item is _END:
                return
            if isinstance(item, _Raised):
                raise item.error
            yield item  # type: ignore[misc]
            wait = patience.gap
    finally:
        given_up.set()


def _fill(make: Callable[[], Iterator[T]], items: "queue.SimpleQueue[object]", given_up: threading.Event) -> None:
    try:
        source = make()
        for item in source:
            if given_up.is_set():
                close = getattr(source, "close", None)
                if close is not None:
                    close()
                return
            items.put(item)
    except Exception as error:  # noqa: BLE001 (handed to the reader, who knows what it means)
        items.put(_Raised(error))
    else:
        items.put(_END)
