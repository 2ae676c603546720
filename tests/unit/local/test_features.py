import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.local import features, features_inputs
from coach.local.features_lexicon import groups


def hit(text):
    dense = dict(zip(features.names(), features.read(text).dense, strict=True))
    return {name for name in (group.name for group in groups()) if dense[name] > 0}


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("来期が楽しみです", "future_day"),
        ("先月は忙しかった", "past_day"),
        ("達成率は９５％", "percent"),
        ("あなたに任せます", "hand_over"),
        ("責任は私が取る", "responsible"),
        ("ほんまにすまんかった", "sorry"),
        ("なんで遅れたんや", "why"),
        ("It's your call.", "en_delegate"),
    ],
)
def test_expressions_are_found(text, group):
    assert group in hit(text)


def test_every_group_has_a_name_of_its_own():
    assert len(features.names()) == len(set(features.names()))


def test_width_does_not_depend_on_the_text():
    assert {len(features.names())} == {len(features.read(text).dense) for text in ("あ", "来期も頼むよ。", "ok", "")}


def test_full_width_and_half_width_are_read_alike():
    assert np.array_equal(features.read("売上１２０％").dense, features.read("売上120%").dense)


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=120))
def test_numbers_stay_small_for_any_text(text):
    found = features.read(text)
    assert np.isfinite(found.dense).all()
    assert np.abs(found.dense).max() <= 5.0
    assert (found.buckets < features.BUCKETS).all()


def test_a_part_sees_its_neighbours():
    vector = np.zeros(4, dtype=np.float32)
    alone = features_inputs.read("次は任せたい。", vector, vector).parts[0]
    [_, after] = features_inputs.read("契約を三件も取ったね。次は任せたい。", vector, vector).parts
    assert alone.dense.shape == after.dense.shape
    assert not np.array_equal(alone.dense, after.dense)
