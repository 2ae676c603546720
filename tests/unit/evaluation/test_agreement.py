"""Krippendorff's alpha, and the agreement that the README states."""

import re

import pytest

from coach.evaluation.agreement import agreement, alpha
from coach.settings import shipped


def test_full_agreement_is_one_and_so_is_what_never_varies():
    assert alpha([["a", "a"], ["b", "b"]]) == pytest.approx(1)
    assert alpha([["a", "a"], ["a", "a"]]) == 1


def test_alpha_of_two_readers_by_hand():
    # values: a a | a b | b b; 6 values, n_a = 3, n_b = 3; observed 2 of 6, expected 2 * 3 * 3 / 5 = 3.6 of 6
    assert alpha([["a", "a"], ["a", "b"], ["b", "b"]]) == pytest.approx(1 - 2 / 3.6)


def test_readers_who_contradict_each_other_fall_below_chance():
    assert alpha([["a", "b"], ["b", "a"]]) < 0


def test_a_unit_read_once_says_nothing():
    assert alpha([["a", "a"], ["b", "b"], ["a"]]) == pytest.approx(1)


def test_the_readme_states_the_agreement_as_it_is():
    folder = shipped("eval") / "utterances"
    found = agreement(folder)
    stated = re.findall(
        r"^\| (label|time|basis)[^|]*\|[^|]*\| ([0-9.]+) \|", (folder / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert dict(stated) == {name: f"{found.alpha[name]:.3f}" for name in ("label", "time", "basis")}
    assert found.utterances >= 295
    assert found.readings == 3
