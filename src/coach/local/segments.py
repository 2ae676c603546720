"""Where an utterance can be cut: sentences, and clauses inside them, also when punctuation is missing."""

import re
from itertools import pairwise

from coach.japanese import Word, words

Span = tuple[int, int]

_END = re.compile(
    r"(?:[。！？!?]|(?<=[A-Za-z0-9)\"'])\.(?=\s|$))+[」』）)】”\"'♪w笑]*\s*|\n+\s*|[ \u3000]+(?=[^\x00-\x7f])"
)
"""What ends a sentence. A space before Japanese text does, too: hurried typists use it for 。"""

_OPENING, _CLOSING = "「『（(【", "」』）)】"
_JOINING = frozenset(
    {"が", "けれど", "けど", "けれども", "けども", "ので", "から", "し", "のに", "ものの", "さかい", "けん", "きに"}
)
_WITH_COMMA = frozenset({"て", "で", "が", "ば", "と", "たり"})
_FINAL_PARTICLES = frozenset({"ね", "よ", "な", "わ", "ぞ", "ぜ", "ばい", "たい", "かな", "さ"})
_STARTS = frozenset({"名詞", "代名詞", "副詞", "接続詞", "感動詞", "連体詞", "接頭辞"})
_SHORTEST_CLAUSE = 6
_SHORTEST_SENTENCE = 2


def sentences(text: str) -> list[Span]:
    """The sentences of `text`, quoted ones left whole, outer white space left out."""
    cuts = [match.end() for match in _END.finditer(text) if _depth(text, match.start()) == 0]
    return _spans(text, cuts, _SHORTEST_SENTENCE)


def clauses(text: str) -> list[Span]:
    """The sentences of `text`, cut further where a clause is joined to the next or a full stop is missing."""
    found: list[Span] = []
    for start, end in sentences(text):
        piece = text[start:end]
        inner = [cut for cut in _clause_cuts(piece, words(piece)) if _depth(piece, cut) == 0]
        found += [(start + a, start + b) for a, b in _spans(piece, inner, _SHORTEST_CLAUSE)]
    return found


def _clause_cuts(text: str, found: tuple[Word, ...]) -> list[int]:
    cuts = []
    for this, following in pairwise(found):
        comma = following.surface in "、，,"
        if _joins(this, comma=comma):
            cuts.append(following.end if comma else this.end)
        elif following.pos[0] in _STARTS and _is_final(this, found):
            cuts.append(this.end)
    return [cut for cut in cuts if cut < len(text)]


def _joins(word: Word, *, comma: bool) -> bool:
    if word.pos[0] == "助詞" and word.pos[1] == "接続助詞" and word.surface in _JOINING:
        return True
    if not comma:
        return False
    if word.pos[0] == "助詞" and word.pos[1] == "接続助詞":
        return word.surface in _WITH_COMMA
    # 「12件取り、来期は…」「訪問は25件、次は…」
    return word.pos[0] in ("動詞", "助動詞") and word.pos[5].startswith(("連用形", "終止形"))


def _is_final(word: Word, found: tuple[Word, ...]) -> bool:
    if word.pos[0] == "助詞" and word.pos[1] == "終助詞":
        return word.surface in _FINAL_PARTICLES
    if word.pos[0] != "助動詞":
        return False
    if word.normal in ("ます", "です"):
        return word.pos[5].startswith("終止形")
    # 「ました来期は」: た after ます hardly ever qualifies a noun
    at = found.index(word)
    return word.normal == "た" and at > 0 and found[at - 1].normal in ("ます", "です")


def _depth(text: str, at: int) -> int:
    before = text[:at]
    return max(0, sum(map(before.count, _OPENING)) - sum(map(before.count, _CLOSING)))


def _spans(text: str, cuts: list[int], shortest: int) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for cut in [*sorted(set(cuts)), len(text)]:
        piece = text[start:cut]
        if cut < len(text) and len(piece.strip()) < shortest:
            continue
        left, right = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if left < right:
            if cut == len(text) and spans and right - left < shortest:
                spans[-1] = (spans[-1][0], right)
            else:
                spans.append((left, right))
        start = cut
    return spans
