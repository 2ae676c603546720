"""What counts as a name, an organisation or contact data, and what only looks like one."""

import pytest

from coach.llm.masking import Mask, redacted
from coach.llm.model import Completion
from coach.llm.romaji import kana

PEOPLE = {
    "佐藤は来週戻ります。": ["佐藤"],
    "佐藤さんと鈴木君に聞きます。": ["佐藤", "鈴木"],
    "高橋課長が決めました。": ["高橋"],
    "森部長、林さん、南課長の三人です。": ["森部", "林さ", "南課"],
    "山本太郎と 伊藤 花子が担当です。": ["山本", "太郎", "伊藤", "花子"],
    "タナカさんとスズキ課長、グエンさん。": ["タナカ", "スズキ", "グエン"],
    "ヤマダ ハナコに任せます。": ["ヤマダ", "ハナコ"],
    "Tanaka-san と yamada san、Sato さん。": ["Tanaka", "yamada", "Sato"],
    "Kenji Onodera から Watanabe へ渡しました。": ["Kenji", "Onodera", "Watanabe"],
    "Mr. Smith と Dr Brown に会いました。": ["Smith", "Brown"],
    "SUZUKI Ichiro の件です。": ["SUZUKI", "Ichiro"],
}
ORGANISATIONS = {
    "株式会社アオイと（株）ミドリ精機の件です。": ["アオイ", "ミドリ精機"],
    "株式会社みずほの担当です。": ["みずほ"],
    "田中精工株式会社、アカネ有限会社、ヒカリ㈱。": ["田中精工", "アカネ", "ヒカリ"],
    "医療法人社団青空会の事務長です。": ["青空会"],
    "セールスフォース社と日立社の提案です。": ["セールスフォース", "日立"],
    "サンライズ商事、高橋建設、みずほ銀行。": ["サンライズ", "高橋", "みずほ"],
    "聖路加国際病院と東京大学で話しました。": ["聖路加", "東京大学"],
    "Acme Inc. と Blue Sky Co., Ltd. に出します。": ["Acme", "Blue Sky"],
    "トヨタとソニー、Googleの事例です。": ["トヨタ", "ソニー", "Google"],
}
CONTACTS = {
    "taro.yamada@example.co.jp と ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ です。": ["taro.yamada", "ｔａｒｏ＠"],
    "０９０－１２３４－５６７８、0312345678、内線1234 へ。": ["１２３４", "0312345678", "1234"],
    "example.co.jp/list を見てください。": ["example.co.jp"],
    "東京都渋谷区神南1-2-3 青空ビル301に来てください。": ["渋谷", "神南", "1-2-3", "301"],
    "千代田区丸の内１−１−１と、大阪市北区梅田三丁目です。": ["丸の内", "梅田三丁目"],
    "社員番号はA12345、職員ID：00123、EMP-00123です。": ["A12345", "00123"],
    "1985年3月2日生まれです。": ["1985年3月2日"],
    "サーバーは192.168.10.4です。": ["192.168.10.4"],
}
ORDINARY = [
    "株式会社の設立と、株式会社化の手続きです。当社も他社も同じです。",
    "グループ会社、取引先の会社、子会社、各社、商社に聞きました。",
    "地方銀行と国立大学、総合病院、メインの証券、人材グループの話です。",
    "都市部で120-130件、市場の2-3社、三丁目の会議室ではなく3階です。",
    "ISO27001とFY2025の目標、Excel 2019、Node.jsを使います。",
    "通訳さん、制作会社さん、監査法人さん、団体さん、大家さん、お子さん、妹さん。",
    "横から口出さんようにするし、手も出さんけん。話聞くんは結果のあとや。",
    "クリック率、グラム数、バースの予約、ラベルの設定、セールの準備。",
    "最近ちゃんと寝れてる？ ご苦労さま。一文ずつ確認します。",
    "メーカーさん、お客様、皆さん、看護師さん、リーダーさん、担当者様。",
    "May I see the note? Home and Date are in the same file. Future scope may change.",
    "Key Result と OKR、One on One、Note と Page を確認しました。",
    "人物像と組織づくり、組織の3つの課題、連絡先の一覧。",
    "評価は4.2から4.5に上がり、1,200万円、10:30-11:00、2026/04/01です。",
    "花の名前、健康診断、会の進行、明るい未来、希望と実りの秋。",
]


@pytest.mark.parametrize(("text", "secrets"), [*PEOPLE.items(), *ORGANISATIONS.items(), *CONTACTS.items()])
def test_it_does_not_leave_and_it_comes_back(text, secrets):
    mask = Mask()
    sent = mask.mask(text)
    assert [] == [secret for secret in secrets if secret in sent]
    assert text == mask.unmask(sent)
    assert [] == [secret for secret in secrets if secret in redacted(text)]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_stay_as_they_are(text):
    assert text == Mask().mask(text)


def test_a_company_is_one_placeholder_with_and_without_its_legal_form():
    sent = Mask().mask("トヨタ自動車株式会社の件。株式会社トヨタ自動車です。")
    assert "組織01株式会社の件。株式会社組織01です。" == sent


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8])
@pytest.mark.parametrize(
    ("reply", "back"),
    [
        ("組織01の人物01さんに、連絡先01で伝えます。", "アオイの佐藤さんに、03-1234-5678で伝えます。"),
        ("人物01", "佐藤"),
        ("人物 01さんと組織０１です", "佐藤さんとアオイです"),
        ("人物1さん、組織1", "佐藤さん、アオイ"),
        ("組織の連絡先、人物の組織01", "組織の連絡先、人物のアオイ"),
    ],
)
def test_a_reply_is_mapped_back_however_its_placeholders_are_cut_or_written(reply, back, size):
    mask = Mask()
    assert "株式会社組織01の人物01さん、連絡先01" == mask.mask("株式会社アオイの佐藤さん、03-1234-5678")
    pieces = [reply[at : at + size] for at in range(0, len(reply), size)]
    *shown, whole = mask.unmask_pieces(iter([*pieces, Completion(reply)]))
    assert back == "".join(shown) == whole.text


@pytest.mark.parametrize(
    ("word", "read"),
    [("Tanaka", "タナカ"), ("Onodera", "オノデラ"), ("Shinji", "シンジ"), ("Hattori", "ハットリ"), ("Satoh", "サト")],
)
def test_romaji_is_read_as_kana(word, read):
    assert read == kana(word)


@pytest.mark.parametrize("word", ["Smith", "Google", "x", ""])
def test_what_is_no_japanese_has_no_kana(word):
    assert kana(word) is None
