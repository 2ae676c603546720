"""A memory of what was made lately, which may also be filled beforehand."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

_Made = TypeVar("_Made")


class Recent(Generic[_Made]):
    """`make` for a text, remembered for the last `size` texts. May be shared by threads, which then may both make one."""

    def __init__(self, make: Callable[[str], _Made], size: int) -> None:
        self._make = make
        self._size = size
        self._kept: OrderedDict[str, _Made] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, text: str) -> _Made:
        """What is remembered of `text`, else made now."""
        with self._lock:
            if text in self._kept:
                self._kept.move_to_end(text)
                return self._kept[text]
        made = self._make(text)
        self.put([(text, made)])
        return made

    def put(self, made: Iterable[tuple[str, _Made]]) -> None:
        """Remember what was made elsewhere."""
        with self._lock:
            for text, one in made:
                self._kept[text] = one
                self._kept.move_to_end(text)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
