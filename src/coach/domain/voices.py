"""Who speaks in a conversation, how much, and who of them is probably the manager. Rules; the reader has the last word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coach.domain.question import question
from coach.domain.written import ROLES, Spoken, bare


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker in figures; `share` is that of all characters, 0 to 1."""

    name: str
    speeches: int
    characters: int
    share: float
    questions: int


_LEADS = re.compile(
    r"評価|期待|任せ|お任せ|目標|お疲れ|助かっ|助かり|よく(やって|頑張|がんば)|頑張ってくれ|してくれ(て|た)|フィードバック|困っ(て(い)?る|た)こと"
    r"|聞かせて|教えて(ください|もらえ|くれ)|どう(ですか|でした|思い|感じ)|相談に乗|一緒に考え|時間を取ってくれ|今日は"
)
_FOLLOWS = re.compile(
    r"承知|かしこまり|わかりました|分かりました|申し訳|すみません|ありがとうございます|おかげさま|いただけ(れば|ます)|いただい(て|た)"
    r"|(課長|部長|店長|所長|室長|マネージャー|係長)(、|は|に|が|の)|(失礼します)|頑張ります|がんばります|ご相談"
)
_TITLE = re.compile(
    r"(課長|部長|店長|係長|所長|室長|園長|師長|マネージャー|マネジャー|リーダー|manager)", re.IGNORECASE
)
_ASKED, _LED, _FOLLOWED, _TITLED = 1.0, 1.0, 1.0, 3.0


def voices(speeches: Sequence[Spoken]) -> tuple[Voice, ...]:
    """The speakers, in the order of their first words."""
    total = sum(len(one.text) for one in speeches) or 1
    found = []
    for name in dict.fromkeys(one.who for one in speeches):
        said = [one.text for one in speeches if one.who == name]
        characters = sum(map(len, said))
        asked = sum(question(text) is not None for text in said)
        found.append(Voice(name, len(said), characters, characters / total, asked))
    return tuple(found)


def likely_manager(speeches: Sequence[Spoken]) -> str:
    """Who is probably the manager: asks, values and leads more, a share of one's speeches at a time; ties: speaks first."""
    names = list(dict.fromkeys(one.who for one in speeches))
    return max(names, key=lambda name: (_lead(name, speeches), -names.index(name)))


def _lead(name: str, speeches: Sequence[Spoken]) -> float:
    role = ROLES.get(bare(name))
    if role is not None:
        return _TITLED if role == "manager" else -_TITLED
    said = [one.text for one in speeches if one.who == name]
    asked = sum(question(text) is not None for text in said)
    led = sum(bool(_LEADS.search(text)) for text in said)
    followed = sum(bool(_FOLLOWS.search(text)) for text in said)
    titled = _TITLED if _TITLE.search(name) else 0.0
    return titled + (_ASKED * asked + _LED * led - _FOLLOWED * followed) / len(said)
