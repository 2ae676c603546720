import pytest

from coach.domain.preparation import Speech
from coach.local.preparation_speech import speech_of, told, topic

POLITE, PLAIN = Speech.POLITE, Speech.PLAIN


@pytest.mark.parametrize(
    ("note", "polite", "plain"),
    [
        (
            "新規契約12件（目標10件）",
            "新規契約は12件で、目標の10件を上回りました。",
            "新規契約は12件で、目標の10件を上回った。",
        ),
        ("売上 前年比115%", "売上は前年比115%でした。", "売上は前年比115%だった。"),
        (
            "上期 目標達成率 108% (売上 5,400万円)",
            "上期の目標達成率は108%で、売上は5,400万円でした。",
            "上期の目標達成率は108%で、売上は5,400万円だった。",
        ),
        ("遅刻なし", "遅刻はありませんでした。", "遅刻はなかった。"),
        ("応用情報に合格", "応用情報に合格しました。", "応用情報に合格した。"),
        ("資格取得", "資格取得がありました。", "資格取得があった。"),
        (
            "レビューを41件（チームで最多）",
            "レビューを41件行いました。チームで最多でした。",
            "レビューを41件行った。チームで最多だった。",
        ),
        ("提案書を3件書いた。", "提案書を3件書きました。", "提案書を3件書いた。"),
        ("提案書を3件書きました", "提案書を3件書きました。", "提案書を3件書いた。"),
        ("納期に2件遅れた", "納期に2件遅れました。", "納期に2件遅れた。"),
        ("残業は月平均38時間だった", "残業は月平均38時間でした。", "残業は月平均38時間だった。"),
        ("会議での発言が少ない", "会議での発言が少ないです。", "会議での発言が少ない。"),
        ("来期は新人2名が配属予定", "来期は新人2名が配属予定です。", "来期は新人2名が配属予定だ。"),
        ("評価B", "評価はBでした。", "評価はBだった。"),
    ],
)
def test_a_note_becomes_a_sentence_in_either_manner(note, polite, plain):
    assert told(note, POLITE) == polite
    assert told(note, PLAIN) == plain


def test_a_warm_sentence_ends_in_ne_before_its_aside():
    assert told("リーダーに就任（4月）", POLITE, warm=True) == "リーダーに就任しましたね。4月のことでした。"


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("不良率1.8%→1.2%（目標1.5%）", "不良率は1.8%から1.2%に下がり、目標の1.5%を下回りました。"),
        ("不良率は1.8%→1.2%（目標1.5%）でしたね", "不良率は1.8%から1.2%に下がり、目標の1.5%を下回りました。"),
        ("残業 月40→32時間", "残業は月40時間から32時間に減りました。"),
        ("役割 担当→リーダー", "役割は担当からリーダーに変わりました。"),
        ("段取り 45分 → 30分 → 28分", "段取りは45分から30分、28分に減りました。"),
        ("順位 5位→3位", "順位は5位から3位に変わりました。"),
        ("解約 3件（前年は1件）", "解約は3件で、前年は1件でした。"),
        ("クレーム2件（6月、8月）", "クレームは2件で、6月と8月でした。"),
        ("商談に同行（4〜9月に18回）", "商談に同行しました。4月から9月に18回ありました。"),
        ("問い合わせ 140件（チーム平均95件）", "問い合わせは140件で、チーム平均は95件でした。"),
    ],
)
def test_arrows_and_parentheses_are_said_in_words(note, sentence):
    assert told(note, POLITE) == sentence


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("7月に納期遅れ2件", "7月に納期遅れが2件ありました。"),
        ("7月に納期遅れ2件でした", "7月に納期遅れが2件ありました。"),
        ("A社への納品遅れ2件", "A社への納品遅れが2件ありました。"),
        ("7月の残業40時間", "7月の残業は40時間でした。"),
        ("客先からクレーム", "客先からクレームがありました。"),
        ("4月から班長代理", "4月から班長代理でした。"),
        ("声をかけられなかった", "声をかけられませんでした。"),
    ],
)
def test_a_count_and_what_came_from_somebody_are_there(note, sentence):
    assert told(note, POLITE) == sentence


@pytest.mark.parametrize("note", ["", "。", "（）", "〜したので", "あ"])
def test_what_cannot_be_said_is_no_sentence(note):
    assert told(note, POLITE) == ""


@pytest.mark.parametrize(
    ("note", "about"),
    [
        ("新規契約12件", "新規契約"),
        ("残業：月38時間", "残業"),
        ("上期は遅刻が3回あった", "遅刻"),
        ("12件", ""),
        ("7月に納期遅れ2件", "納期遅れ"),
        ("うちの課の売上12件", "課の売上"),
    ],
)
def test_a_note_is_about_its_label_or_the_noun_before_its_figure(note, about):
    assert topic(note) == about


@pytest.mark.parametrize(
    ("typed", "speech"),
    [
        ("評価に納得してくれるか不安です", POLITE),
        ("納得してくれるかな。黙っちゃうかも", PLAIN),
        ("新規契約12件", POLITE),
        ("", POLITE),
    ],
)
def test_the_manner_is_the_one_that_was_typed_and_polite_in_doubt(typed, speech):
    assert speech_of(typed) is speech
