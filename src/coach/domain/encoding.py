"""Bytes as Japanese text: UTF-8 (with or without its mark), UTF-16 with its mark, Shift_JIS, EUC-JP."""

import codecs
import re
import unicodedata

from coach.domain.errors import BadInput

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_KANA = re.compile(r"[ぁ-んァ-ヴー]")
_HALF_KANA = re.compile(r"[｡-ﾟ]")


def decode(data: bytes, name: str) -> str:
    """The text. Raises BadInput when the bytes are no text in an encoding that is read."""
    text = _decoded(data)
    if text is None or _is_binary(text):
        raise BadInput(
            f"「{name}」の文字コードを読み取れません。UTF-8で保存し直してください（Shift_JISとEUC-JPも読めます）。"
        )
    return tidy(text)


def tidy(text: str) -> str:
    """The text with plain line ends and without control characters."""
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\f", "\n")
        .replace("\u2028", "\n")
        .replace("\u3000\n", "\n")
    )
    return "".join(
        char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co")
    )


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _tried(data, encoding)
    if (text := _tried(data, "utf-8")) is not None:
        return text
    candidates = [text for encoding in ("cp932", "euc_jis_2004") if (text := _tried(data, encoding)) is not None]
    return max(candidates, key=_japaneseness, default=None)


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _japaneseness(text: str) -> float:
    # Read with the wrong one of the two, Japanese turns into half-width katakana and rare characters.
    return len(_KANA.findall(text)) - 2 * len(_HALF_KANA.findall(text))


def _is_binary(text: str) -> bool:
    controls = sum(unicodedata.category(char) == "Cc" and char not in "\n\r\t\f\x1b" for char in text[:20_000])
    return controls > 0.02 * len(text[:20_000])
