"""Somebody of whom only the words are known: the person of a real conversation, and what anybody may answer.

The lines name no fact, so that they fit every workplace. At each stage somebody says no more than they would dare to.
"""

from coach.domain.labels import Flag, Move, Scene
from coach.domain.scenario import Concern, Fact, Level, Lines, Manner, Persona, Scenario, Sensitivity, Stage
from coach.domain.weakest import MOMENT

NAME = "A"
"""Shown as Aさん."""

REVIEW = "review"
"""The id of the scenario of a conversation that really was."""


def unknown_person(scene: Scene, opening: str) -> Scenario:
    """The scenario of a conversation that really was."""
    nothing = Sensitivity(frozenset(), "")
    return Scenario(
        id=REVIEW,
        scene=scene,
        title="実際の会話",
        difficulty=2,
        persona=Persona(NAME, "", "", Manner.POLITE, Level.HIGH, Level.HIGH, ""),
        situation="",
        facts=(),
        goals=(),
        opening=opening,
        topics=(),
        reactions={},
        asks={},
        concern=Concern("", ()),
        raises=nothing,
        lowers=nothing,
    )


def at_the_moment(scene: Scene, *, heard: str, said: str, before: str) -> Scenario:
    """The scenario of one moment: `heard` is what the other one had said, `said` what the manager then said.

    `before` is what the manager had said before that, "" at the beginning.
    """
    earlier = (Fact("その前の言葉", before),) if before else ()
    base = unknown_person(scene, heard or "よろしくお願いします。")
    return Scenario(
        id=MOMENT,
        scene=scene,
        title="実際の会話の一場面",
        difficulty=base.difficulty,
        persona=Persona(NAME, "", "", Manner.POLITE, Level.HIGH, Level.HIGH, "お名前や社名は伏せています。"),
        situation="実際の会話の一場面を、もう一度話してみる練習です。Aさんの返事は練習用のもので、ご本人の気持ちを言い当てるものではありません。",
        facts=(Fact("会話", f"実際には「{said}」と話しました"), *earlier),
        goals=(
            "伝えたかった事実はそのままに、相手に届く言い方を探す",
            "責める言葉を、困っていることを尋ねる言葉に替えてみる",
            "これから一緒にできることを、一つ添える",
        ),
        opening=base.opening,
        topics=(),
        reactions=_REACTIONS,
        asks=_ASKS,
        concern=base.concern,
        raises=base.raises,
        lowers=base.lowers,
    )


def _lines(guarded: tuple[str, ...], cautious: tuple[str, ...], open_: tuple[str, ...]) -> Lines:
    return {Stage.GUARDED: guarded, Stage.CAUTIOUS: cautious, Stage.OPEN: open_}


_ASKS = _lines(
    (),
    ("一つ伺ってもいいですか。私には、どこまで期待されていますか。",),
    ("課長ご自身は、同じような場面でどうされていましたか。",),
)
_REACTIONS: dict[str, Lines] = {
    Flag.BLAME: _lines(
        ("…すみません。", "…はい、おっしゃるとおりです。"),
        ("すみません。言い訳になりますが、少し事情もありました。",),
        ("正直に言うと、責められたように聞こえて、言葉が出なくなります。",),
    ),
    Flag.SURVEILLANCE: _lines(
        ("…わかりました。そのとおりにします。",),
        ("報告の回数を増やす、ということでしょうか。",),
        ("細かく見られると、自分で決めるのが少し怖くなります。",),
    ),
    Flag.CONDITIONAL_TRUST: _lines(
        ("…結果を出すまでは、ということですね。",),
        ("結果が出るまでは信頼していただけない、と受け取りました。",),
        ("条件がつくと、試されているように感じます。",),
    ),
    Flag.DUMPING: _lines(
        ("…はい、やってみます。",),
        ("どこまで決めてよいのか、まだつかめていません。",),
        ("お任せいただけるのはうれしいのですが、困ったときに頼れる先も知っておきたいです。",),
    ),
    Flag.PERSONAL_ATTACK: _lines(
        ("……。",),
        ("…そう言われると、何も言えなくなります。",),
        ("仕事のことなら直せますが、人柄のことを言われると、つらいです。",),
    ),
    Move.APOLOGISE: _lines(
        ("…いえ。",),
        ("そう言っていただけると、少し話しやすくなります。",),
        ("ありがとうございます。引っかかっていたので、すっきりしました。",),
    ),
    Move.ASK_FEELINGS: _lines(
        ("特に、困ってはいません。", "…そうですね、なんとかやっています。"),
        ("正直なところ、少し余裕がなくなっています。",),
        ("聞いていただけて助かります。実は、どこから手をつけるか迷っていました。",),
    ),
    Move.EMPATHISE: _lines(
        ("…ありがとうございます。",),
        ("わかっていただけていたのですね。",),
        ("そう言っていただけると、肩の力が抜けます。",),
    ),
    Move.EXPECT_FUTURE: _lines(
        ("…ありがとうございます。",),
        ("そう思っていただけているとは、知りませんでした。",),
        ("うれしいです。それなら、やってみたいことがあります。",),
    ),
    Move.DELEGATE: _lines(
        ("私でよいのでしょうか。",),
        ("やってみたい気持ちはあります。",),
        ("ぜひやらせてください。進め方も自分で考えてみます。",),
    ),
    Move.PROMISE_FOLLOW_UP: _lines(
        ("…わかりました。",),
        ("一緒に考えていただけるなら、心強いです。",),
        ("それなら早めに相談します。一人で抱えなくて済みます。",),
    ),
    Move.INVITE_OPENNESS: _lines(
        ("…いえ、大丈夫です。",),
        ("では、少しだけ。進め方に迷いがあります。",),
        ("ありがとうございます。言いにくかったことを、話してもいいですか。",),
    ),
    Move.RECOGNISE_RESULT: _lines(
        ("ありがとうございます。",),
        ("そこを見ていただけていたのは、うれしいです。",),
        ("ありがとうございます。自分でも手応えを感じていたところです。",),
    ),
    Move.CORRECT_BEHAVIOUR: _lines(
        ("…はい、わかりました。",),
        ("たしかに、そこは改められると思います。",),
        ("具体的に言っていただけると、直しやすいです。",),
    ),
    Move.CHECK_PROGRESS: _lines(
        ("予定どおりに進めています。",),
        ("おおむね進んでいますが、一つ気になる点があります。",),
        ("進んでいるところと、止まっているところがあります。順にお話しします。",),
    ),
}
