"""How a Japanese clause ends: the deed its last verb names, and whether it states, proposes, plans or refuses it. Pure.

Morphemes are handed in, so that the rules stand apart from the dictionary that reads them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Morpheme(Protocol):
    """`text[start:end]` with its normalised form, its dictionary form and its part of speech."""

    @property
    def surface(self) -> str: ...  # noqa: D102
    @property
    def normal(self) -> str: ...  # noqa: D102
    @property
    def dictionary(self) -> str: ...  # noqa: D102
    @property
    def pos(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


class Form(StrEnum):
    """What the ending does with the deed."""

    POLITE = "polite"
    PLAIN = "plain"
    PROPOSED = "proposed"
    INTENDED = "intended"
    PLANNED = "planned"
    REFUSED = "refused"


class Manner(StrEnum):
    """What the auxiliary adds: ておく/てみる/てくる commit, ていく drifts, ようにする resolves."""

    BARE = "bare"
    DONE_AHEAD = "done_ahead"
    GRADUAL = "gradual"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Predicate:
    """`deed` is the normalised verb or verbal noun; `what` is the clause's text with the verb in its dictionary form.

    `softened`: a final particle (ね, よ, から) turns it to the listener.
    """

    form: Form
    deed: str
    manner: Manner
    what: str
    softened: bool = False


@dataclass(frozen=True, slots=True)
class _Deed:
    deed: str
    manner: Manner
    last: Morpheme


_FINAL = frozenset(
    {"ね", "よ", "な", "わ", "さ", "ぞ", "から", "けど", "けれど", "けれども", "が", "し", "ねえ", "なあ"}
)
_COMMITS = frozenset({"おく", "みる", "くる", "とく", "どく"})
_FOR_YOU = frozenset({"あげる", "やる", "さしあげる"})
_DONE_BY_OTHERS = frozenset({"いる", "ある", "もらう", "いただく", "くれる", "しまう", "くださる", "ほしい", "おる"})
_TO_DO = frozenset({"為る", "致す"})
_PLANS = frozenset({"予定", "つもり"})
_MASU = {"終止": Form.POLITE, "意志": Form.PROPOSED}
"""By how ます is inflected; anything else is no end of a clause."""

_MARKS = frozenset({"補助記号", "空白", "記号"})


def predicate(text: str, morphemes: Sequence[Morpheme]) -> Predicate | None:
    """The predicate that ends the clause `text`; None where it is no deed of somebody (a state, a question, a past)."""
    tokens = [one for one in morphemes if one.pos[0] not in _MARKS and one.surface.strip()]
    softened = False
    while tokens and tokens[-1].surface in _FINAL and tokens[-1].pos[0] == "助詞":
        softened = tokens.pop().surface != "が" or softened
    tokens, intended = _without_thinking(tokens)
    ended = _ending(tokens)
    if ended is None:
        return None
    form, body = ended
    deed = _deed(body)
    if deed is None:
        return None
    if form is Form.PROPOSED and intended:
        form = Form.INTENDED
    what = text[: tokens[-1].end] if form is Form.REFUSED else text[: deed.last.start] + _plain(deed.last)
    return Predicate(form, deed.deed, deed.manner, what, softened)


def _plain(verb: Morpheme) -> str:
    return "する" if verb.normal in _TO_DO else verb.dictionary


def _without_thinking(tokens: list[Morpheme]) -> tuple[list[Morpheme], bool]:
    """「…しようと思います」 without the thinking; the second says whether it was there."""
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at].normal == "思う":
            volition = tokens[at - 2] if at >= 2 and tokens[at - 1].surface in ("と", "って") else None
            if volition is not None and volition.pos[-1].startswith("意志推量形"):
                return tokens[: at - 1], True
            return tokens, False
    return tokens, False


def _ending(tokens: Sequence[Morpheme]) -> tuple[Form, Sequence[Morpheme]] | None:
    """The form, and the morphemes up to the verb."""
    if not tokens:
        return None
    last = tokens[-1]
    before = tokens[-2] if len(tokens) > 1 else last
    form: Form | None = None
    body = tokens
    if last.dictionary == "ます":
        form, body = _MASU.get(last.pos[-1][:2]), _humble(tokens[:-1]) or tokens[:-1]
    elif last.dictionary in ("ぬ", "ない") and last.pos[0] == "助動詞":
        form, body = Form.REFUSED, tokens[:-2] if before.dictionary == "ます" else tokens[:-1]
    elif last.dictionary == "くださる":
        asked = _humble(tokens)
        form, body = (Form.POLITE, asked) if asked else (None, tokens)
    elif last.dictionary in ("です", "だ") and before.surface in _PLANS:
        form, body = Form.PLANNED, tokens[:-2]
    elif last.surface in _PLANS:
        form, body = Form.PLANNED, tokens[:-1]
    elif last.pos[-1].startswith("意志"):
        form = Form.PROPOSED
    elif _is_plain(last):
        form = Form.PLAIN
    return (form, body) if form is not None else None


def _is_plain(last: Morpheme) -> bool:
    is_verb = last.pos[0] == "動詞" or last.dictionary in _COMMITS
    return is_verb and last.pos[-1].startswith(("終止形", "連体形"))


def _humble(tokens: Sequence[Morpheme]) -> Sequence[Morpheme] | None:
    """The deed in 「…させてください」「…させていただく」: what the speaker asks leave to do."""
    if len(tokens) < 4 or tokens[-1].dictionary not in ("くださる", "いただく") or tokens[-2].surface != "て":
        return None
    return tokens[:-3] if tokens[-3].dictionary in ("せる", "させる") else None


def _deed(body: Sequence[Morpheme]) -> _Deed | None:
    """What is done; None where the verb is an auxiliary of state, or something done by others."""
    if not body:
        return None
    last = body[-1]
    if last.dictionary in ("とく", "どく") and last.pos[0] == "助動詞":
        main = _main(body[:-1])
        return _Deed(main, Manner.DONE_AHEAD, last) if main else None
    if last.pos[0] != "動詞":
        return None
    if len(body) >= 3 and body[-2].surface in ("て", "で") and body[-2].pos[1] == "接続助詞":
        return _with_auxiliary(body)
    if last.normal in _TO_DO and len(body) >= 4 and body[-2].surface == "に" and body[-3].surface in ("よう", "こと"):
        return _Deed(body[-4].normal, Manner.RESOLVED, last)
    main = _main(body)
    return _Deed(main, Manner.BARE, last) if main else None


def _with_auxiliary(body: Sequence[Morpheme]) -> _Deed | None:
    last = body[-1]
    if last.dictionary in _DONE_BY_OTHERS:
        return None
    manner = {**dict.fromkeys(_COMMITS, Manner.DONE_AHEAD), "いく": Manner.GRADUAL}.get(last.dictionary)
    if manner is None and last.dictionary not in _FOR_YOU:
        main = _main(body)  # 「まとめて送ります」: two deeds, the last one counts
        return _Deed(main, Manner.BARE, last) if main else None
    main = _main(body[:-2])
    return _Deed(main, manner or Manner.BARE, last) if main else None


def _main(body: Sequence[Morpheme]) -> str | None:
    """The verb, or the noun that する makes a verb of."""
    if not body or body[-1].pos[0] != "動詞":
        return None
    last = body[-1]
    if last.normal not in _TO_DO:
        return last.normal
    if len(body) < 2:
        return None
    before = body[-2]
    if before.surface in ("を", "も", "は") and len(body) >= 3:
        before = body[-3]
    if before.pos[0] in ("名詞", "動詞"):
        return before.normal
    return None
