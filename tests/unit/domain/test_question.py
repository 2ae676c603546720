import pytest

from coach.domain.question import Question, question


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("最近の体調はどうですか", Question.HOW),
        ("納期が動いたのはなぜですか。", Question.WHY),
        ("残業はどのくらいですか？", Question.HOW_MANY),
        ("いつまでに仕上がりそう？", Question.WHEN),
        ("誰に相談しましたか", Question.WHO),
        ("いちばん苦労したのは何ですか", Question.WHAT),
        ("困っていることはありませんか", Question.YES_NO),
        ("不安？", Question.YES_NO),
        ("何が大変だった", Question.WHAT),
        ("今の考えを聞かせてください。", Question.YES_NO),
        ("よく頑張ったね。次は何をやってみたい？", Question.WHAT),
    ],
)
def test_it_says_what_is_asked(text, kind):
    assert kind is question(text)


@pytest.mark.parametrize(
    "text",
    [
        "よく頑張りましたね。",
        "何でも話してほしい。",
        "いつでも声をかけてください。",
        "何度も助けられました。",
        "一緒に考えましょうか。",
        "そうか。",
        "来月から新しい担当をお願いします。",
        "何をどこまで頼みたいのかを紙にまとめて、明日渡します。",
        "これからは「手伝えることはある？」と先に聞くようにします。",
    ],
)
def test_what_does_not_ask_is_no_question(text):
    assert question(text) is None


@pytest.mark.parametrize("told", ["いまのは俺が悪か。", "ほんとに申し訳なか。", "その言い方はよかね。"])
def test_adjectives_of_the_south_west_do_not_ask(told):
    assert question(told) is None


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("残った件数をお知らせください。", Question.HOW_MANY),
        ("ずれが出た時期をお示しください。", Question.WHEN),
        ("思ったことを聞かせて。", Question.YES_NO),
    ],
)
def test_a_polite_order_to_tell_asks(asked, kind):
    assert question(asked) is kind
