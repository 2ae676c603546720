"""Whether the knowledge answers a question: several weak signals, one small logistic model.

A cosine alone does not tell: e5's lie close together, whatever is asked. What tells is how far the best passage
lies above questions that have nothing to do with the knowledge, and whether the rare words of the question stand in it.
"""

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from coach.domain.english import content_words, gloss_of, is_english
from coach.domain.passage import Found
from coach.japanese import bigrams, normalise, terms
from coach.japanese import words as words_of
from coach.local.decline_wanted import wanted
from coach.ports import Embedder

WEIGHTS = Path(__file__).with_name("weights") / "decline.npz"

BACKGROUND = (
    "明日の天気はどうですか",
    "近くのおいしいレストランを教えてください",
    "この料理の作り方を知りたい",
    "パソコンの設定方法がわかりません",
    "駅までの行き方を教えて",
    "この映画の監督は誰ですか",
    "首都はどこですか",
    "スポーツの試合結果が知りたい",
    "商品の返品はできますか",
    "病院の予約を取りたい",
    "税金はいくらかかりますか",
    "法律では何と定められていますか",
    "統計では何パーセントですか",
    "いつ発売されますか",
    "電話番号を教えてください",
    "この単語の英語の意味は何ですか",
    "計算の答えを教えて",
    "歴史上の出来事は何年に起きましたか",
    "おすすめの旅行先はありますか",
    "ペットの世話のしかた",
    "What time does the store open?",
    "How do I install this software?",
    "Who won the game yesterday?",
)
"""Questions about nothing in particular. Their nearness to a question is the zero line of its nearness to passages."""

_ASKING_WORDS = frozenset(
    [
        "教える",
        "知る",
        "聞く",
        "方法",
        "例",
        "理由",
        "何故",
        "如何",
        "具体的",
        "具体",
        "場合",
        "時",
        "時間",
        "場",
        "場所",
        "人",
        "物",
        "事",
        "点",
        "内容",
        "説明",
        "為",
        "使う",
        "欲しい",
        "思う",
        "言う",
        "考える",
        "行う",
        "遣る",
        "見る",
        "一言",
        "簡潔",
        "一覧",
        "挙げる",
        "自分",
        "今",
        "お願い",
        "意味",
        "定義",
        "違い",
        "何れ",
        "何方",
        "何処",
        "誰",
        "何時",
        "幾ら",
        "幾つ",
        "何",
        "どんな",
        "どう",
        "そう",
        "本当",
        "必要",
        "大丈夫",
        "可能",
        "可",
        "駄目",
        "良い",
        "悪い",
    ]
)


class Words(Protocol):
    """What a knowledge tells about words."""

    def rarity(self, words: Sequence[str]) -> dict[str, float]:
        """The weight of each word, the rarer the higher."""
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """The signals of one question."""

    nearness: float
    """The best cosine of a passage or sentence."""
    above_background: float
    """`nearness` minus the best cosine with a background question."""
    covered: float
    """Share of the question's content words, weighted by rarity, that stand in the three best passages."""
    covered_by_best: float
    """The same for the single passage that covers most."""
    together: float
    """The highest sum, in one passage, of its coverage and ten times its cosine above the background."""
    nouns_missing: float
    """Nouns of the question that stand in none of the best passages; 3 at most."""
    nouns_share: float
    """Share of the question's nouns that stand in the best passages (0.5 without nouns)."""
    pairs: float
    """Share of the question's character pairs, hiragana left out, that stand in the best passages."""
    margin: float
    """Score of the best passage minus that of the eighth."""
    wanted_there: float
    """Kinds of thing wanted (a sum, a date …) that the best passages hold."""
    wanted_missing: float
    """Kinds of thing wanted that they do not hold."""
    spread: float
    """`nearness` minus the mean cosine of the passages found."""
    english: float
    """1 for an English question."""


NAMES = tuple(field.name for field in fields(Evidence))
_LOOKED_AT = 5


def evidence(question: str, found: Sequence[Found], embedder: Embedder, words: Words) -> Evidence:
    """The signals. `found` must not be empty."""
    vector = embedder.query(question)
    background = float(np.max(_background(embedder) @ vector))
    best = found[:_LOOKED_AT]
    texts = [normalise(f"{each.passage.section_name} {each.passage.text}") for each in best]
    standing = [set(terms(text)) for text in texts]
    asked = _asked(question)
    weights = words.rarity(list(asked.known))
    full = sum(weights.values()) + asked.unknown * max(weights.values(), default=1.0)
    shares = [_share(sum(weights[word] for word in asked.known if word in each), full) for each in standing]
    three = set().union(*standing[:3])
    everything = set().union(*standing)
    nearness = max(each.similarity for each in found)
    missing = asked.unknown + sum(not _stands(noun, everything, texts) for noun in asked.nouns)
    asked_pairs = set(bigrams(_bare(question)))
    there, lacking = wanted(normalise(question), " ".join(texts))
    return Evidence(
        nearness=nearness,
        above_background=nearness - background,
        covered=_share(sum(weights[word] for word in asked.known if word in three), full),
        covered_by_best=max(shares),
        together=max(share + 10 * (each.similarity - background) for share, each in zip(shares, best, strict=True)),
        nouns_missing=float(min(missing, 3)),
        nouns_share=_share(len(asked.nouns) + asked.unknown - missing, len(asked.nouns) + asked.unknown),
        pairs=_share(len(asked_pairs & set().union(*(bigrams(text) for text in texts))), len(asked_pairs)),
        margin=found[0].score - found[min(7, len(found) - 1)].score,
        wanted_there=float(min(there, 2)),
        wanted_missing=float(min(lacking, 2)),
        spread=nearness - sum(each.similarity for each in found) / len(found),
        english=float(is_english(question)),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """The content words of a question; `unknown` counts English ones that have no Japanese word here."""

    known: tuple[str, ...]
    nouns: tuple[str, ...]
    unknown: int = 0


def _asked(question: str) -> _Asked:
    if is_english(question):
        found = [gloss_of(word) for word in content_words(question)]
        known = tuple(dict.fromkeys(terms(" ".join(first[0] for first in found if first))))
        return _Asked(known, known, sum(not first for first in found))
    kept = [word for word in words_of(normalise(question)) if word.is_content and word.normal not in _ASKING_WORDS]
    nouns = [word.normal for word in kept if word.pos[0] == "名詞" and word.pos[1] != "数詞"]
    return _Asked(tuple(dict.fromkeys(word.normal for word in kept)), tuple(dict.fromkeys(nouns)))


def _stands(noun: str, standing: set[str], texts: Sequence[str]) -> bool:
    return noun in standing or any(noun in text for text in texts)


def _bare(question: str) -> str:
    return re.sub(r"[ぁ-ん]+", " ", question)


def _share(part: float, whole: float) -> float:
    return min(1.0, part / whole) if whole > 0 else 0.5


def _background(embedder: Embedder) -> npt.NDArray[np.float32]:
    if embedder.name not in _BACKGROUND_VECTORS:
        _BACKGROUND_VECTORS[embedder.name] = np.stack([embedder.query(question) for question in BACKGROUND])
    return _BACKGROUND_VECTORS[embedder.name]


_BACKGROUND_VECTORS: dict[str, npt.NDArray[np.float32]] = {}
"""By embedder; two threads that fill it at once write the same."""


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model over `Evidence`, with the threshold that its training chose."""

    centre: npt.NDArray[np.float64]
    scale: npt.NDArray[np.float64]
    weights: npt.NDArray[np.float64]
    threshold: float

    def probability(self, seen: Evidence) -> float:
        """The calibrated probability (0 to 1) that the knowledge answers."""
        z = (np.array(astuple(seen)) - self.centre) / self.scale
        return float(1 / (1 + np.exp(-(self.weights[0] + z @ self.weights[1:]))))

    def answers(self, seen: Evidence) -> bool:
        """Whether to answer."""
        return self.probability(seen) >= self.threshold


@lru_cache(maxsize=1)
def load(path: Path = WEIGHTS) -> Model:
    """The trained model."""
    with np.load(path, allow_pickle=False) as stored:
        return Model(stored["centre"], stored["scale"], stored["weights"], float(stored["threshold"]))
