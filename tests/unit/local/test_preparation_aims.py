import pytest

from coach.domain.labels import Scene
from coach.domain.preparation import Request, Speech
from coach.local.preparation_aims import aims_of


def worried(text):
    return aims_of(Request(Scene.APPRAISAL, "田村", worries=text))


@pytest.mark.parametrize(
    ("typed", "grade"),
    [
        ("総合評価はB", "総合評価はB"),
        ("評価：A-", "評価はA-"),
        ("今回はB評価です", "評価はB"),
        ("今期は昇給なし、査定C", "査定はC"),
        ("評価をBにした", "評価はB"),
        ("前回の評価はA", ""),
        ("顧客評価Aだった", ""),
        ("評価 A社から感謝", ""),
        ("A評価を期待していそう", ""),
    ],
)
def test_a_grade_is_this_time_s_own(typed, grade):
    assert worried(typed).grade == grade


@pytest.mark.parametrize(
    "typed",
    [
        "1名減らしたのに対応が遅れた",
        "私のフォローが足りなかった",
        "忙しくて後回しにしてしまった",
        "約束したのに声をかけられなかった",
        "異動させたまま支援できなかった",
    ],
)
def test_a_fault_of_one_s_own_is_seen(typed):
    assert worried(typed).sources == {"fault": typed}


@pytest.mark.parametrize(
    "typed",
    ["自分のミスを認めない", "仕事を任せたのに期限を守れない", "本人が後回しにしていた", "会社の説明会を忘れた"],
)
def test_the_fault_of_somebody_else_is_not_apologised_for(typed):
    assert "fault" not in worried(typed).sources


def test_among_the_facts_only_a_sentence_about_the_writer_is_the_writer_s_fault():
    assert not aims_of(Request(Scene.APPRAISAL, facts="期限を約束したのに対応が遅れた\n後回しにしていた")).sources
    assert aims_of(Request(Scene.APPRAISAL, facts="1名減らしたのに対応が遅れた")).sources


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        ("班長を打診したい", "班長"),
        ("来期は主任に推薦したい", "主任"),
        ("副班長を田村さんにお願いしたい", "副班長"),
        ("新人の指導を任せたい", "新人の指導"),
        ("プロジェクトのリーダーになってほしい", "プロジェクトのリーダー"),
        ("リーダーへの昇格を打診する", "リーダー"),
        ("田村さんに任せたい", ""),
        ("元気になってほしい", ""),
        ("異動を打診したい", ""),
    ],
)
def test_an_offer_is_a_role_and_never_a_person(typed, role):
    assert worried(typed).role == role


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("「あれだけ頑張ったのに」と言われそう", ("あれだけ頑張ったのに",)),
        ("なぜBなのかと聞かれそう", ("なぜBなのか",)),
        ("「頑張ろう」と伝えたい", ()),
        ("辞めると言われそう", ()),
        ("黙ってしまうかも", ()),
    ],
)
def test_what_may_be_said_is_taken_to_the_letter(typed, expected):
    assert worried(typed).expected == expected


def test_an_apology_says_what_happened_and_not_how_it_feels():
    said = worried("私のフォローが足りず残業が増えたのが申し訳ない。").slots(Speech.POLITE)["fault"]
    assert said == "私のフォローが足りず残業が増えました。"
