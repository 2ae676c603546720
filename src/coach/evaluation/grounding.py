"""Whether a sentence of an answer is carried by the passages: quoted, or said again without changing what it says.

Reading order for one sentence
1. Its letters (marks and white space left out) stand in a passage: grounded, by quotation.
2. Otherwise it is laid beside every sentence of the passages, and every pair of neighbours. It is grounded when one
   of them covers it (shared letter pairs, or fewer of them and a near embedding) and nothing contradicts:
   the same negation, no number of its own, no swapped opposite (信用 for 信頼, 部下 for 上司, 未来 for 過去, …).
Rules see no world knowledge: a falsehood that keeps every word, number, negation and opposite in place passes.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise, permutations

from coach.japanese import bigrams, normalise, sentences
from coach.ports import Vector

_QUOTED_FROM = 6
"""Letters: a shorter sentence is in any text by chance and is not judged."""

_COVERED, _ABOUT_IT, _NEARLY, _NEAR = 0.72, 0.55, 0.45, 0.905
_LOOKED_AT = 4
_MARKS = re.compile(r"[\W_]+")
_NO_STATEMENT = re.compile(r"^[（(]「.+」(より|から|による)[）)]$|^(出典|引用|参考)[:：]|[:：]$")
"""A line that names its source, or only leads to what follows."""

_DOUBLE = re.compile(
    r"(なけれ|なく)(ば|ては)?(なら|いけ)(ない|ません)|だけで(は)?な(い|く)|とは限ら|しかな(い|く)|に過ぎな"
)
_NOT = re.compile(
    r"ません|ない|なか(?=っ)|なくな|なく|なけれ|(?<!ま)(?<!必)ず(?=に|、|$)|にくく|不要|避け|やめ|\bnot\b|n't\b|\bno\b|\bnever\b"
)
_NUMBER = re.compile(
    r"\d+(?:\.\d+)?|[一二三四五六七八九十]+(?=つ|個|回|人|件|割|年|か月|軸|段階|点|場面|象限|ステップ)"
)
_KANJI = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8", "九": "9", "十": "10"}
_OPPOSITES = (
    ("信用", "信頼"), ("上司", "部下"), ("過去", "未来"), ("高い", "低い"), ("高く", "低く"), ("高まり", "下がり"),
    ("事実", "感情"), ("客観", "主観"), ("先", "後"), ("大きな", "小さな"), ("増え", "減り"), ("重く", "軽く"),
    ("広が", "狭ま"), ("評価制度", "1on1"), ("厳しく", "甘く"), ("実績", "人柄"),
)  # fmt: skip
_OPPOSITE = {a: b for pair in _OPPOSITES for a, b in (pair, pair[::-1])}
_TERM = re.compile("|".join(sorted(map(re.escape, _OPPOSITE), key=len, reverse=True)))
_ROLE = re.compile("(" + _TERM.pattern + ")(が|は|から|を|に|へ)")
_SHORT_CLAUSE = 8


@dataclass(frozen=True, slots=True)
class Support:
    """How one sentence, `answer[start:end]`, stands to the passages; `passage` is the index of the best one."""

    start: int
    end: int
    grounded: bool
    reason: str
    passage: int | None = None


Embed = Callable[[Sequence[str]], list[Vector]]
"""Texts as unit vectors."""


def supports(answer: str, passages: Sequence[str], embed: Embed | None = None) -> list[Support]:
    """The sentences of `answer` that state something, each with its support."""
    found = []
    for start, end in sentences(answer):
        text = answer[start:end]
        if len(letters(text)) >= _QUOTED_FROM and not _NO_STATEMENT.search(text.strip()):
            grounded, reason, index = support(text, passages, embed)
            found.append(Support(start, end, grounded, reason, index))
    return found


def support(sentence: str, passages: Sequence[str], embed: Embed | None = None) -> tuple[bool, str, int | None]:
    """Whether `sentence` is carried by a passage, why (not), and by which."""
    bare = letters(sentence)
    for index, passage in enumerate(passages):
        if bare in letters(passage):
            return True, "資料の文をそのまま引用しています。", index
    ranked = _nearest(sentence, passages)
    if not ranked:
        return False, "照らし合わせる資料がありません。", None
    best = ranked[0]
    for share, index, window in ranked:
        if share < _NEARLY:
            break
        against = contradiction(sentence, window) if share >= _ABOUT_IT else None
        if against:
            return False, f"資料と食い違います（{against}）。", index
        if share >= _COVERED or (embed is not None and _cosine(embed, sentence, window) >= _NEAR):
            return True, f"資料の文と内容が重なります（重なり {share:.2f}）。", index
    return (
        False,
        f"資料に対応する文がありません（最大の重なり {best[0]:.2f}）。",
        best[1] if best[0] >= _NEARLY else None,
    )


def containment(part: str, whole: str) -> float:
    """The share of the letter pairs of `part` that `whole` has too; 0 for a part without any."""
    pairs = _pairs(part)
    return len(pairs & _pairs(whole)) / len(pairs) if pairs else 0.0


def contradiction(sentence: str, window: str) -> str | None:
    """What `sentence` turns round against a text that is nearly the same, in words; None when nothing is found."""
    numbers = _numbers(sentence) - _numbers(window)
    if numbers:
        return f"数字 {'、'.join(sorted(numbers))} は資料のこの箇所にありません"
    swapped = _swapped(sentence, window)
    if swapped:
        return f"「{_OPPOSITE[swapped]}」であるところが「{swapped}」になっています"
    if (_negations(sentence) - _negations(_beside(sentence, window))) % 2:
        return "肯定と否定が逆です"
    return None


@lru_cache(maxsize=4_096)
def letters(text: str) -> str:
    """The letters and digits of `text` in one form: no marks, no white space, no list bullets."""
    return _MARKS.sub("", normalise(text))


@lru_cache(maxsize=8_192)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(bigrams(text))


def _nearest(sentence: str, passages: Sequence[str]) -> list[tuple[float, int, str]]:
    """The sentences of the passages that share most with this one; pairs of neighbours where none covers it alone."""
    alone = _ranked(sentence, passages, pairs=False)
    if alone and alone[0][0] >= _COVERED:
        return alone
    return _ranked(sentence, passages, pairs=True)


def _ranked(sentence: str, passages: Sequence[str], *, pairs: bool) -> list[tuple[float, int, str]]:
    found = [
        (containment(sentence, window), -index, window)
        for index, passage in enumerate(passages)
        for window in _windows(passage, pairs)
    ]
    return [(share, -index, window) for share, index, window in sorted(found, reverse=True)[:_LOOKED_AT]]


@lru_cache(maxsize=1_024)
def _windows(passage: str, pairs: bool) -> tuple[str, ...]:
    spans = sentences(passage)
    single = [passage[start:end] for start, end in spans]
    if not pairs:
        return tuple(single)
    return (*single, *(passage[first[0] : second[1]] for first, second in pairwise(spans)))


def _cosine(embed: Embed, one: str, other: str) -> float:
    first, second = embed([one, other])
    return float(first @ second)


def _negations(text: str) -> int:
    return len(_NOT.findall(_DOUBLE.sub("", normalise(text))))


def _numbers(text: str) -> set[str]:
    found = _NUMBER.findall(re.sub(r"1on1|1対1", "", normalise(text)))
    return {_KANJI.get(one, one) for one in found}


def _clauses(text: str) -> list[frozenset[str]]:
    """The opposites named in each clause; a short topic (「上司が、」) belongs to the clause after it."""
    pieces: list[str] = []
    for piece in re.split(r"(?<=[、。，,・])", normalise(text)):
        if pieces and len(_MARKS.sub("", pieces[-1])) <= _SHORT_CLAUSE:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return [frozenset(_TERM.findall(piece)) for piece in pieces]


def _swapped(sentence: str, window: str) -> str | None:
    """The term that stands where the text has its opposite."""
    mine, theirs = _clauses(sentence), _clauses(window)
    for clause in mine:
        for term, beside in permutations(sorted(clause), 2):
            if _crossed(term, beside, theirs):
                return term
    roles, their_roles = _roles(sentence), _roles(window)
    for term, particle in roles - their_roles:
        other = _OPPOSITE[term]
        if any(one == other for one, _ in roles) and {(other, particle)} <= their_roles:
            turned = {(_OPPOSITE[a] if a in (term, other) else a, b) for a, b in roles}
            if turned <= their_roles:
                return term
    whole, everything = (frozenset[str]().union(*clauses) for clauses in (mine, theirs))
    if whole <= everything:
        return None
    turned_to = (one for one in sorted(whole - everything) if _OPPOSITE[one] not in whole)
    return next((one for one in turned_to if (whole - {one}) | {_OPPOSITE[one]} <= everything), None)


def _crossed(term: str, beside: str, clauses: Sequence[frozenset[str]]) -> bool:
    """Whether the text joins each of two terms with the other's opposite, and never the two: 信用–未来 for 信用–過去."""

    def joined(one: str, other: str) -> bool:
        return any(one in clause and other in clause for clause in clauses)

    return (
        beside != _OPPOSITE[term]
        and not joined(term, beside)
        and joined(_OPPOSITE[term], beside)
        and joined(term, _OPPOSITE[beside])
    )


def _roles(text: str) -> set[tuple[str, str]]:
    """Opposites with the particle after them: who does it (上司が), and to whom (部下に)."""
    return {(one.group(1), one.group(2)) for one in _ROLE.finditer(normalise(text))}


def _beside(sentence: str, window: str) -> str:
    """The part of `window` that `sentence` says again, up to the end of its clause."""
    mine, theirs = normalise(sentence), normalise(window)
    blocks = [one for one in SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks() if one.size >= 3]
    if not blocks:
        return window
    start, end = blocks[0].b, blocks[-1].b + blocks[-1].size
    rest = re.split(r"(?<=[、。])", theirs[end:], maxsplit=1)[0]
    return theirs[start:end] + rest
