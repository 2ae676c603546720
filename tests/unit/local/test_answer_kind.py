"""What kind of answer is wanted, and which sentence is of that kind."""

import pytest

from coach.local.answer_kind import Kind, grants, wish


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("心理的安全性とは何ですか", Kind.DEFINITION),
        ("メンター制度って何？", Kind.DEFINITION),
        ("What is a stretch goal?", Kind.DEFINITION),
        ("目標管理と人事評価はどう違いますか", Kind.DIFFERENCE),
        ("面談の冒頭で使える言い方はありますか", Kind.WORDING),
        ("What should I say to a new report?", Kind.WORDING),
        ("どうして評価が下がったのですか", Kind.REASON),
        ("部下が話を聞いてくれないときはどうすればよいでしょう", Kind.ACTION),
        ("How can I prepare for the interview?", Kind.ACTION),
        ("振り返りをしないとどうなりますか", Kind.EFFECT),
    ],
)
def test_a_question_shows_what_kind_of_answer_it_wants(question, kind):
    assert wish(question).kind is kind


@pytest.mark.parametrize("question", ["休暇は年に20日ありますか", "1on1 議題", "はい", "😀"])
def test_a_question_without_a_sign_wants_nothing_in_particular(question):
    assert wish(question) is None
    assert grants(None, "休暇は年に20日です。") == 0


def test_a_definition_is_preferred_to_what_is_said_about_the_thing():
    wanted = wish("ふりかえり会とは何ですか")
    defines = grants(wanted, "ふりかえり会とは、月末に一か月の仕事を話し合う場です。")
    consists = grants(wanted, "ふりかえり会は、次の三つの手順で進めます。")
    mentions = grants(wanted, "ふりかえり会は、遅刻が続くと中止になります。")
    assert defines > consists > mentions == 0


def test_an_english_question_knows_the_japanese_term():
    assert grants(wish("What is the trust spiral?"), "信頼のらせんとは、上司と部下のあいだを巡る動きです。") == 1


def test_what_stands_under_a_lead_in_counts_half():
    wanted = wish("面談の進め方を教えて")
    assert grants(wanted, "面談には三十分をあてます。", beside="まず相手の話を聞きましょう。") == 0.5
