import pytest

from coach.domain.preparation import Speech
from coach.local.preparation_speech import speech_of, told, topic

POLITE, PLAIN = Speech.POLITE, Speech.PLAIN


@pytest.mark.parametrize(
    ("note", "polite", "plain"),
    [
        ("新規契約12件（目標10件）", "新規契約は12件（目標10件）でした。", "新規契約は12件（目標10件）だった。"),
        ("売上 前年比115%", "売上は前年比115%でした。", "売上は前年比115%だった。"),
        (
            "上期 目標達成率 108% (売上 5,400万円)",
            "上期の目標達成率は108%(売上 5,400万円)でした。",
            "上期の目標達成率は108%(売上 5,400万円)だった。",
        ),
        ("遅刻なし", "遅刻はありませんでした。", "遅刻はなかった。"),
        ("応用情報に合格", "応用情報に合格しました。", "応用情報に合格した。"),
        ("資格取得", "資格取得がありました。", "資格取得があった。"),
        (
            "レビューを41件（チームで最多）",
            "レビューを41件行いました（チームで最多）。",
            "レビューを41件行った（チームで最多）。",
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
    assert told("リーダーに就任（4月）", POLITE, warm=True) == "リーダーに就任しましたね（4月）。"


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
