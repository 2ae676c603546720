"""A conversation as people write it down: who is named, and what stands behind the name. Rules on lines; no model.

A speaker stands at the head of a line: 「上司: …」「部下：…」「田中：…」「佐藤さん「…」」「【田中】…」「田中＞…」, with
a time before or behind, or alone above what was said (as Teams writes it). A line without a speaker goes on with the
speech before it; lines before the first speaker are counted and left out.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from coach.domain.captions import caption_lines, is_captions


@dataclass(frozen=True, slots=True)
class Spoken:
    """One speech as it was written, `who` by the name used there."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """The speeches in order, and how many lines before the first speaker belong to nobody."""

    speeches: tuple[Spoken, ...]
    left_out: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Who speaks, in the order of their first words."""
        return tuple(dict.fromkeys(one.who for one in self.speeches))


_STAMP = r"[\[（(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\]）)]?"
_PART = r"[^\s:：「」『』。、,!?！？…()（）\[\]【】<>＜＞\t|｜]{1,20}"
_NAME = rf"(?P<who>{_PART}(?:[ \u3000]{_PART}){{0,2}}?)"
_NOTE = r"(?:[ \u3000]?[（(](?P<note>[^）)]{1,12})[）)])?"
_LEAD = rf"^\s*(?:[-・●◆■○▼*]+\s*)?(?:{_STAMP}\s*[-:：]?\s*)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_LEAD}{_NAME}{_NOTE}\s*(?:{_STAMP})?\s*[:：]\s*(?P<text>.*)$",
        rf"{_LEAD}(?P<who>{_PART}){_NOTE}\s*[「『](?P<text>.*?)[」』]?\s*$",
        rf"{_LEAD}[【\[［<＜](?P<who>{_PART}(?:[ \u3000]{_PART})?){_NOTE}[】\]］>＞]\s*[:：]?\s*(?P<text>.*)$",
        rf"{_LEAD}(?P<who>{_PART})\s*[>＞]\s*(?P<text>.*)$",
        rf"{_LEAD}(?P<who>{_PART})(?:\t+|\s*[|｜]\s*)(?P<text>\S.*)$",
        rf"^\s*{_NAME}{_NOTE}[ \u3000\t]+{_STAMP}(?P<text>)\s*$",
        rf"^\s*{_STAMP}[ \u3000\t]+{_NAME}{_NOTE}(?P<text>)\s*$",
    )
)
_STAMP_ALONE = re.compile(rf"^\s*{_STAMP}\s*$")
_BOLD = re.compile(r"\*\*|__")
_HONORIFIC = re.compile(r"(?<=.)(さん|くん|君|ちゃん|様|さま|氏)$")
_NOBODY = frozenset(
    (  # noqa: SIM905 (words read better as words)
        "日時 日付 場所 参加者 出席者 出席 欠席 議題 議事 議事録 目的 概要 背景 結論 結果 理由 原因 課題 対策 対応 件名 備考 補足 注 注意 注記 例 "
        "たとえば 例えば メモ ポイント 要点 まとめ 決定事項 宿題 期限 期日 納期 担当 担当者 優先度 目標 実績 評価 成果 進捗 状況 予定 次回 "
        "今回 前回 その他 所要時間 時間 記録 記録者 作成者 作成日 録音 録画 タイトル 題名 テーマ 質問 回答 答え つまり 一つ目 二つ目 三つ目 "
        "一つ 二つ 第一 第二 追記 参考 資料 出典 連絡先 電話 メール 住所 会議 会議名 面談 面談日 実施日 http https url mailto note re fw fwd ps "
        "強み 弱み 良い点 改善点 感想 所感 気づき 提案 前提 条件 数字 売上 金額 合計 内訳 以下 以上 追伸 注釈 to from date subject cc tel fax"
    ).split()
)
"""What stands before a colon without being anybody."""

_SENTENCE_LIKE = re.compile(r"[ぁ-ん]{3,}|(?:は|が|を|に|で|と|も|へ|の|です|ます|から|って|た|けど)$|^\d+$|^[\W\d_]+$")
_HIRAGANA_NAME = re.compile(r"^[ぁ-ん]{2,5}$")
"""A name like さくら looks like any word; it speaks if it stands at the head of two lines."""

_SPEAKER_NUMBER = re.compile(r"^(話者|発言者|スピーカー|Speaker)\s?\d+$", re.IGNORECASE)
_MERGED, _AT_LEAST = 400, 160
"""Captions break speeches into pieces; they are joined up to here, from `_AT_LEAST` on only where a sentence ends."""


def written(text: str) -> Written:
    """The speeches in a text, captions included; none when no line names a speaker."""
    if is_captions(text):
        found = _speeches(caption_lines(text))
        return replace(found, speeches=_joined(found.speeches))
    return _speeches(text.split("\n"))


def bare(name: str) -> str:
    """A name as it is compared: half-width, lower case, without さん."""
    return _HONORIFIC.sub("", unicodedata.normalize("NFKC", name).strip().lower().replace(" ", ""))


def _speeches(lines: Iterable[str]) -> Written:
    rows = [_BOLD.sub("", line).rstrip() for line in lines]
    heads = [_head(row) for row in rows]
    speakers = _speakers([head[0] for head in heads if head])
    speeches: list[Spoken] = []
    left_out = 0
    for row, head in zip(rows, heads, strict=True):
        if head and bare(head[0]) in speakers:
            speeches.append(Spoken(speakers[bare(head[0])], head[1]))
        elif not row.strip() or _STAMP_ALONE.match(row):
            continue
        elif speeches:
            last = speeches[-1]
            speeches[-1] = Spoken(last.who, f"{last.text}\n{row.strip()}".strip())
        else:
            left_out += 1
    return Written(tuple(_closed(one) for one in speeches if one.text.strip("「」『』 \n")), left_out)


def _head(row: str) -> tuple[str, str] | None:
    """Who is named at the head of a row, and the rest of it. A role in brackets stands for the name before it."""
    for form in _FORMS:
        if match := form.match(row):
            who = (match.groupdict().get("note") or "").strip()
            who = who if bare(who) in ROLES else match["who"].strip()
            if _may_speak(who) and not match["text"].startswith("//"):
                return who, match["text"].strip()
    return None


def _may_speak(name: str) -> bool:
    known = bare(name)
    if known in ROLES or _SPEAKER_NUMBER.match(name.strip()):
        return True
    if known in _NOBODY or name.strip() in _NOBODY:
        return False
    plain = _HONORIFIC.sub("", name.strip())
    return bool(_HIRAGANA_NAME.match(plain)) or not _SENTENCE_LIKE.search(plain)


def _speakers(heads: list[str]) -> dict[str, str]:
    """The names that speak, by their compared form: as written most often, the shorter of two."""
    forms: dict[str, Counter[str]] = {}
    for name in heads:
        forms.setdefault(bare(name), Counter())[_HONORIFIC.sub("", name)] += 1
    return {
        key: min(found, key=lambda name: (-found[name], len(name)))
        for key, found in forms.items()
        if found.total() > 1 or not _HIRAGANA_NAME.match(key)
    }


def _closed(speech: Spoken) -> Spoken:
    """Without a bracket that is left over from 「…」 over several lines."""
    text = speech.text.strip()
    if text.endswith(("」", "』")) and text.count("「") + text.count("『") < text.count("」") + text.count("』"):
        text = text[:-1]
    return Spoken(speech.who, text.strip())


def _joined(speeches: tuple[Spoken, ...]) -> tuple[Spoken, ...]:
    joined: list[Spoken] = []
    for one in speeches:
        last = joined[-1] if joined else None
        if last and last.who == one.who and _goes_on(last.text) and len(last.text) + len(one.text) <= _MERGED:
            glue = "" if re.search(r"[^\x00-\x7f]$", last.text) else " "
            joined[-1] = Spoken(last.who, last.text + glue + one.text)
        else:
            joined.append(one)
    return tuple(joined)


def _goes_on(text: str) -> bool:
    return len(text) < _AT_LEAST or not text.endswith(("。", "？", "！", "?", "!", "."))


ROLES = {
    **dict.fromkeys(
        (  # noqa: SIM905 (words read better as words)
            "上司 上長 マネージャー マネジャー 課長 部長 店長 係長 所長 室長 園長 師長 管理職 面談者 評価者 manager boss m"
        ).split(),
        "manager",
    ),
    **dict.fromkeys(
        "部下 メンバー 社員 スタッフ 被評価者 面談相手 subordinate member report s".split(),  # noqa: SIM905
        "subordinate",
    ),
}
"""Names of speakers that are roles, in their compared form."""
