"""Names of people in a text: found by morphology, forms of address and, in Latin letters, by how they sound."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from coach.japanese import Word, words
from coach.llm.romaji import kana

Span = tuple[int, int]

_TITLES = "部長|課長|係長|主任|店長|先生|社長|専務|常務|室長|次長|所長|支店長|リーダー|マネージャー"
_ADDRESS = re.compile(rf"\s?(?:さん|くん|君|ちゃん|様|さま|氏|{_TITLES})")
_TITLE = re.compile(_TITLES)
_HONORIFIC = frozenset(("さん", "くん", "君", "ちゃん", "様", "さま", "氏"))
_DIRECTIONS = frozenset("北西南東中今")
"""Surnames of one letter that morphology reads as something else."""

_ORDINARY = frozenset(
    (  # noqa: SIM905 (words read better as words)
        "最近 苦労 一文 全部 技術 報告 団体 通訳 口出 百部 五百部 子 妹 卸 屋 寺 大家 皆 客 母 父 兄 姉 娘 息子 奥 神 王 隣 主任 "
        "グラム クリック バース ラベル レインズ イチ モデル ロス セール カード スター ホープ マーク ページ リンク フォード ピーク "
        "ケース コーン ベル クレーム シート テスト ローズ ダイヤ プラム ミルク ロック クラス ボンド ヒール ライト ブラウン ヒント"
    ).split()
)
"""Plain words that morphology takes for names here and there."""

_NOBODY = _ORDINARY | frozenset(
    (  # noqa: SIM905 (words read better as words)
        "御客 お客 客 爺 婆 皆々 何様 神 同様 各位 相手 担当 部下 上司 先方 取引先 患者 利用者 学生 業者 店員 職人 新人 先輩 後輩 "
        "同期 同僚 係長 課長 部長 次長 店長 所長 室長 園長 師長 社長 専務 常務 会長 住民 人事 総務 経理 営業 多 仕 一 両 殿 貴 諸 "
        "パート アルバイト スタッフ メンバー リーダー マネージャー ドライバー オーナー ユーザー クライアント パートナー サロン 幹事 常連 "
        "派遣 親御 一回 見方 メーカー ベンダー フォワーダー デザイナー エンジニア トレーナー ヘルパー インターン シェフ バイト ディーラー"
    ).split()
)
"""What may be called さん or 様 without being anybody's name."""

_ROLE_ENDINGS = "師長手士員主者生役係家店屋場社院園"
"""看護師、班長、運転手、技士、社員、荷主: nearly always a role or a place."""

_KATAKANA_CALLED = re.compile(r"[ァ-ヶー]{2,10}(?=さん|くん|君|ちゃん|様|さま|氏)")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
_SENTENCE_START = re.compile(r"(?:^|[.!?\"'(]\s*|\n)$")
_HIRAGANA = re.compile(r"[ぁ-んー]+")
_KATAKANA = re.compile(r"[ァ-ヶー]+")
_KATAKANA_TITLED = re.compile(rf"(?<![ァ-ヶー])[ァ-ヶー]{{2,8}}(?={_TITLES})")
_LATIN_CALLED = re.compile(
    r"(?<![A-Za-z@.])([A-Z]?[a-z]{2,}|[A-Z]{2,}|[A-Z][a-z]+ [A-Z][a-z]+)(?=[-\s]?(?:san|sama|kun|chan)\b|\s?(?:さん|くん|君|様|さま|氏))"
)
_LATIN_TITLED = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Prof)\.?\s([A-Z][a-z]+(?:\s[A-Z][a-z]+)?)")
_LATIN = re.compile(r"(?<![A-Za-z@./_-])([A-Z][a-z]{2,}|[A-Z]{4,})(?:[\s,]+([A-Z][a-z]{2,}|[A-Z]{4,}))?(?![A-Za-z@_])")
_ENGLISH = frozenset(
    (  # noqa: SIM905 (words read better as words)
        "May Will Mark Bill Grace Hope Faith Future Scope Date Note Home Make Take Same More Here Were Page Mode Zone Tone Made Mine Time Name Rate Gate Mate Kate Note Node Code "
        "Done Gone Hope Rope Role Rule Base Case Sure Core Game Safe Site Side Wide Use The One Tie Were Some Come June July NOTE "
        "DATE TIME NAME CODE MODE ROLE HOME PAGE MORE HERE MAKE TAKE SAME Kaizen Anime Manga Sake Sushi Karaoke Tokyo Osaka Kyoto Nara"
    ).split()
)


@lru_cache(maxsize=512)
def people(text: str) -> tuple[Span, ...]:
    """Where names of people stand. One letter alone is a name only where somebody is addressed by it."""
    read = words(text)
    found = [(word.start, word.end) for word in read if _is_name(word, text)]
    found += [(word.start, word.end) for word, then in pairwise(read) if _is_called(word, then)]
    found += [match.span() for match in _KATAKANA_CALLED.finditer(text) if not _is_nobody(match.group())]
    found += [match.span() for match in _KATAKANA_TITLED.finditer(text) if _is_a_name_when_called(match.group())]
    return tuple(apart([*found, *_latin(text)]))


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
    return apart(found)


def apart(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, without those that touch a longer or earlier one."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda one: (one[0] - one[1], one[0])):
        if all(span[1] <= start or end <= span[0] for start, end in kept):
            kept.append(span)
    return sorted(kept)


def _is_name(word: Word, text: str) -> bool:
    """Whether morphology says so, and the place allows it."""
    if word.pos[1] != "固有名詞" or word.pos[2] != "人名" or _is_nobody(word.surface):
        return False
    if word.surface.isascii():
        return _is_western(word, text)
    if _ADDRESS.match(text, word.end):
        return True
    if _HIRAGANA.fullmatch(word.surface):
        # 「けん」「はな」 are dialect and flowers much more often than people.
        return False
    if _KATAKANA.fullmatch(word.surface):
        return len(word.surface) > 2
    return word.end - word.start > 1


def _is_western(word: Word, text: str) -> bool:
    """Whether a word in Latin letters is written as a name. In an English text every sentence begins with a capital."""
    if not word.surface.istitle() or word.surface in _ENGLISH or len(word.surface) < 3:
        return False
    return bool(_JAPANESE.search(text)) or not _SENTENCE_START.search(text[: word.start])


def _is_called(word: Word, then: Word) -> bool:
    """Whether somebody is addressed by a word that morphology does not know as a name."""
    if word.pos[0] != "名詞" or then.start != word.end:
        return False
    if then.surface not in _HONORIFIC:
        return word.surface in _DIRECTIONS and bool(_TITLE.fullmatch(then.surface))
    proper = word.pos[1] == "固有名詞" and word.pos[2] != "地名" and len(word.surface) > 1
    return (proper or word.surface in _DIRECTIONS) and not _is_nobody(word.surface)


def _is_nobody(name: str) -> bool:
    """Whether it is a role or a plain word."""
    return name in _NOBODY or (len(name) > 1 and name[-1] in _ROLE_ENDINGS and not _KATAKANA.fullmatch(name))


def _latin(text: str) -> list[Span]:
    """Names in Latin letters: addressed, titled, or such as sound like a Japanese name."""
    found = [match.span(1) for pattern in (_LATIN_CALLED, _LATIN_TITLED) for match in pattern.finditer(text)]
    for match in _LATIN.finditer(text):
        parts = [match.span(number) for number in (1, 2) if match.group(number)]
        sounds = [_sounds(text[start:end]) for start, end in parts]
        if all(sound is not None for sound in sounds) and any(sounds):
            found.append((parts[0][0], parts[-1][1]))
        else:
            found += [part for part, sound in zip(parts, sounds, strict=True) if sound]
    return found


@lru_cache(maxsize=2_048)
def _sounds(word: str) -> bool | None:
    """Whether a word in Latin letters is a Japanese name; None when it is no Japanese at all."""
    read = kana(word)
    if read is None or word in _ENGLISH:
        return None
    return len(word) > 3 and _is_a_name_when_called(read)


@lru_cache(maxsize=2_048)
def _is_a_name_when_called(katakana: str) -> bool:
    """Whether a word in katakana is a Japanese name: in 「スズキさん」 it is, alone it may be a fish."""
    first = words(katakana + "さん")[0]
    return first.surface == katakana and first.pos[2] == "人名" and first.pos[3] in ("姓", "名")
