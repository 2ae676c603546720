"""Sentences of our own, on Wednesday 18 November 2026: what is a promise, and what only looks like one."""

from datetime import date

import pytest

from coach.domain.conversation import Said, Speaker
from coach.domain.promises import Party, promised, promises
from coach.japanese import words

ON = date(2026, 11, 18)
NOVEMBER, DECEMBER = 11, 12


def day(month, number, year=2026):
    return date(year, month, number)


def found(text, by=Party.MANAGER):
    return [(one.by, one.what, one.when, one.day) for one in promised(text, by, on=ON, read=words)]


MINE = Party.MANAGER
BOTH = Party.BOTH
PROMISES = [
    ("来週までに資料をまとめておきます。", MINE, "資料をまとめておく", "来週", day(11, 23)),
    ("確認しておきます。", MINE, "確認しておく", "", None),
    ("相談の時間を取ります。", MINE, "相談の時間を取る", "", None),
    ("月曜にまた話そう。", BOTH, "また話す", "月曜", day(11, 23)),
    ("人事に掛け合ってみます。", MINE, "人事に掛け合ってみる", "", None),
    ("こちらで調整するよ。", MINE, "調整する", "", None),
    ("私のほうから部長に話しておくね。", MINE, "部長に話しておく", "", None),
    ("明日送ります。", MINE, "送る", "明日", day(11, 19)),
    ("12/5に提出します。", MINE, "提出する", "12/5", day(12, 5)),
    ("連絡させていただきます。", MINE, "連絡する", "", None),
    ("あとでお送りします。", MINE, "お送りする", "あとで", None),
    ("来週もう一度話させてください。", MINE, "もう一度話す", "来週", day(11, 23)),
    ("これからは皆の前では言いません。", MINE, "これからは皆の前では言いません", "", None),
    ("確認しておこうと思います。", MINE, "確認しておく", "", None),
    ("来週提出する予定です。", MINE, "提出する", "来週", day(11, 23)),
    ("次からは先に相談するようにします。", MINE, "次からは先に相談するようにする", "", None),
    ("明日送るから、見ておいて。", MINE, "送る", "明日", day(11, 19)),
    ("週に一度時間を取ると約束します。", MINE, "時間を取る", "週に一度", None),
    ("私から伝えておくので、安心してください。", MINE, "伝えておく", "", None),
    ("はい、金曜日までに見積もりを出し直します。", MINE, "見積もりを出し直す", "金曜日", day(11, 20)),
    ("では、来月の1on1でまた振り返りましょう。", BOTH, "また振り返る", "来月の1on1", None),
    ("月末までに担当の分担を決めます。", MINE, "担当の分担を決める", "月末", day(11, 30)),
    ("わかりました。3日後に結果を報告します。", MINE, "結果を報告する", "3日後", day(11, 21)),
    ("「声かけ表」を来週作ります。", MINE, "「声かけ表」を作る", "来週", day(11, 23)),
    ("来週金曜までに送りますが、それで大丈夫ですか？", MINE, "送る", "来週金曜", day(11, 27)),
    ("僕も会議に同席します。", MINE, "会議に同席する", "", None),
    ("12月10日に面談の場を設けますね。", MINE, "面談の場を設ける", "12月10日", day(12, 10)),
    ("木曜に15分ほど時間を取るよ。", MINE, "15分ほど時間を取る", "木曜", day(11, 19)),
    ("二、三日中に返事します。", MINE, "返事する", "二、三日中", day(11, 21)),
    ("部長には僕から言っとくよ。", MINE, "部長には言っとく", "", None),
    ("次の1on1で進め方を一緒に決めよう。", BOTH, "進め方を一緒に決める", "次の1on1", None),
    ("手順書は今週中に直しておきます。", MINE, "手順書を直しておく", "今週中", day(11, 20)),
    ("今日中に先方へ連絡を入れます。", MINE, "先方へ連絡を入れる", "今日中", day(11, 18)),
    ("来週から朝会の司会を代わります。", MINE, "来週から朝会の司会を代わる", "来週", day(11, 23)),
    ("じゃあ月末にもう一回話そう。", BOTH, "もう一回話す", "月末", day(11, 30)),
    ("来週の1on1でもう少し詳しく説明します。", MINE, "もう少し詳しく説明する", "来週の1on1", None),
    ("来週部長に聞いて、金曜までに返事するよ。", MINE, "来週部長に聞いて、返事する", "金曜", day(11, 27)),
    ("来週、もう一度確認して、金曜までに返事するよ。", MINE, "来週、もう一度確認して、返事する", "金曜", day(11, 27)),
    ("来週の資料を金曜までに送ります。", MINE, "来週の資料を送る", "金曜", day(11, 20)),
    ("来週は出張なので、金曜までに返事します。", MINE, "来週は出張なので、返事する", "金曜", day(11, 20)),
    ("来週の火曜か水曜に返事します。", MINE, "来週の火曜か水曜に返事する", "来週の火曜", day(11, 24)),
    ("毎週話す時間を取りましょう。", BOTH, "話す時間を取る", "毎週", None),
]
"""Sentence, who, what, the words for the time, the day."""


@pytest.mark.parametrize(("text", "by", "what", "when", "until"), PROMISES)
def test_a_promise_says_who_what_and_when(text, by, what, when, until):
    assert [(by, what, when, until)] == found(text)


NO_PROMISES = [
    # the word alone
    *(
        "約束だったよね。",
        "約束を守ってほしい。",
        "前回、確認しておくと約束しましたよね。",
        "ちゃんと約束します、とは言えません。",
    ),
    # asked of, or asked for
    *(
        "来週までに出してください。",
        "来週までにやっておいて。",
        "来週送ってもらえますか。",
        "確認していただけますか。",
        "お願いします。",
    ),
    *("来週までに送れますか？", "時間を取りましょうか？", "どう進めますか。", "来月から後輩の指導もお願いしたいです。"),
    # past, or said by somebody once
    *(
        "確認しました。",
        "昨日確認しておきました。",
        "「来週出します」と言っていましたよね。",
        "あのとき「確認します」と言いました。",
    ),
    *("前は毎週時間を取っていました。", "先週、時間を取ると言ったのに。", "もっと早く報告すべきでした。"),
    # vague, wished, possible, on condition
    *(
        "頑張ります。",
        "今後は気をつけます。",
        "一緒に頑張りましょう。",
        "確認したいです。",
        "できれば来週やります。",
        "時間があれば見ておきます。",
    ),
    *(
        "困ったときは一緒に考えます。",
        "もし間に合わなければ連絡します。",
        "来週なら送れます。",
        "来週には終わると思います。",
        "いつでも相談に乗ります。",
    ),
    # somebody else's
    *(
        "部長が来週確認します。",
        "佐藤さんが明日送ります。",
        "彼は明日報告します。",
        "システムが自動で送ります。",
        "在庫は本部が手配します。",
    ),
    # habits and descriptions
    *(
        "いつも月末に報告します。",
        "毎朝、在庫を確認します。",
        "月末は請求書を作ります。",
        "報告する人が多いです。",
        "確認する時間がありません。",
    ),
    *("まず数字を確認します。", "結果を見ると、伸びています。", "時間を取るのが難しいです。"),
    # done at once
    *(
        "では、評価について説明します。",
        "今日は目標の話をします。",
        "それでは始めましょう。",
        "目標を決めましょう。",
        "もう一度説明しますね。",
    ),
    # states, events, feelings
    *(
        "来期も期待しています。",
        "信頼しています。",
        "任せます。",
        "来週は忙しいです。",
        "締め切りは10/5です。",
        "会議は来週始まります。",
    ),
    *(
        "来月から担当が変わります。",
        "来週提出することになっています。",
        "わかりません。",
        "そう思います。",
        "また来週。",
        "送ったつもりです。",
    ),
]


@pytest.mark.parametrize("text", NO_PROMISES)
def test_what_only_looks_like_a_promise_is_none(text):
    assert [] == found(text)


def test_there_are_enough_examples_on_both_sides():
    assert len(PROMISES) >= 30
    assert len(NO_PROMISES) >= 60


def test_both_sides_are_heard_and_a_deed_is_listed_once_with_the_date_that_came_later():
    speeches = (
        Said(Speaker.MANAGER, "分担を見直しておきます。"),
        Said(Speaker.SUBORDINATE, "手順書は金曜までに直しておきます。"),
        Said(Speaker.MANAGER, "分担を月末までに見直しておきます。"),
    )
    listed = promises(speeches, ON, words)
    assert [
        (Party.MANAGER, "分担を見直しておく", day(11, 30)),
        (Party.SUBORDINATE, "手順書を直しておく", day(11, 20)),
    ] == [(one.by, one.what, one.day) for one in listed]
    assert "分担を月末までに見直しておきます。" == listed[0].quote


def test_a_weekday_is_of_the_week_named_earlier_in_the_sentence():
    assert [day(11, 23), day(11, 27)] == [until for *_, until in found("来週確認するから、金曜までに返事するよ。")]
