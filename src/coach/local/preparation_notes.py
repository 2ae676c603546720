"""What somebody typed or pasted about a person and a period, as single notes: bullets, tables and mails alike."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coach.domain.preparation import Speech
from coach.japanese import sentences
from coach.local.preparation_figures import direction, is_of_which, of_which, without_of_which
from coach.local.preparation_speech import told, topic

LONGEST_NOTE = 110
"""A longer sentence is not one that anybody says."""

_BULLET = re.compile(r"^[\s>＞|]*(?:[・●○■□◆◇▪•◦*＊\-–—‐→⇒✓✔☑]+|[(（]?[0-9０-９]{1,2}[.)）．、](?![0-9])|[①-⑳])?\s*")
_MAIL = re.compile(
    r"^\s*(?:from|to|cc|bcc|subject|date|sent|reply-to|件名|差出人|宛先|送信者|送信日時|日時|受信日時|添付|tel|電話|fax|e-?mail|住所|〒)\s*[:：]|^-{2,}|^={2,}|^_{2,}|@[\w.-]+\.\w|https?://",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"お世話になっ|お疲れ(?:さま|様)|よろしくお願い|宜しくお願い|以上です|^以上$|拝啓|敬具|ご確認ください|取り急ぎ|ご査収|各位$|様$|さん$|御中$|^.{1,8}(?:課長|部長|係長|主任|社長)$|(?:課|部|室|社|店)の.{1,8}です[。]?$|と申します"
)
_ORDER = re.compile(r"(?:しろ|せよ|ください|下さい|しなさい|てくれ|してね|すること|禁止|無視して)[。！!]*$")
_DATE = re.compile(
    r"^[(（\[]?(?:([0-9]{4})\s*[-/年.]\s*)?([0-9]{1,2})\s*[-/月]\s*([0-9]{1,2})\s*日?(?:[(（][月火水木金土日][)）])?[)）\]]?[\s:：、]+(?=\S)"
)
_LABEL = re.compile(r"^([^：:=＝|｜\t、。0-9]{1,16}?)\s*(?:[：:=＝|｜]|\t)\s*(\S.*)$")
_LINK = re.compile(r"^(?:一方で?|また|ただし?|しかし|なお|さらに|そして|加えて|その他|あと)[、,]\s*")
_CLAUSE = re.compile(r"[はがをに]")
_NOUN_END = re.compile(r"(?:でした|だった)ね?。$")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠々]")
_FIGURE = re.compile(r"[0-9０-９]")
_UNWANTED = (
    "不良",
    "欠陥",
    "コスト",
    "費用",
    "経費",
    "離職",
    "在庫",
    "段取り",
    "時間",
    "日数",
    "事故",
    "手戻り",
    "返品",
)
"""Besides the words of a shortfall: of these, less is better."""

_SAYS_SOMETHING = re.compile(r"[一-龠々ァ-ヶ][一-龠々ァ-ヶー]|[ぁ-ん一-龠々]{4}|[0-9０-９]")


class Kind(StrEnum):
    """What a note is about; the first kind whose words occur counts."""

    WISH = "wish"
    LOAD = "load"
    SHORTFALL = "shortfall"
    GROWTH = "growth"
    HELP = "help"
    RESULT = "result"
    OTHER = "other"


class Held(StrEnum):
    """Why a note is not made a sentence."""

    PRIVATE = "private"
    JUDGING = "judging"
    NO_SENTENCE = "no_sentence"


@dataclass(frozen=True, slots=True)
class Words:
    """The cues, from the texts: words of each kind, of private matters, and of judgements on a person."""

    kinds: Mapping[Kind, Sequence[str]]
    private: Sequence[str]
    judging: Sequence[str]


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was typed: as it was typed, its kind, its topic, and why it is held back (None: it is not)."""

    text: str
    kind: Kind
    topic: str
    held: Held | None = None

    def said(self, speech: Speech) -> tuple[str, ...]:
        """Ways of saying it, best first; every one keeps its figures."""
        dated = _DATE.match(self.text)
        rest, part = of_which(self.text[dated.end() :] if dated else self.text)
        sentence = _said(rest, speech, warm=self.kind in (Kind.RESULT, Kind.HELP, Kind.GROWTH))
        of_them = told(part, speech) if part else ""
        if not sentence or (part and not of_them):
            return ()
        sentence += f"そのうち{of_them}" if part else ""
        if dated:
            year, month, day = dated.groups()
            sentence = f"{f'{int(year)}年' if year else ''}{int(month)}月{int(day)}日に、{sentence}"
        return (sentence, f"記録では、{sentence}", f"実績として、{sentence}")

    @property
    def has_figure(self) -> bool:
        """Whether a figure stands in it."""
        return bool(_FIGURE.search(self.text))


def notes(text: str, cues: Words) -> list[Note]:
    """The notes in `text`, in order, each once."""
    found: dict[str, Note] = {}
    for line in text.splitlines():
        for piece in _pieces(line):
            text = _joined_to(found, piece) if is_of_which(piece) else piece
            found.setdefault(text, _note(text, cues))
    return list(found.values())


def _joined_to(found: dict[str, Note], piece: str) -> str:
    """「うち1件は…」 with the note before it, which it takes the place of; alone without its うち."""
    last = next(reversed(found), "")
    whole = f"{last.rstrip('。．.、, ')}、うち{without_of_which(piece)}"
    if not last or found[last].held or len(whole) > LONGEST_NOTE:
        return without_of_which(piece)
    del found[last]
    return whole


def without_bullet(line: str) -> str:
    """A line without its bullet or number and the bars of a table."""
    return _BULLET.sub("", line, count=1).strip().strip("|｜ 　")


def _pieces(line: str) -> list[str]:
    if _MAIL.search(line):
        return []
    bare = without_bullet(line)
    pieces = [_LINK.sub("", bare[start:end].strip()) for start, end in sentences(bare)]
    return [piece for piece in pieces if piece and not _COURTESY.search(piece) and _SAYS_SOMETHING.search(piece)]


def _note(piece: str, cues: Words) -> Note:
    kind = next((kind for kind, words in cues.kinds.items() if any(word in piece for word in words)), Kind.OTHER)
    about = topic(_DATE.sub("", piece))
    went = direction(piece) if kind in (Kind.RESULT, Kind.SHORTFALL, Kind.OTHER) else 0
    if went:  # fewer claims are a result, fewer contracts are not
        unwanted = any(word in about for word in (*cues.kinds[Kind.SHORTFALL], *_UNWANTED))
        kind = Kind.RESULT if (went < 0) == unwanted else Kind.SHORTFALL
    return Note(piece, kind, about, _held(piece, cues))


def _held(piece: str, cues: Words) -> Held | None:
    if any(word in piece for word in cues.private):
        return Held.PRIVATE
    if any(word in piece for word in cues.judging):
        return Held.JUDGING
    spoken = len(piece) <= LONGEST_NOTE and _JAPANESE.search(piece) and not _ORDER.search(piece)
    return None if spoken and not piece.endswith(("？", "?")) else Held.NO_SENTENCE


def _said(text: str, speech: Speech, *, warm: bool) -> str:
    label = _LABEL.match(text)
    if label is None or not _JAPANESE.search(label[1]) or _CLAUSE.search(label[1]):
        return told(text, speech, warm=warm)
    name, value = label[1].strip(), label[2].strip()
    if value[0] in "0123456789０１２３４５６７８９約月週第全平" and not _CLAUSE.search(value):
        return told(f"{name}は{value}", speech, warm=warm)
    sentence = told(value, speech, warm=warm)
    if sentence and (_CLAUSE.search(value) or not _NOUN_END.search(sentence)):
        return f"{name}については、{sentence}"
    return told(f"{name}は{value}", speech, warm=warm)
