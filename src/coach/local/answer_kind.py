"""What kind of answer a question wants, and whether a sentence is of that kind.

A cosine finds what is said *about* the thing asked; a reader who asks 「…とは何ですか」 wants it defined first, one who asks
「どうすれば」 wants to be told what to do, not how bad it is. Rules on the surface of Japanese and English questions;
the sentences are those of the (Japanese or English) knowledge. Pure.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from coach.domain.english import gloss
from coach.japanese import normalise


class Kind(StrEnum):
    """What an answer may be."""

    DEFINITION = "definition"
    DIFFERENCE = "difference"
    WORDING = "wording"
    REASON = "reason"
    ACTION = "action"
    EFFECT = "effect"


@dataclass(frozen=True, slots=True)
class Wish:
    """The kind wanted; `terms` are forms of what is to be defined (none where nothing is)."""

    kind: Kind
    terms: tuple[str, ...] = ()


_TERM = re.compile(
    r"(?P<term>[^、。,.?？「」\s]{2,20}?)」?(?:とは(?!いえ)|って(?:何|なに|どう(?:いう|ゆう))|というのは|の(?:意味|定義)|は(?:何|なに|なん)(?:です|でしょう|\?|$)|は(?:どういう|どんな)(?:意味|もの|こと))"
)
_TERM_ENGLISH = re.compile(r"what (?:is|does|are)(?: an?| the)? (?P<term>[\w\- ]{2,40}?)(?: mean)?\s*\?*$")

_ASKED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.DIFFERENCE, re.compile(r"違い|違う|ちがい|ちがう|差は|区別|比べ|difference|differ\b|versus")),
    (
        Kind.WORDING,
        re.compile(
            r"フレーズ|言い方|言いまわし|セリフ|せりふ|例文|声(?:か|が)け|(?:何|なん)と(?:言|伝|声)|なんて言|どんな(?:言葉|ひとこと|一言|質問)|質問(?:例|の例)|言葉(?:の例|を教)|what (?:should|can|do) i (?:say|ask)|phrase|wording"
        ),
    ),
    (Kind.REASON, re.compile(r"なぜ|何故|なんで|理由|どうして|原因|根拠|わけ(?:は|を|です)|\bwhy\b|reason|cause")),
    (
        Kind.ACTION,
        re.compile(
            r"どうす(?:れば|る|べ)|どうした(?:ら|ほう|方)|どう(?:やって|いう風に|接|対応|向き合|扱|伝え|話|進め|任せ|直|修復|始め|動)|どのように|どうやれば|方法|やり方|進め方|手順|コツ|こつ|ポイント|対処|対策|改善|何から|なにから|どこから|何を(?:すれば|したら|話|伝|準備|見|意識|気)|始め方|すべき|するべき|気をつけ|工夫|how (?:do|should|can|to|would|might)|what should"
        ),
    ),
    (
        Kind.EFFECT,
        re.compile(
            r"どうなる|どうなり|影響|効果|効き目|メリット|デメリット|利点|弊害|何が(?:起|変わ|良|いい|困|まず)|いいこと|よいこと|what happens|effect|benefit|consequence"
        ),
    ),
)

_HELD: dict[Kind, re.Pattern[str]] = {
    Kind.DIFFERENCE: re.compile(
        r"一方|に対し|違い|異な|別の|であり、|ではなく|それぞれ|whereas|while|difference|rather than"
    ),
    Kind.WORDING: re.compile(r"「[^」]{8,}[」]|フレーズ|言い方|言葉の例|\"[^\"]{12,}\""),
    Kind.REASON: re.compile(r"からです|ためです|ので、|理由|原因|なぜなら|ことによ|because|since|reason"),
    Kind.ACTION: re.compile(
        r"ましょう|てください|ステップ|手順|次の順|一歩|始め|(?:効果的|有効|大切|重要|必要|不可欠|おすすめ)(?:です|に|な)|欠かせ|とよい|と良い|ほうがよい|(?:添え|伝え|示し|聞き|尋ね|決め|任せ|分け|続け|話し|認め|見直し|確認し|提出し|申請し|連絡し|相談し|記入し)ます|should|must|first,|start by|try to"
    ),
    Kind.EFFECT: re.compile(
        r"影響|効果|なります|高ま|下が|上が|増え|減り|生まれ|得られ|にく(?:く|い)|やすく|result|lead"
    ),
}


_EARLY = 4
"""Characters before a term that still stands at the head of its sentence (「まず、」)."""


def wish(question: str) -> Wish | None:
    """The kind of answer that `question` wants; None when it does not show."""
    text = normalise(question).strip()
    for kind, pattern in _ASKED:
        if pattern.search(text):
            return Wish(kind)
    defined = _TERM.search(text) or _TERM_ENGLISH.search(text)
    if defined is None:
        return None
    term = defined["term"].strip()
    japanese = "の".join(gloss(term).split()) if term.isascii() else ""
    return Wish(Kind.DEFINITION, tuple(form for form in (term, japanese) if form))


def grants(wanted: Wish | None, sentence: str, *, beside: str = "") -> float:
    """How far `sentence` is of the kind wanted: 0 (no sign of it) to 1.

    `beside` is the rest of its passage: steps under a lead-in, phrases under 「次のとおりです」, count half.
    """
    if wanted is None:
        return 0.0
    if wanted.kind is Kind.DEFINITION:
        return max(_defines(term, normalise(sentence)) for term in wanted.terms)
    held = _HELD[wanted.kind]
    if held.search(sentence):
        return 1.0
    return 0.5 if beside and held.search(beside) else 0.0


def _defines(term: str, sentence: str) -> float:
    at = sentence.find(term)
    if at < 0:
        return 0.0
    following = sentence[at + len(term) :].lstrip("」")
    if following.startswith(("とは", "というのは", "の意味は")) or re.match(r"\s*(?:means|is)\b", following):
        return 1.0
    if not (at <= _EARLY and following.startswith(("は", "が"))):
        return 0.0
    if re.search(r"次の|以下の|から成|構成され", following):
        return 0.8  # what it consists of, or how it goes, step by step
    says_what = re.search(
        r"(?:こと|もの|関係|評価|状態|仕組み|制度|考え方|面談|場)です。?$|を(?:指し|いい|言い|表し)ます", following
    )
    return 0.6 if says_what else 0.0
