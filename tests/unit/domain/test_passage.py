"""What of a citation and of a refusal is shown."""

import pytest

from coach.domain.passage import Citation, Declined


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("| 1on1 | タスクが遅れている | 気持ちを尋ねる |", "1on1：タスクが遅れている／気持ちを尋ねる"),
        ("| 1on1 |", "1on1"),
        ("信頼は未来への期待です。", "信頼は未来への期待です。"),
    ],
)
def test_the_row_of_a_table_is_shown_without_its_bars(quote, shown):
    citation = Citation("p", "d", "s", quote)
    assert shown == citation.shown
    assert quote == citation.quote


def test_the_sentence_of_a_refusal_stands_without_its_suggestions():
    text = "資料には見つかりませんでした。\n次のような質問にはお答えできます。\n・信頼とは？\n・信用とは？"
    assert Declined(text, ("信頼とは？", "信用とは？")).sentence == "資料には見つかりませんでした。"
    assert Declined(text).sentence == text
    assert Declined("ありません。", ("信頼とは？",)).sentence == "ありません。"
