"""What a person typed, made safe to work with."""

import unicodedata

from coach.domain.errors import BadInput

MAX_UTTERANCE = 2_000
"""Characters. Four minutes of speech; longer texts belong to 「ふりかえり」 (review)."""

MAX_QUESTION = 1_000

_KEPT_CONTROLS = "\n\t"


def clean(text: str, *, limit: int = MAX_UTTERANCE, what: str = "発話") -> str:
    """The text without control characters, lone surrogates and outer white space.

    Raises BadInput when nothing is left or more than `limit` characters are.
    """
    kept = "".join(
        char for char in text.replace("\r\n", "\n") if char in _KEPT_CONTROLS or unicodedata.category(char)[0] != "C"
    ).strip()
    if not kept:
        raise BadInput(f"{what}が空です。話す内容を入力してください。")
    if len(kept) > limit:
        raise BadInput(f"{what}が長すぎます（{len(kept):,}文字）。{limit:,}文字以内に分けて入力してください。")
    return kept
