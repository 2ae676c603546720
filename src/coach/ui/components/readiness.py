"""Models and index come up once per server, behind the pages that do not need them yet; the rest waits with a bar."""

import threading
from typing import Protocol

import streamlit as st

from coach.bootstrap import Coach
from coach.settings import shipped
from coach.ui.language import _

_FIRST_PAINT = 1.0
"""Seconds that a first page gets before heavy imports compete with it for the interpreter."""

_LOOK = 0.1


class _Progress(Protocol):
    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int: ...


class _Warmth:
    """The state of the coach's coming up."""

    def __init__(self, coach: Coach) -> None:
        self.coach = coach
        self.ready = threading.Event()
        self.error: Exception | None = None
        self.share = 0.0
        self._lock = threading.Lock()
        self._running = False

    def begin(self, *, delay: float = 0.0) -> None:
        """Start, unless it is running or done. After a failure it may be started again."""
        with self._lock:
            if self._running or self.ready.is_set():
                return
            self._running, self.error = True, None
        thread = threading.Timer(delay, self._work)
        thread.daemon = True
        thread.start()

    @property
    def running(self) -> bool:
        """Whether the work is under way."""
        return self._running

    def _work(self) -> None:
        try:
            self.coach.bare_knowledge.ensure([shipped("knowledge")], progress=self._report)
            _load(self.coach)
            self.ready.set()
        except Exception as error:  # noqa: BLE001 (handed to the page that waits, which shows or raises it)
            self.error = error
        finally:
            self._running = False

    def _report(self, progress: _Progress) -> None:
        self.share = progress.done / progress.total if progress.total else 0.0


@st.cache_resource(show_spinner=False)
def _warmth(_coach: Coach) -> _Warmth:
    return _Warmth(_coach)


def _of(coach: Coach) -> _Warmth:
    warmth = _warmth(coach)
    if warmth.coach is not coach:
        # Another coach was made since: somebody allowed or refused the language model.
        _warmth.clear()
        warmth = _warmth(coach)
    return warmth


def begin(coach: Coach) -> None:
    """Let the coach come up in the background."""
    _of(coach).begin(delay=_FIRST_PAINT)


def wait(coach: Coach) -> None:
    """Come back when everything is up, with a bar until then. Raises what went wrong."""
    warmth = _of(coach)
    if warmth.ready.is_set():
        return
    warmth.begin()
    place = st.empty()
    while warmth.running and not warmth.ready.wait(_LOOK):
        place.progress(warmth.share, text=_text(warmth.share))
    place.empty()
    if warmth.error is not None:
        raise warmth.error


def _load(coach: Coach) -> None:
    # The first use of each faculty loads its model; nobody should wait for that in the middle of a conversation.
    coach.tagger.tag("よろしくお願いします")
    coach.retriever.find("信頼")
    for service in ("practice", "debriefing"):
        getattr(coach, service)


def _text(share: float) -> str:
    if share <= 0:
        return _("コーチの準備をしています。はじめの一回だけ、数秒かかります。")
    if share < 1:
        return _("ハンドブックの索引を作っています（{share}%）").format(share=round(share * 100))
    return _("もうすぐ始められます。")
