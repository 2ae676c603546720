"""Conversations as people have them."""

import pytest

from coach.domain.conversation import Speaker, conversation, manager_by_role, read
from coach.domain.errors import BadInput
from coach.domain.written import written

TWO = [("田中", "今期はどうでしたか。"), ("佐藤", "やりきれました。")]


@pytest.mark.parametrize(
    "text",
    [
        "田中: 今期はどうでしたか。\n佐藤: やりきれました。",
        "田中：今期はどうでしたか。\r\n佐藤：やりきれました。",
        "田中「今期はどうでしたか。」\n佐藤さん「やりきれました。」",
        "【田中】今期はどうでしたか。\n【佐藤】やりきれました。",
        "田中＞今期はどうでしたか。\n佐藤> やりきれました。",
        "**田中**：今期はどうでしたか。\n**佐藤**：やりきれました。",
        "- 田中: 今期はどうでしたか。\n- 佐藤: やりきれました。",
        "[00:01:23] 田中: 今期はどうでしたか。\n[00:01:30] 佐藤: やりきれました。",
        "00:01 田中：今期はどうでしたか。\n00:04 佐藤：やりきれました。",
        "田中 (00:01)：今期はどうでしたか。\n佐藤 (00:04)：やりきれました。",
        "田中   0:03\n今期はどうでしたか。\n\n佐藤   0:09\nやりきれました。",
        "田中\t今期はどうでしたか。\n佐藤\tやりきれました。",
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n田中: 今期はどうでしたか。\n\n2\n00:00:03.000 --> 00:00:04.000\n佐藤: やりきれました。",
        "WEBVTT\n\nNOTE 田中: 覚え書き\n\n00:01.000 --> 00:02.000\n<v 田中>今期は</v>\n\n00:02.000 --> 00:03.000\n<v 田中>どうでしたか。</v>\n\nabc-1\n00:03.000 --> 00:04.000\n<v 佐藤 (営業部)>やりきれ\nました。</v>",
        "1\n00:00:01,000 --> 00:00:02,000\n田中: 今期はどうでしたか。\n\n2\n00:00:03,000 --> 00:00:04,000\n佐藤: やりきれました。",
    ],
)
def test_a_speaker_is_known_however_it_is_written(text):
    assert TWO == [(one.who, one.text) for one in read(text).speeches]


def test_a_line_without_a_speaker_goes_on_and_a_colon_in_it_is_no_speaker():
    text = "田中：二つあります。\n理由：人が足りません。\n10:30に集まります\n資料は https://example.com/a です\n次は「期待」の話です\n佐藤：はい。"
    [first, second] = read(text).speeches
    assert first.text.count("\n") == 4
    assert "はい。" == second.text


def test_lines_before_the_first_speaker_are_counted_and_left_out():
    found = written("日時：2026年11月20日 15:00\n参加者：田中、佐藤\n\n田中：どうですか。\n佐藤：はい。")
    assert (("田中", "佐藤"), 2) == (found.names, found.left_out)


def test_one_person_is_one_speaker_with_and_without_san():
    assert ("田中", "佐藤") == read("田中：はい。\n佐藤さん：はい。\n佐藤：いえ。").names


def test_a_name_in_hiragana_speaks_when_it_comes_back():
    assert ("田中", "さくら") == read("田中：はい。\nさくら：はい。\n田中：うん。\nさくら：ええ。").names


def test_roles_say_who_the_manager_is():
    assert "課長" == manager_by_role(read("課長：どうですか。\n佐藤：はい。"))
    assert "田中" == manager_by_role(read("田中：どうですか。\n部下：はい。"))
    assert "上司" == manager_by_role(read("田中（上司）：どうですか。\n佐藤（部下）：はい。"))
    assert manager_by_role(read("田中：どうですか。\n佐藤：はい。")) is None


def test_the_manager_is_named_in_whole_or_in_part_and_everybody_else_is_the_other_side():
    text = "田中 太郎：どうですか。\n佐藤：はい。\n木村：ええ。"
    for name in ("田中 太郎", "田中太郎", "田中", "田中さん"):
        assert [Speaker.MANAGER, Speaker.SUBORDINATE, Speaker.SUBORDINATE] == [
            one.speaker for one in conversation(text, manager=name)
        ]


@pytest.mark.parametrize(
    ("text", "manager", "said"),
    [
        ("", None, "会話が空です"),
        ("  \n\n", None, "会話が空です"),
        ("こんにちは。\nどうも。", None, "話した人の名前を書いてください"),
        ("田中：はい。\n田中：ええ。", None, "一人（田中）しか見つかりませんでした"),
        ("田中：はい。\n佐藤：ええ。", None, "話し手：田中、佐藤.*--manager 田中"),
        ("田中：はい。\n佐藤：ええ。", "木村", "「木村」という話し手は記録にありません.*田中、佐藤"),
        ("田中：はい。\n" * 40_000, None, "長すぎます"),
        ("田中：は\n佐藤：い\n" * 1_500, None, "発話が多すぎます（3,000件）"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_with_what_to_do(text, manager, said):
    with pytest.raises(BadInput, match=said) as caught:
        conversation(text, manager=manager)
    assert "\n" not in str(caught.value)


def test_captions_of_one_speech_are_one_speech():
    cues = "".join(f"00:{at:02}.000 --> 00:{at:02}.900\n田中: ええと、\n\n" for at in range(10, 20))
    found = read(f"WEBVTT\n\n{cues}00:30.000 --> 00:31.000\n佐藤: はい。\n")
    assert ["ええと、" * 10, "はい。"] == [one.text for one in found.speeches]
