import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from coach.ui.wording import block, date, literal, percent, safe, short, signed


def test_a_date_is_written_as_japanese_people_write_it():
    # 15:07 in UTC is seven minutes past midnight of the next day, a Monday, in Tokyo
    assert date(datetime(2026, 11, 22, 15, 7, tzinfo=UTC), ZoneInfo("Asia/Tokyo")) == "11月23日(月) 0:07"


@pytest.mark.parametrize(("change", "written"), [(0.05, "+0.05"), (-0.083, "−0.08"), (0.0, "±0.00"), (-0.001, "±0.00")])
def test_changes_carry_their_sign(change, written):
    assert signed(change) == written


def test_shares_are_whole_percents():
    assert percent(0.374) == "37%"


def test_html_is_shown_to_the_letter():
    assert safe("<script>'\"&") == "&lt;script&gt;&#x27;&quot;&amp;"


@pytest.mark.parametrize("text", ["$5と$6", "**太字**", "# 見出し", ":red[赤]", "[リンク](https://example.com)", "<b>"])
def test_markdown_signs_are_shown_to_the_letter(text):
    signs = [char for char in text if char in "$*#:[]()<"]
    assert literal(text).count("\\") >= len(signs)


@pytest.mark.parametrize("text", ["https://evil.example/x", "www.evil.example", "boss@evil.example"])
def test_a_bare_address_is_no_link_however_a_stream_cuts_it(text):
    # What Markdown makes links of, escaped or not.
    linked = re.compile(r"https?://|www\.|[\w.+-]+@")
    for size in (3, 4, 5, len(text)):
        shown = "".join(literal(text[at : at + size]) for at in range(0, len(text), size))
        assert not linked.search(shown.replace("\\", ""))
        assert text == shown.replace("\\", "").replace("\u2060", "")


def test_a_block_is_japanese_to_browsers_and_screen_readers():
    assert block("あ").startswith('<div class="c" lang="ja">')


def test_long_lines_are_cut_with_a_sign():
    assert short("あ" * 50, 10) == "あ" * 9 + "…"
