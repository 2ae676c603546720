"""What a piece of text looks like to the tagger, besides its embedding: expression groups, form, and hashed words."""

import zlib
from dataclasses import dataclass
from itertools import pairwise
from math import log1p, sqrt

import numpy as np
import numpy.typing as npt

from coach.japanese import Word, normalise, words
from coach.local.features_lexicon import groups

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]

BUCKETS = 1 << 14
"""Hashed words and letter pairs fall into so many buckets."""

_TAIL = 10
_SHAPE = ("length", "digits", "kanji", "kana", "latin", "nouns", "verbs", "past_words", "masu", "proper", "sentences")


@dataclass(frozen=True, slots=True)
class Features:
    """`groups` and shape as numbers, and the buckets of the words that occur, each weighing `weight`."""

    dense: Floats
    buckets: Indices
    weight: float


def names() -> tuple[str, ...]:
    """The names of the numbers in `Features.dense`."""
    found = [group.name for group in groups()]
    return (*found, *(f"end:{name}" for name in found), *_SHAPE)


def read(text: str) -> Features:
    """The features of a sentence, a clause or a whole utterance."""
    normal = normalise(text)
    found = words(text)
    buckets = np.array(sorted({zlib.crc32(key.encode()) % BUCKETS for key in _keys(normal, found)}), dtype=np.int64)
    return Features(_dense(normal, found), buckets, 1.0 / sqrt(max(1, len(buckets))))


def _dense(text: str, found: tuple[Word, ...]) -> Floats:
    tail = text[-_TAIL:]
    whole = [min(2, len(group.pattern.findall(text))) / 2 if text else 0.0 for group in groups()]
    whole = [sqrt(value) for value in whole]
    ends = [1.0 if group.pattern.search(tail) else 0.0 for group in groups()]
    return np.array([*whole, *ends, *_shape(text, found)], dtype=np.float32)


def _shape(text: str, found: tuple[Word, ...]) -> list[float]:
    size = max(1, len(text))
    number = max(1, len(found))
    return [
        log1p(len(text)) / 5,
        sum(char.isdigit() for char in text) / size * 5,
        sum("一" <= char <= "龥" for char in text) / size,
        sum("ぁ" <= char <= "ん" for char in text) / size,
        sum("a" <= char <= "z" for char in text) / size,
        sum(word.pos[0] == "名詞" for word in found) / number,
        sum(word.pos[0] == "動詞" for word in found) / number,
        sum(word.normal == "た" and word.pos[0] == "助動詞" for word in found) / number * 5,
        sum(word.normal in ("ます", "です") for word in found) / number * 5,
        sum(word.pos[1] == "固有名詞" for word in found) / number * 5,
        log1p(sum(char in "。！？!?\n" for char in text)) / 2,
    ]


def _keys(text: str, found: tuple[Word, ...]) -> list[str]:
    tokens = ["^", *(word.normal if not word.surface.isdigit() else "0" for word in found), "$"]
    keys = [f"1{token}" for token in tokens]
    keys += [f"2{first} {second}" for first, second in pairwise(tokens)]
    keys += [
        f"p{word.pos[1]}{word.pos[5]}{word.dictionary}" for word in found if word.pos[0] in ("助動詞", "助詞", "動詞")
    ]
    letters = f"^{text}$"
    keys += [f"c{letters[i : i + n]}" for n in (2, 3) for i in range(len(letters) - n + 1)]
    return keys
