"""Japanese written in Latin letters, read as kana: how a name in an English mail is recognised."""

import re

_ROWS = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "s": "サシスセソ",
    "t": "タチツテト",
    "n": "ナニヌネノ",
    "h": "ハヒフヘホ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
    "g": "ガギグゲゴ",
    "z": "ザジズゼゾ",
    "d": "ダヂヅデド",
    "b": "バビブベボ",
    "p": "パピプペポ",
}
_SYLLABLES = {
    **{row + vowel: one for row, five in _ROWS.items() for vowel, one in zip("aiueo", five, strict=True)},
    "ya": "ヤ",
    "yu": "ユ",
    "yo": "ヨ",
    "wa": "ワ",
    "shi": "シ",
    "chi": "チ",
    "tsu": "ツ",
    "fu": "フ",
    "ji": "ジ",
    "sha": "シャ",
    "shu": "シュ",
    "sho": "ショ",
    "cha": "チャ",
    "chu": "チュ",
    "cho": "チョ",
    "ja": "ジャ",
    "ju": "ジュ",
    "jo": "ジョ",
    "n": "ン",
    "m": "ン",
    **{
        row + "y" + vowel: _ROWS[row][1] + small
        for row in "kgnhmrbp"
        for vowel, small in zip("auo", "ャュョ", strict=True)
    },
}
_SYLLABLE = re.compile(
    r"(?:[kgnhmrbp]y[auo]|sh[aiuo]|ch[aiuo]|tsu|j[aiuo]|fu|y[auo]|wa|[kstnhmrgzdbp]?[aiueo]|n(?![aiueoy])|m(?=[bmp]))"
)
_LONG = re.compile(r"(?<=[ou])h(?![aiueo])")
_DOUBLE = re.compile(r"([kstpc])(?=\1)|t(?=ch)")


def kana(word: str) -> str | None:
    """The word in katakana; None when it is no Japanese syllables (`Google`, `Smith`)."""
    letters = _LONG.sub("", word.lower().replace("ō", "o").replace("ū", "u"))
    out, at = "", 0
    while at < len(letters):
        if double := _DOUBLE.match(letters, at):
            out += "ッ"
            at = double.end()
            continue
        syllable = _SYLLABLE.match(letters, at)
        if syllable is None:
            return None
        out += _SYLLABLES[syllable.group()]
        at = syllable.end()
    return out or None
