"""Taking a manager's own sentence apart, so that a better wording can keep its facts."""

import re

from coach.domain.labels import Orientation, Segment
from coach.japanese import Word, sentences, words

_POLITE = re.compile(r"(です|ます|ました|ません|ください|でしょう|ましょう)")
_JOINABLE = ("名詞", "接頭辞", "接尾辞", "形状詞")
_DULL = frozenset(
    {
        "事",
        "物",
        "為",
        "訳",
        "筈",
        "方",
        "所",
        "此れ",
        "其れ",
        "何",
        "何故",
        "君",
        "貴方",
        "御前",
        "私",
        "僕",
        "俺",
        "理由",
        "奴",
        "癖",
        "儘",
        "時",
        "様",
        "度",
        "誰",
        "信頼",
        "信用",
        "結果",
        "話",
        "言い訳",
        "責任",
        "性格",
        "根性",
        "やる気",
        "遣る気",
        "何処",
        "何時",
        "自分",
        "人",
        "人間",
    }
)
_NOT_THINGS = frozenset({"副詞可能", "助数詞可能"})
_MAX_THEME = 20


def is_polite(text: str) -> bool:
    """Whether `text` is in です・ます style."""
    return bool(_POLITE.search(text))


def kept_part(text: str, segments: tuple[Segment, ...], label: Orientation) -> str:
    """The segments of that orientation, as they were said; the whole when there is none."""
    parts = [text[segment.start : segment.end].strip() for segment in segments if segment.label is label]
    return "".join(parts) or text


def closed(text: str) -> str:
    """`text` as a finished sentence: a full stop where none is, a dangling connective cut."""
    stripped = re.sub(
        r"(ので|から|けど|けれど|けれども|が|し|て|で|、)?[、\s]*$", lambda m: m.group(1) or "", text.strip()
    )
    stripped = re.sub(r"、$", "", stripped)
    return stripped if re.search(r"[。！？!?…]$", stripped) else stripped + "。"


def theme(text: str) -> str | None:
    """What `text` is about, as a noun phrase of its own words: 「納期」「3件の入力漏れ」; None when it has none.

    Of several phrases the longest one with a noun that names a thing; a number stays where it belongs to the noun.
    """
    phrases = [
        phrase
        for start, end in sentences(text)
        for phrase in _noun_phrases(words(text[start:end]))
        if 2 <= len(phrase) <= _MAX_THEME
    ]
    return max(phrases, key=len) if phrases else None


def _noun_phrases(morphemes: tuple[Word, ...]) -> list[str]:
    """Runs of nouns, joined over の, without pronouns and empty nouns at their ends."""
    phrases: list[str] = []
    run: list[Word] = []
    for word in (*morphemes, None):
        if word and (word.pos[0] in _JOINABLE or (word.surface == "の" and run)) and word.normal not in _DULL:
            run.append(word)
            continue
        while run and run[-1].surface == "の":
            run.pop()
        while run and (run[0].pos[2] == "副詞可能" or run[0].surface in ("の", "さ")):
            run.pop(0)
        if any(part.pos[0] == "名詞" and part.pos[1] == "普通名詞" and part.pos[2] not in _NOT_THINGS for part in run):
            phrases.append("".join(part.surface for part in run))
        run = []
    return phrases
