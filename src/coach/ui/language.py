"""The interface's texts: every sentence that a person reads goes through `_`, so another language is one catalogue.

The sentences in the code are Japanese and are the catalogue's keys. Who reads is a matter of the run: one server speaks
Japanese to one reader and English to the next at the same moment.
"""

import gettext
import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from coach.ui.formed import FORMED

_Made = TypeVar("_Made")

LANGUAGES: Mapping[str, str] = {"ja": "日本語", "en": "English"}
"""What can be read here, each under its own name. The first is that of the sentences in the code."""

SOURCE = next(iter(LANGUAGES))
COOKIE = "coach_language"
"""Keeps the choice in the browser, so that a reload and tomorrow's visit begin with it."""

_LOCALES = Path(__file__).parent / "locales"
_CHOSEN = "language-chosen"
_SENTENCE = re.compile(r"(?<=。)")
_FIELD = re.compile(r"\\{(\w+)\\}")

# Each run of the script has a thread of its own, and each thread begins with an empty context.
_NOW: ContextVar[str | None] = ContextVar("language", default=None)


def begin() -> None:
    """Find out, once for this run, what its reader reads: what was chosen, else what the browser asks for."""
    _NOW.set(_of_reader())


def current() -> str:
    """The language of this run's reader, as a key of `LANGUAGES`; Japanese where nobody reads."""
    now = _NOW.get()
    if now is not None:
        return now
    if get_script_run_ctx(suppress_warning=True) is None:
        return SOURCE
    begin()  # a fragment runs alone
    return _NOW.get() or SOURCE


def choose(language: str) -> None:
    """From now on this reader reads `language`, a key of `LANGUAGES`."""
    st.session_state[_CHOSEN] = language
    _NOW.set(language)


def chosen() -> str | None:
    """What was chosen in this browser session; None when nothing was."""
    found: str | None = st.session_state.get(_CHOSEN)
    return found


def bound(make: Callable[[], _Made]) -> Callable[[], _Made]:
    """`make` in the language of now, whoever calls it: files to download are made in a thread of the server's."""
    here = current()

    def made() -> _Made:
        before = _NOW.set(here)
        try:
            return make()
        finally:
            _NOW.reset(before)

    return made


def fitting(locale: str | None) -> str:
    """The language for a browser's locale ("en-GB"): the same language in any country, else Japanese."""
    language = (locale or "").replace("_", "-").partition("-")[0].casefold()
    return language if language in LANGUAGES else SOURCE


def _(message: str) -> str:
    """`message`, which is Japanese, in the reader's language. Never hand it an f-string: use `.format` on the result.

    A sentence from the rooms below may come with its figures in it; those are found by `coach.ui.formed`. What nobody
    has translated stays as it is.
    """
    language = current()
    return message if language == SOURCE else _translated(message, language)


def _of_reader() -> str:
    wanted = chosen() or st.context.cookies.get(COOKIE)
    return wanted if wanted is not None and wanted in LANGUAGES else fitting(st.context.locale)


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("coach", _LOCALES, [language], fallback=True)


@lru_cache(maxsize=4096)
def _translated(message: str, language: str) -> str:
    if not message.strip():
        return message  # the empty key of a catalogue is its head
    found = _looked_up(message, language)
    if found is not None:
        return found
    sentences = [_looked_up(one, language) for one in _SENTENCE.split(message) if one]
    known = [one for one in sentences if one is not None]
    return " ".join(known) if len(known) == len(sentences) else message


def _looked_up(text: str, language: str) -> str | None:
    """The translation of one entry, or of a formed sentence with its values put back; None when there is none."""
    catalogue = _catalogue(language)
    if (found := catalogue.gettext(text)) != text:
        return found
    for template, pattern in _patterns():
        if match := pattern.fullmatch(text):
            values = {name: _translated(value, language) for name, value in match.groupdict().items()}
            return catalogue.gettext(template).format(**values)
    return None


@lru_cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((one, re.compile(_FIELD.sub(r"(?P<\1>.+?)", re.escape(one)), re.DOTALL)) for one in FORMED)
