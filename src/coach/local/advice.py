"""Which comment a turn deserves: a pure choice from its tag and what came before. The wording is in wording.py."""

import re
from collections.abc import Sequence
from enum import StrEnum

from coach.domain.labels import Flag, Move, Orientation, Scene, Tag
from coach.local.special import Special


class Advice(StrEnum):
    """A comment that the coach can make."""

    HARASSMENT = "harassment"
    DISTRESS = "distress"
    PERSONAL_ATTACK = "personal_attack"
    BLAME = "blame"
    CONDITIONAL_TRUST = "conditional_trust"
    SURVEILLANCE = "surveillance"
    DUMPING = "dumping"
    ADD_SCOPE = "add_scope"
    ADD_FOLLOW_UP = "add_follow_up"
    ADD_CHANGE = "add_change"
    ADD_SUPPORT_TO_CORRECTION = "add_support_to_correction"
    ADD_QUESTION_TO_SHORTFALL = "add_question_to_shortfall"
    ADD_FEELINGS_TO_CHECK = "add_feelings_to_check"
    ADD_EXPECTATION = "add_expectation"
    ADD_DISCRETION_TO_TARGET = "add_discretion_to_target"
    ADD_FUTURE = "add_future"
    ADD_FACT = "add_fact"
    JOINED = "joined"
    SHOWN_FIRST = "shown_first"
    PROMISED = "promised"
    INVITED = "invited"
    ASKED = "asked"
    REPAIRED = "repaired"
    RECOGNISED = "recognised"
    TRUSTED = "trusted"


TOPICS: dict[Advice, str] = {
    Advice.HARASSMENT: "ミスするとすぐ責められるので部下は本音を言えない",
    Advice.DISTRESS: "上司の迷いや心の負担が軽くなる、評価の話と関係の話を分ける",
    Advice.PERSONAL_ATTACK: "失敗したときにどう扱われるかを部下は見ている",
    Advice.BLAME: "ミスをすぐ責められると感じる部下は本音を言えない",
    Advice.CONDITIONAL_TRUST: "結果を出したら信頼するという姿勢では信頼のらせんが回らない",
    Advice.SURVEILLANCE: "進捗の確認ばかりで、見張られている気持ちになる",
    Advice.DUMPING: "権限委譲で範囲と支えの約束を一緒に示す",
    Advice.ADD_SCOPE: "権限委譲で範囲と支えの約束を一緒に示す、期限と品質の基準を共有する",
    Advice.ADD_FOLLOW_UP: "任せた後のフォローの約束、失敗したときの支援を宣言する",
    Advice.ADD_CHANGE: "信頼の回復、これから変える行動を具体的に伝える",
    Advice.ADD_SUPPORT_TO_CORRECTION: "失敗しても一緒に立て直そうと言葉で伝えると被信頼感が高まる",
    Advice.ADD_QUESTION_TO_SHORTFALL: "失敗しても一緒に立て直そうと言葉で伝えると被信頼感が高まる",
    Advice.ADD_FEELINGS_TO_CHECK: "1on1で進捗確認だけでなく、モヤモヤしていることや成長の実感を尋ねる",
    Advice.ADD_EXPECTATION: "信用のフィードバックに信頼のメッセージを添える、次の期への期待",
    Advice.ADD_DISCRETION_TO_TARGET: "自律的な判断への期待、進め方を任せると伝える",
    Advice.ADD_FUTURE: "評価面談が信用の話だけで終わると部下に残る気持ち",
    Advice.ADD_FACT: "評価面談で信用として扱う目標達成度や行動評価、過去の事実",
    Advice.JOINED: "未来への期待と一緒に伝えると信頼のメッセージに変わる",
    Advice.SHOWN_FIRST: "上司が先に小さな信頼を見せると信頼のらせんが回る",
    Advice.PROMISED: "失敗したときの支援を宣言する、任せた後のフォローの約束",
    Advice.INVITED: "1on1で感情や価値観、キャリアの希望、本音の悩みを扱う",
    Advice.ASKED: "1on1で感情や価値観、キャリアの希望、本音の悩みを扱う",
    Advice.REPAIRED: "失った信頼の回復には事実の共有と誤りを認めること、一貫した行動の継続が必要",
    Advice.RECOGNISED: "信用は過去の実績と数字にもとづく評価",
    Advice.TRUSTED: "信頼は未来への期待と感情や価値観にもとづく関係",
}
"""What to look up in the knowledge for each comment."""

_OF_FLAG = (
    (Flag.PERSONAL_ATTACK, Advice.PERSONAL_ATTACK),
    (Flag.BLAME, Advice.BLAME),
    (Flag.CONDITIONAL_TRUST, Advice.CONDITIONAL_TRUST),
    (Flag.SURVEILLANCE, Advice.SURVEILLANCE),
    (Flag.DUMPING, Advice.DUMPING),
)
_TO_CREDIT = (
    (Move.RECOGNISE_RESULT, Advice.ADD_EXPECTATION),
    (Move.CORRECT_BEHAVIOUR, Advice.ADD_SUPPORT_TO_CORRECTION),
    (Move.SET_TARGET, Advice.ADD_DISCRETION_TO_TARGET),
    (Move.CHECK_PROGRESS, Advice.ADD_FEELINGS_TO_CHECK),
)
_SHOWN = frozenset({Move.DELEGATE, Move.EXPECT_FUTURE})
_FACTS_BY = 2
"""After this many turns of an appraisal without a fact, the coach points to the fact sheet."""


_SHORTFALL = re.compile(
    r"未達|届(?:か|き?ま?せん|いて(?:い)?(?:ない|ません))|足り(?:な|ま?せん|ず)|下回|割り込|割っ(?:た|て)|及(?:ば|び?ま?せん)|とどま|遅れ(?:た|て|まし)|未完|できな(?:かった|い)|できて(?:い)?(?:ない|ません)"
    r"|満たし(?:て(?:い)?)?(?:ま?せん|ない)|(?:評価|段階|ランク)(?:は|を|が)?(?:一つ|1つ|ひとつ)?(?:下が|下げ)|見送り|missed|fell short|below"
)


def tells_shortfall(say: str) -> bool:
    """Whether a fact that is told is one of falling short; a step up for it would sound like mockery."""
    return bool(_SHORTFALL.search(say))


def choose(tag: Tag, before: Sequence[Tag], scene: Scene, odd: Special | None, *, short: bool = False) -> Advice | None:
    """The comment for an utterance after the utterances `before`; None where nothing useful can be said.

    `short` marks a fact of falling short (`tells_shortfall`).
    """
    if odd is Special.HARASSMENT:
        return Advice.HARASSMENT
    if odd is Special.DISTRESS:
        return Advice.DISTRESS
    for flag, advice in _OF_FLAG:
        if flag in tag.flags:
            return advice
    if tag.label is Orientation.NEUTRAL:
        return None
    if tag.label is Orientation.CREDIT:
        return _on_credit(tag, before, short=short)
    return _on_trust(tag, before, scene)


def _on_credit(tag: Tag, before: Sequence[Tag], *, short: bool) -> Advice:
    if before and before[-1].holds_trust and not before[-1].flags:
        # The other half has just been said; asking for it again would be an echo.
        return Advice.RECOGNISED
    if short and not {Move.SET_TARGET, Move.CHECK_PROGRESS} & set(tag.moves):
        return Advice.ADD_QUESTION_TO_SHORTFALL
    return next((advice for move, advice in _TO_CREDIT if move in tag.moves), Advice.ADD_FUTURE)


def _on_trust(tag: Tag, before: Sequence[Tag], scene: Scene) -> Advice:
    moves = set(tag.moves)
    said = moves.union(*(earlier.moves for earlier in before))
    without_facts = (
        scene is Scene.APPRAISAL and len(before) >= _FACTS_BY and not any(one.holds_credit for one in before)
    )
    rules = (
        (Advice.ADD_SCOPE, Move.DELEGATE in moves and Move.DEFINE_SCOPE not in said),
        (Advice.ADD_FOLLOW_UP, Move.DELEGATE in moves and Move.PROMISE_FOLLOW_UP not in said),
        (Advice.ADD_CHANGE, Move.APOLOGISE in moves and Move.COMMIT_TO_CHANGE not in said),
        (Advice.REPAIRED, bool(moves & {Move.APOLOGISE, Move.COMMIT_TO_CHANGE})),
        (Advice.JOINED, tag.label is Orientation.BOTH),
        (Advice.ADD_FACT, without_facts),
        (Advice.ASKED, bool(moves & {Move.ASK_FEELINGS, Move.ASK_CAREER, Move.ASK_GROWTH})),
        (Advice.SHOWN_FIRST, bool(moves & _SHOWN)),
        (Advice.PROMISED, Move.PROMISE_FOLLOW_UP in moves),
        (Advice.INVITED, Move.INVITE_OPENNESS in moves),
    )
    return next((advice for advice, holds in rules if holds), Advice.TRUSTED)
