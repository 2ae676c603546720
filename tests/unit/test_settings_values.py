import pytest

from coach.domain.errors import BadInput
from coach.settings import load


@pytest.mark.parametrize(
    ("value", "masks"),
    [("on", True), ("off", False), ("true", True), ("false", False), ("1", True), ("0", False), ("ON", True)],
)
def test_masking_is_switched_with_the_usual_words(value, masks, monkeypatch):
    monkeypatch.setenv("COACH_MASK", value)
    assert masks is load().mask


def test_masking_is_on_by_default():
    assert load().mask


def test_a_word_that_is_no_switch_is_named_with_its_variable(monkeypatch):
    monkeypatch.setenv("COACH_MASK", "maybe")
    with pytest.raises(BadInput, match="COACH_MASK"):
        load()


def test_the_speech_model_is_one_that_the_sdk_lists():
    from typing import get_args

    from openai.types import AudioModel

    assert load().llm_speech_model in get_args(AudioModel)
