import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.local.segments import clauses, sentences


def cut(find, text):
    return [text[start:end] for start, end in find(text)]


def test_sentences_end_at_full_stops_and_question_marks():
    assert ["終わった？", "助かるよ。", "ありがとう！"] == cut(sentences, "終わった？助かるよ。ありがとう！")


def test_a_quoted_sentence_stays_whole():
    assert ["「もう無理です。」と言っていたね。", "大丈夫？"] == cut(
        sentences, "「もう無理です。」と言っていたね。大丈夫？"
    )


def test_an_english_full_stop_ends_a_sentence_but_a_decimal_point_does_not():
    assert ["You hit 3.5 million.", "Well done."] == cut(sentences, "You hit 3.5 million. Well done.")


def test_a_space_stands_for_a_missing_full_stop():
    assert ["数字は見たよ", "で、気分はどう"] == cut(sentences, "数字は見たよ で、気分はどう")


@pytest.mark.parametrize("joint", ["ので、", "けど、", "し、", "が、", "から"])
def test_a_clause_ends_where_it_is_joined_to_the_next(joint):
    first, second = f"契約を三件も取ってくれた{joint}", "次の企画も任せたいです。"
    assert [first, second] == cut(clauses, first + second)


def test_a_missing_full_stop_after_a_polite_ending_is_found():
    assert ["今期は助かりました", "来期はリーダーになってほしい"] == cut(
        clauses, "今期は助かりました来期はリーダーになってほしい"
    )


def test_a_clause_of_a_few_letters_is_not_cut_off():
    assert ["いいから、早くやって。"] == cut(clauses, "いいから、早くやって。")


@pytest.mark.parametrize("find", [sentences, clauses])
@given(text=st.text(st.characters(exclude_categories=("Cs",)), max_size=200))
def test_every_visible_letter_lies_in_exactly_one_segment(find, text):
    spans = find(text)
    inside = [at for start, end in spans for at in range(start, end)]
    assert len(inside) == len(set(inside))
    assert all(text[at].isspace() for at in range(len(text)) if at not in set(inside))
