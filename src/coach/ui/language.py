"""The interface's texts: every sentence that a person reads goes through `_`, so another language is one catalogue."""

import gettext
from functools import lru_cache
from pathlib import Path

_LOCALES = Path(__file__).parent / "locales"
_LANGUAGE = "ja"


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("coach", _LOCALES, [language], fallback=True)


def _(message: str) -> str:
    """`message`, which is Japanese, in the reader's language. Never hand it an f-string: use `.format` on the result."""
    return _catalogue(_LANGUAGE).gettext(message)
