"""Japanese as words and sentences: Sudachi's morphology behind three functions."""

import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_CONTENT = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞", "接頭辞", "代名詞"})
_EMPTY = frozenset(
    {"為る", "有る", "居る", "成る", "出来る", "事", "物", "為", "其れ", "此れ", "何", "良い", "言う", "様", "方"}
)
_SENTENCE = re.compile(r"[^。．！？!?\n]*(?:[。．！？!?]+[」』）)】”\"']*|\n|$)")
_MAX_SUDACHI_BYTES = 45_000


@dataclass(frozen=True, slots=True)
class Word:
    """A morpheme: `text[start:end]`, its normalised form (漢字 and okurigana unified), part of speech, dictionary form."""

    surface: str
    normal: str
    dictionary: str
    pos: tuple[str, ...]
    start: int
    end: int

    @property
    def is_content(self) -> bool:
        """Whether it carries meaning by itself."""
        if self.pos[0] not in _CONTENT or self.normal in _EMPTY:
            return False
        return self.pos[1] not in ("非自立可能", "数詞") or self.pos[0] == "名詞"


_local = threading.local()


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    from sudachipy import Dictionary

    return Dictionary()


def _tokenizer() -> Any:
    # A tokenizer is not thread-safe, the dictionary is.
    if not hasattr(_local, "tokenizer"):
        _local.tokenizer = _dictionary().tokenizer()
    return _local.tokenizer


def words(text: str) -> tuple[Word, ...]:
    """The morphemes of `text`, longest units, offsets in characters. Very long text is read in pieces."""
    return _words(text) if len(text) <= 400 else _read(text)


@lru_cache(maxsize=2_048)
def _words(text: str) -> tuple[Word, ...]:
    return _read(text)


def _read(text: str) -> tuple[Word, ...]:
    return tuple(
        Word(
            morpheme.surface(),
            morpheme.normalized_form(),
            morpheme.dictionary_form(),
            tuple(morpheme.part_of_speech()),
            start + morpheme.begin(),
            start + morpheme.end(),
        )
        for start, piece in _pieces(text)
        for morpheme in _tokenizer().tokenize(piece)
    )


def _pieces(text: str) -> list[tuple[int, str]]:
    size = _MAX_SUDACHI_BYTES // 4
    return [(start, text[start : start + size]) for start in range(0, len(text), size)]


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of `text` as (start, end) offsets, outer white space left out."""
    spans = []
    for match in _SENTENCE.finditer(text):
        piece = match.group()
        start = match.start() + len(piece) - len(piece.lstrip())
        end = match.start() + len(piece.rstrip())
        if start < end:
            spans.append((start, end))
    return spans


def normalise(text: str) -> str:
    """NFKC and lower case: full-width and half-width forms become one. Lengths may change."""
    return unicodedata.normalize("NFKC", text).lower()


def terms(text: str) -> list[str]:
    """The content words of `text` in normalised form, in order, repeated as they occur."""
    return [word.normal for word in words(normalise(text)) if word.is_content]


def bigrams(text: str) -> list[str]:
    """The pairs of neighbouring letters of `text`, normalised, punctuation left out."""
    letters = re.sub(r"[\W_]+", " ", normalise(text))
    return [run[i : i + 2] for run in letters.split() for i in range(len(run) - 1)]


_QUESTION_END = re.compile(r"[？?。！!\n]+")
_JOIN = re.compile(r"(?:^|(?<=[、,]))(?:また|それと|それから|あと|さらに|加えて|and also|also)[、,]?\s*")
_MIN_PART = 6


def question_parts(question: str) -> tuple[str, ...]:
    """The questions asked in one breath, each by itself; one when there is only one (at most three are taken apart).

    「らせんとは何ですか。また、誰が先に動きますか」 are two. A sentence that only tells what happened stays with what
    follows it.
    """
    pieces = [piece for part in _QUESTION_END.split(question) for piece in _JOIN.split(part)]
    pieces = [piece.strip(" 　、,") for piece in pieces]
    asked: list[str] = []
    told = ""
    for piece in (piece for piece in pieces if len(piece) >= _MIN_PART):
        if is_asking(piece):
            asked.append(f"{told}。{piece}" if told else piece)
            told = ""
        else:
            told = f"{told}。{piece}" if told else piece
    if len(asked) < 2 or len(asked) > 3:
        return (question,)
    return tuple(asked)


_ASKING = re.compile(
    r"(?:か|の|かな|かね|っけ|とは|って|は|べき|教えて|教えてください|知りたい(?:です)?|ください|ほしい(?:です)?|何|なに|どう|いつ|誰|どれ|理由|例|方法)$"
)
_ASKING_ENGLISH = re.compile(
    r"^(?:what|how|why|who|when|where|which|is|are|do|does|can|should|could|tell)\b", re.IGNORECASE
)


def is_asking(text: str) -> bool:
    """Whether a sentence without its mark asks for something."""
    return bool(_ASKING.search(text.rstrip("？?。 ")) or _ASKING_ENGLISH.match(text.strip()))
