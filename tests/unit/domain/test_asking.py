"""What a question asks of the person who hears it."""

import pytest

from coach.domain.asking import Asking, asking
from coach.domain.labels import Move, Orientation, Tag, Time
from coach.domain.question import question


def matter(say, label, *moves):
    return asking(say, question(say), Tag(label, 0.9, Time.PRESENT, (), moves, ()))


TRUST, CREDIT, NEUTRAL = Orientation.TRUST, Orientation.CREDIT, Orientation.NEUTRAL


@pytest.mark.parametrize(
    ("say", "label", "moves", "expected"),
    [
        ("手を貸せるところはある？", TRUST, [Move.CHECK_PROGRESS], Asking.OFFER),
        ("私の側で直したほうがよいことはありますか", TRUST, [], Asking.OFFER),
        ("その表を映してもらえますか", NEUTRAL, [], Asking.REQUEST),
        ("来月また様子を聞かせてくれる？", TRUST, [], Asking.REQUEST),
        ("見積もりはもう送りましたか", CREDIT, [Move.CHECK_PROGRESS], Asking.CHECK),
        ("あと何件残ってる？", CREDIT, [Move.CHECK_PROGRESS], Asking.CHECK_AMOUNT),
        ("いつごろ仕上がりそう？", NEUTRAL, [Move.CHECK_PROGRESS], Asking.CHECK_WHEN),
        ("手つかずなのはどの部分？", CREDIT, [Move.CHECK_PROGRESS], Asking.CHECK_WHAT),
        ("立ち会いの検査をしたことはありますか", CREDIT, [Move.CHECK_PROGRESS], Asking.EXPERIENCE),
        ("最近、気がかりなことはありませんか", TRUST, [Move.ASK_FEELINGS], Asking.ANYTHING),
        ("無理してない？", TRUST, [Move.ASK_FEELINGS], Asking.ANYTHING),
        ("点数を見て、どんな気持ちになりましたか", TRUST, [Move.ASK_FEELINGS], Asking.FEELING),
        ("三年後はどんな仕事をしていたい？", TRUST, [Move.ASK_CAREER], Asking.WISH),
        ("あなたならどう組み立てますか", TRUST, [], Asking.VIEW),
        ("連休はどこかへ行ったの？", NEUTRAL, [], Asking.SMALL_TALK),
        ("宇宙人っていると思う？", NEUTRAL, [], Asking.OFF_TOPIC),
    ],
)
def test_the_matter_shows_in_words_and_moves(say, label, moves, expected):
    assert matter(say, label, *moves) is expected


def test_why_something_happened_is_no_matter_of_progress():
    assert matter("どうして止まったのですか", CREDIT, Move.CORRECT_BEHAVIOUR) is None
