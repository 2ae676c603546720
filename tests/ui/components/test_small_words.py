"""What small parts of the page say."""

from datetime import date

from coach.domain.labels import Flag, Orientation, Tag, Time
from coach.domain.progress import Day
from coach.retrieval.catalogue import Source
from coach.ui.components import progress_days, reading, source_list


def test_an_utterance_that_hurts_wears_no_orientation_like_praise():
    hurt = Tag(Orientation.CREDIT, 0.9, Time.PAST, flags=(Flag.PERSONAL_ATTACK,))
    assert "気にかけたい言葉" in reading.chips(hurt)
    assert "chip credit" not in reading.chips(hurt)
    assert "chip credit" in reading.chips(Tag(Orientation.CREDIT, 0.9, Time.PAST))


def test_one_day_is_a_first_day_and_no_habit():
    first = [Day(date(2026, 11, 21), 0), Day(date(2026, 11, 22), 2)]
    assert "最初の一日です" in progress_days.in_words(first)
    assert "続けられています" in progress_days.in_words([Day(date(2026, 11, 21), 1), *first[1:]])


def test_a_document_is_named_by_its_own_title_beside_its_file():
    named = source_list._named(Source("a.md", "h", 1, 1, "", "<b>手引き</b>"))
    assert "&lt;b&gt;手引き" in named
    assert "a.md" in named
    assert source_list._named(Source("a.md", "h", 1, 1, "")) == "a.md"
