from coach.domain.debrief import TurningPoint
from coach.ui.components.curve import in_words


def test_the_line_is_told_in_words_with_its_turning_points():
    told = in_words([0.3, 0.35, 0.29], [TurningPoint(2, -0.06, "責める言葉があった")])
    assert told == "被信頼感の折れ線グラフ。0.30から始まり、2回の発話のあと0.29です。2回目で−0.06。"
