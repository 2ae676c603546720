"""Lets a streamed reply out as fast as can be answered for.

A finished clause goes out once it has passed the guard. Of an unfinished one goes out what cannot be the beginning of
a breach: everything before the first bracket, Latin letter or telling word, less a tail that may still become one. So
nothing forbidden is ever shown, and an ordinary first word does not wait.
"""

import re

from coach.llm.breach import Breach
from coach.llm.guard import Guard

_CLAUSE = re.compile(r"[。！？!?\n]+[」』]?")
_SUSPICIOUS = re.compile(r"[^ぁ-んァ-ヶー一-龠々、。！？!?…・\s0-9０-９%％]")
_WORDS = (  # noqa: SIM905 (words read better as words)
    "人工知能 言語モデル チャットボット プログラム プロンプト ロールプレイ シミュレーション 役割 役を 演 キャラ 指示 命令 リクエスト お手伝い "
    "ご質問 被信頼 信頼 信用 設定 シナリオ 台本 本音 段階 話して 方向 練習 訓練 システム 上司 マネージャー 管理職 課長 リーダー 部下 伝え 聞い 尋ね "
    "褒め ほめ 認め 添え 質問 言っ 話し アドバイス 助言 フィードバック 傾聴 心理 コーチ ラポール ポイント コツ 秘訣 素晴らしい 見事 全て すべて 全部 "
    "完全 心から 何でも なんでも 何も 一生 どこまで 絶対 心を 打ち明 本心 悩み 感動 涙 もう すっかり 賛成 納得 大賛成 うれしい 嬉しい ありがた "
    "がんば 頑張 ぜひ よろこ 喜 ト書 地の文 ナレ 人物 連絡先 組織 なりき 隠れ 裏"
).split()
_BEGINNINGS = frozenset(word[:length] for word in _WORDS for length in range(1, len(word) + 1))
_LONGEST = max(map(len, _WORDS))
_TELLING = re.compile("|".join(map(re.escape, _WORDS)))
_THOUGHT_OPEN, _THOUGHT_CLOSE = "<think>", "</think>"
_LABEL = 12
"""Letters within which a name and its colon would have come."""

_ENOUGH = 200
"""Letters after which the reply is closed at the end of a sentence."""


class Release:
    """One reply on its way out."""

    def __init__(self, guard: Guard, name: str) -> None:
        self._guard = guard
        self._names = (name, *name.split())
        self._label = re.compile(rf"^\s*(?:{'|'.join(map(re.escape, self._names))})(?:さん)?\s*[:：]\s*")
        self._raw = ""
        self._out = 0
        self._checked = 0
        self.breach: Breach | None = None

    @property
    def text(self) -> str:
        """The reply as far as it is known: without thoughts, a name before it, quotation marks around it."""
        text = self._raw.lstrip()
        if _THOUGHT_OPEN.startswith(text[: len(_THOUGHT_OPEN)]) and text:
            head, closed, tail = text.partition(_THOUGHT_CLOSE)
            if not closed:
                return ""
            text = tail.lstrip() if head.startswith(_THOUGHT_OPEN) else text
        text = self._label.sub("", text)
        return text[1:].replace("」", "", 1) if text.startswith("「") and text.count("「") == 1 else text

    @property
    def shown(self) -> bool:
        """Whether anything went out."""
        return self._out > 0

    @property
    def is_enough(self) -> bool:
        """Whether the reply is long enough to stop at the sentence that has just ended."""
        return self._checked >= _ENOUGH

    def add(self, piece: str) -> str:
        """What may be shown now. Sets `breach` when the reply broke a rule; nothing is shown from then on."""
        self._raw += piece
        text = self.text
        ends = [match.end() for match in _CLAUSE.finditer(text)]
        # The last mark may still grow (「…！」 to 「…！？」), but what stands before it is final.
        if ends and ends[-1] > self._checked:
            self.breach = self._guard.breach(text[: ends[-1]].rstrip())
            self._checked = ends[-1]
        if self.breach or self._guard.strict:
            return ""
        until = max(self._checked, self._safe(text))
        # Whatever the rules above overlook: what goes out passes the guard as it stands.
        if until > self._checked and self._guard.breach(text[:until]):
            until = self._checked
        return self._show(text, len(text[:until].rstrip()))

    def finish(self) -> str:
        """The rest of a whole reply."""
        text = self.text.strip()
        self.breach = self.breach or (self._guard.breach(text) if text else Breach.FORM)
        return "" if self.breach else self._show(self.text.rstrip(), len(self.text.rstrip()))

    def final(self) -> str:
        """The reply, tidy."""
        text = self.text
        return (text[: self._checked] if self.is_enough else text).strip()

    def _show(self, text: str, until: int) -> str:
        shown = text[self._out : until]
        self._out = max(self._out, until)
        return shown

    def _safe(self, text: str) -> int:
        """Up to where an unfinished clause is harmless whatever follows."""
        tail = text[self._checked :]
        if self._checked == 0 and self._may_be_label(tail):
            return 0
        stops = [match.start() for pattern in (_SUSPICIOUS, _TELLING) if (match := pattern.search(tail))]
        end = min([*stops, len(tail)])
        if end == len(tail):
            end -= next((n for n in range(min(_LONGEST, end), 0, -1) if tail[end - n :] in _BEGINNINGS), 0)
        return min(self._checked + end, self._guard.harmless(text, self._checked))

    def _may_be_label(self, text: str) -> bool:
        """Whether 「佐伯：」 may be coming."""
        bare = text.strip()
        return len(bare) < _LABEL and any(one.startswith(bare) or bare.startswith(one) for one in self._names)
