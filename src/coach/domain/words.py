"""The closed sets in the words that a manager reads."""

from coach.domain.labels import Basis, Flag, Move, Orientation, Scene, Time
from coach.domain.scenario import Level, Stage

ORIENTATION = {
    Orientation.CREDIT: "信用志向",
    Orientation.TRUST: "信頼志向",
    Orientation.BOTH: "両方",
    Orientation.NEUTRAL: "中立",
}
TIME = {Time.PAST: "過去", Time.PRESENT: "現在", Time.FUTURE: "未来", Time.NONE: "時間軸なし"}
BASIS = {Basis.FACT: "事実・数字", Basis.FEELING: "感情・価値観", Basis.MIXED: "両方", Basis.NONE: "なし"}
FLAG = {
    Flag.BLAME: "責め・詰問",
    Flag.SURVEILLANCE: "監視",
    Flag.CONDITIONAL_TRUST: "条件つきの信頼",
    Flag.DUMPING: "丸投げ",
    Flag.PERSONAL_ATTACK: "人格否定",
}
MOVE = {
    Move.GREET: "挨拶",
    Move.RECOGNISE_RESULT: "成果を認める",
    Move.CHECK_PROGRESS: "状況を確かめる",
    Move.CORRECT_BEHAVIOUR: "行動を指摘する",
    Move.SET_TARGET: "目標を示す",
    Move.EXPECT_FUTURE: "期待を伝える",
    Move.DELEGATE: "任せる",
    Move.DEFINE_SCOPE: "範囲を示す",
    Move.PROMISE_FOLLOW_UP: "支援を約束する",
    Move.ASK_FEELINGS: "気持ちを尋ねる",
    Move.ASK_CAREER: "キャリアを尋ねる",
    Move.ASK_GROWTH: "成長を尋ねる",
    Move.EMPATHISE: "寄り添う",
    Move.SELF_DISCLOSE: "弱みを話す",
    Move.APOLOGISE: "謝る",
    Move.COMMIT_TO_CHANGE: "変えると約束する",
    Move.INVITE_OPENNESS: "本音を促す",
    Move.CLOSE: "締めくくる",
    Move.OTHER: "その他",
}
SCENE = {Scene.APPRAISAL: "評価面談", Scene.ONE_ON_ONE: "1on1", Scene.DELEGATION: "権限委譲"}
STAGE = {Stage.GUARDED: "身構えている", Stage.CAUTIOUS: "様子を見ている", Stage.OPEN: "心を開いている"}
LEVEL = {Level.HIGH: "高い", Level.LOW: "低い"}
DIFFICULTY = {1: "やさしい", 2: "ふつう", 3: "むずかしい"}
