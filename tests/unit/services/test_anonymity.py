from coach.domain.conversation import read, sides
from coach.llm.masking import Mask
from coach.services.anonymity import anonymous


def texts(text, manager):
    found = read(text)
    said = anonymous(sides(found.speeches, manager), found.names, manager=manager, masker=Mask)
    return [one.text for one in said]


def test_speakers_and_those_spoken_of_become_letters_the_same_throughout():
    assert [
        "Aさん、今期はお疲れさま。Bさんの件も助かりました。",
        "上司、ありがとうございます。Bさんのおかげです。",
    ] == texts(
        "田中：佐藤さん、今期はお疲れさま。山本さんの件も助かりました。\n"
        "佐藤 花子：田中さん、ありがとうございます。山本さんのおかげです。",
        "田中",
    )


def test_contact_data_goes_too():
    [said, _] = texts("上司：090-1234-5678 か taro@example.com へ送ってください。\n部下：はい。", "上司")
    assert "090" not in said
    assert "example.com" not in said
    assert "（連絡先）" in said


def test_where_labels_are_roles_the_one_addressed_is_the_subordinate():
    assert ["Aさん、最近どうですか。", "Aさんの分はBさんが手伝ってくれました。"] == texts(
        "上司：高橋さん、最近どうですか。\n部下：高橋の分は木村さんが手伝ってくれました。", "上司"
    )


def test_several_on_the_other_side_stay_apart():
    found = read("田中：どうですか。\n佐藤：はい。\n木村：ええ。")
    said = anonymous(sides(found.speeches, "田中"), found.names, manager="田中", masker=Mask)
    assert ["", "Aさん", "Bさん"] == [one.who for one in said]


def test_a_title_stays_and_its_name_goes():
    [_, said] = texts("田中：どうですか。\n佐藤：田中課長、順調です。", "田中")
    assert "課長、順調です。" == said
