"""Names and contact data in a text: found by morphology, forms of address and patterns."""

import re
from collections.abc import Sequence
from functools import lru_cache

from coach.japanese import words

Span = tuple[int, int]

_CONTACT = re.compile(
    r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?:https?://|www\.)[^\s、。」』）)<>]+"
    r"|(?<![\d-])(?:\+81[-\s]?\d{1,4}|0\d{1,4})[-(（\s]\d{1,4}[-)）\s]\d{3,4}(?!\d)"
    r"|(?<!\d)0[5789]0\d{8}(?!\d)"
    r"|〒\s?\d{3}-?\d{4}"
    r"|(?<![\w@])@[A-Za-z0-9_]{3,}"
    r"|(?:(?<=社員番号)|(?<=従業員番号)|(?<=社員ID)|(?<=ID))[:：はが\s]{0,3}[A-Za-z]{0,3}\d{3,}"
    r"|(?<!\d)\d{4}[-\s]\d{4}[-\s]\d{4}(?:[-\s]\d{4})?(?!\d)"
)
"""Mail and web addresses, telephone numbers, post codes, handles, staff numbers, card and personal numbers."""

_CALLED = re.compile(r"([一-龠々]{1,5}|[ァ-ヶー]{2,10}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?=さん|くん|君|ちゃん|様|さま|氏)")
_NOBODY = frozenset(
    (  # noqa: SIM905 (words read better as words)
        "皆 御客 客 お客 奥 母 父 兄 姉 爺 婆 娘 息子 皆々 何様 神 王 同様 各位 相手 担当 部下 上司 先方 取引先 患者 利用者 "
        "学生 業者 店員 職人 新人 先輩 後輩 同期 同僚 主任 係長 課長 部長 次長 店長 所長 室長 園長 師長 社長 専務 常務 会長 "
        "住民 隣 人事 総務 経理 営業 多 仕 一 両 殿 貴 諸 パート アルバイト スタッフ メンバー リーダー マネージャー ドライバー オーナー "
        "ユーザー クライアント パートナー サロン 幹事 常連 派遣 親御 一回 見方"
    ).split()
)
"""What may be called さん or 様 without being anybody's name."""

_ROLE_ENDINGS = "師長手士員主者生役"
"""看護師、班長、運転手、技士、社員、荷主: nearly always a role."""

_ADDRESS = re.compile(r"\s?(?:さん|くん|君|ちゃん|様|さま|氏|部長|課長|係長|主任|店長|先生|社長)")


def contacts(text: str) -> list[Span]:
    """Where contact data stands."""
    return [match.span() for match in _CONTACT.finditer(text)]


@lru_cache(maxsize=512)
def people(text: str) -> tuple[Span, ...]:
    """Where names of people stand. One letter alone is a name only where somebody is addressed by it."""
    found = [
        (word.start, word.end)
        for word in words(text)
        if word.pos[1] == "固有名詞"
        and word.pos[2] == "人名"
        and (word.end - word.start > 1 or _ADDRESS.match(text, word.end))
        and not _is_nobody(word.surface)
    ]
    found += [match.span(1) for match in _CALLED.finditer(text) if not _is_nobody(match.group(1), text[match.end() :])]
    return tuple(_apart(found))


def known(text: str, names: Sequence[str]) -> list[Span]:
    """Where given names stand, whole or in part (「佐伯 美咲」: also 「佐伯」 and 「美咲」)."""
    found: list[Span] = []
    for part in sorted({part for name in names for part in name.split()}, key=len, reverse=True):
        for match in re.finditer(re.escape(part), text):
            alone = (
                len(part) > 1 or _ADDRESS.match(text, match.end()) or text[match.end() : match.end() + 1] in " \u3000"
            )
            if alone:
                found.append(match.span())
    return _apart(found)


def _is_nobody(name: str, then: str = "") -> bool:
    """Whether it is a role, a plain word, or a verb's stem before くん (「行くんです」)."""
    if name in _NOBODY or name[-1] in _ROLE_ENDINGS or (name.isascii() and name.islower()):
        return True
    return len(name) == 1 and then.startswith("くん")


def _apart(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, without those that touch a longer or earlier one."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda one: (one[0] - one[1], one[0])):
        if all(span[1] <= start or end <= span[0] for start, end in kept):
            kept.append(span)
    return sorted(kept)
