"""Times on Wednesday 18 November 2026."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.due import due, number

ON = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("来週金曜までに", (11, 27)),
        ("来週の金曜日に", (11, 27)),
        ("今度の金曜に", (11, 20)),
        ("水曜に", (11, 25)),  # said on a Wednesday, it is the next one
        ("今日中に", (11, 18)),
        ("明後日", (11, 20)),
        ("週明けに", (11, 23)),
        ("来週までに", (11, 23)),  # a week alone: its Monday
        ("来週中に", (11, 27)),  # its last working day
        ("今週中に", (11, 20)),
        ("月末までに", (11, 30)),
        ("来月末", (12, 31)),
        ("来月15日に", (12, 15)),
        ("15日までに", (12, 15)),  # the 15th is past: the next one
        ("20日までに", (11, 20)),
        ("3日後に", (11, 21)),
        ("三日以内に", (11, 21)),
        ("2〜3日中に", (11, 21)),
        ("一週間以内に", (11, 25)),
        ("1か月後に", (12, 18)),
        ("12/5(土)に", (12, 5)),
        ("12月上旬に", (12, 10)),
        ("年内に", (12, 31)),
    ],
)
def test_words_for_a_day_are_a_date_of_this_year(text, day):
    assert date(2026, *day) == due(text, ON).day


def test_a_day_that_is_past_is_next_year_s():
    assert date(2027, 10, 5) == due("10/5に提出", ON).day


def test_the_end_of_january_is_followed_by_the_end_of_february():
    assert date(2027, 2, 28) == due("1か月後に", date(2027, 1, 31)).day


@pytest.mark.parametrize(
    "text", ["次の1on1で", "来月の1on1で", "次回", "後ほど", "近いうちに", "毎週月曜に", "来週の会議で"]
)
def test_what_names_no_day_stays_words(text):
    found = due(text, ON)
    assert found is not None
    assert found.day is None
    assert found.words in text


@pytest.mark.parametrize("text", ["三割の人", "2/30に", "五十人", "資料", "一日中いました", "3日間"])
def test_a_number_is_no_day(text):
    assert due(text, ON) is None or due(text, ON).day is None


def test_what_names_a_day_says_more_than_what_does_not():
    assert "金曜" == due("後ほど、金曜に", ON).words


@pytest.mark.parametrize(("words", "value"), [("3", 3), ("三", 3), ("十", 10), ("十二", 12), ("二十五", 25)])
def test_numbers_are_read_in_both_scripts(words, value):
    assert value == number(words)


@settings(deadline=None)  # a busy machine is no failure
@given(
    st.dates(date(2000, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["来週金曜に", "月末に", "3か月後に", "月曜に", "来月31日に", "2/29に"]),
)
def test_no_day_of_a_talk_breaks_it_and_no_date_lies_before_it(on, text):
    found = due(text, on)
    assert found is None or found.day is None or found.day >= on
