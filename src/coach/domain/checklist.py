"""The points of the handbook that a conversation of each scene should touch, and whether it did."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coach.domain.labels import Move, Orientation, Scene, Tag

Tags = Sequence[Tag]


@dataclass(frozen=True, slots=True)
class Point:
    """One point. `met` gives the index of the first utterance that meets it, or None; `topic` finds its passage.

    `spoilt` gives the index of the first utterance that kept it from being met; None for what was only left out.
    """

    id: str
    text: str
    topic: str
    met: Callable[[Tags], int | None]
    spoilt: Callable[[Tags], int | None] = lambda tags: None  # noqa: ARG005


def _first(test: Callable[[Tag], bool]) -> Callable[[Tags], int | None]:
    return lambda tags: next((index for index, tag in enumerate(tags) if test(tag)), None)


def _did(*moves: Move) -> Callable[[Tags], int | None]:
    return _first(lambda tag: not tag.flags and any(move in tag.moves for move in moves))


def _joined(tags: Tags) -> int | None:
    """A credit part, and a trust part in the same utterance or the one after it."""
    for index, tag in enumerate(tags):
        if tag.flags:
            continue
        if tag.label is Orientation.BOTH:
            return index
        before = tags[index - 1] if index else None
        if tag.label is Orientation.TRUST and before and before.label is Orientation.CREDIT and not before.flags:
            return index
    return None


_harmed = _first(lambda tag: bool(tag.flags))
"""The first utterance in which something hurt."""


def _unharmed(tags: Tags) -> int | None:
    """Met at the last utterance when nothing hurt; never met in a conversation without utterances."""
    return None if _harmed(tags) is not None or not tags else len(tags) - 1


_SHOWN_FIRST = (Move.DELEGATE, Move.PROMISE_FOLLOW_UP, Move.EXPECT_FUTURE, Move.INVITE_OPENNESS)
_INNER = (Move.ASK_FEELINGS, Move.ASK_CAREER, Move.ASK_GROWTH)

CHECKLISTS: dict[Scene, tuple[Point, ...]] = {
    Scene.APPRAISAL: (
        Point(
            "facts",
            "成果や行動を、事実や数字で具体的に伝えた",
            "評価面談で信用として扱う目標達成度や行動評価",
            _did(Move.RECOGNISE_RESULT),
        ),
        Point(
            "expectation",
            "次の期に期待する役割や可能性を伝えた",
            "評価面談で信頼のメッセージとして次の期への期待を伝える",
            _did(Move.EXPECT_FUTURE, Move.DELEGATE),
        ),
        Point(
            "joined",
            "信用の話に信頼の話をつなげた",
            "信用のフィードバックに信頼のメッセージを添える",
            _joined,
        ),
        Point("feelings", "相手の気持ちや考えを尋ねた", "感情や価値観、キャリアの希望、本音を聞く質問", _did(*_INNER)),
        Point(
            "support",
            "うまくいかないときの支援を約束した",
            "失敗しても一緒に立て直すと言葉で伝える",
            _did(Move.PROMISE_FOLLOW_UP),
        ),
        Point(
            "unharmed",
            "責めたり、条件をつけたりせずに話した",
            "結果を出したら信頼するという姿勢では信頼のらせんが回らない",
            _unharmed,
            _harmed,
        ),
    ),
    Scene.ONE_ON_ONE: (
        Point(
            "beyond_progress",
            "進捗の確認だけで終わらせなかった",
            "1on1が進捗の確認ばかりで、部下が見張られている気持ちになる",
            _first(lambda tag: tag.holds_trust and not tag.flags),
        ),
        Point("feelings", "今の気持ちや悩みを尋ねた", "1on1で今モヤモヤしていることを尋ねる", _did(Move.ASK_FEELINGS)),
        Point(
            "growth",
            "成長の実感やこれからの希望を尋ねた",
            "1on1で成長を感じた瞬間や1年後の姿を話題にする",
            _did(Move.ASK_GROWTH, Move.ASK_CAREER),
        ),
        Point(
            "trusted",
            "任せる・支えるという言葉で、信頼を先に示した",
            "被信頼感を伝えるフレーズ、判断を任せる",
            _did(*_SHOWN_FIRST),
        ),
        Point(
            "openness",
            "弱みや本音を話してよいと伝えた",
            "弱みを話しても良いというメッセージ",
            _did(Move.INVITE_OPENNESS, Move.SELF_DISCLOSE, Move.EMPATHISE, Move.APOLOGISE),
        ),
        Point(
            "unharmed",
            "責めたり、細かく見張ったりせずに話した",
            "ミスを責められると感じる部下は本音を言えない",
            _unharmed,
            _harmed,
        ),
    ),
    Scene.DELEGATION: (
        Point(
            "record",
            "これまでの実績やスキルを事実で確かめた",
            "権限委譲で見る信用レベル、実績とスキル",
            _did(Move.RECOGNISE_RESULT, Move.CHECK_PROGRESS),
        ),
        Point("delegated", "判断を任せると言葉で伝えた", "信頼を育てるために任せる", _did(Move.DELEGATE)),
        Point("scope", "任せる範囲や基準を示した", "範囲と支えの約束を一緒に示して任せる", _did(Move.DEFINE_SCOPE)),
        Point(
            "support",
            "任せた後のフォローを約束した",
            "任せた後のフォローの約束と失敗時の支援",
            _did(Move.PROMISE_FOLLOW_UP),
        ),
        Point(
            "feelings",
            "引き受ける相手の不安や考えを尋ねた",
            "価値観や姿勢に共感し、何か起きたときに対話できるか",
            _did(*_INNER, Move.INVITE_OPENNESS),
        ),
        Point(
            "unharmed",
            "丸投げや見張りにならないように任せた",
            "小さなタスクから任せ、プロセスを見守る",
            _unharmed,
            _harmed,
        ),
    ),
}
