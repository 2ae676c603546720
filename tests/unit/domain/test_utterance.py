from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.errors import BadInput
from coach.domain.utterance import MAX_UTTERANCE, clean


@given(st.text(max_size=300))
def test_what_is_left_has_no_controls_or_the_sentence_says_that_it_is_empty(text):
    if not any(category(char)[0] not in "CZ" for char in text):
        with pytest.raises(BadInput, match="空です"):
            clean(text)
        return
    kept = clean(text)
    assert kept == kept.strip()
    assert "\0" not in kept
    kept.encode("utf-8")


def test_a_line_break_stays():
    assert "一行目\n二行目" == clean("一行目\r\n二行目\u0007")


def test_a_long_text_is_refused_with_its_length_and_the_limit():
    with pytest.raises(BadInput, match=r"10,000文字.*2,000文字"):
        clean("あ" * 10_000)


def test_the_limit_itself_is_allowed():
    assert MAX_UTTERANCE == len(clean("あ" * MAX_UTTERANCE))
