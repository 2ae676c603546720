import math

import numpy as np
import pytest

from coach.domain.run import Figure, SampleResult, Score
from coach.evaluation.statistics import difference, f1, figure, interval, pairwise_agreement, summarise


def sample(name: str, value: float | None, weight: float = 1.0) -> SampleResult:
    return SampleResult(name, "t", {}, {"m": Score(value, "", weight)})


def test_what_is_not_scored_is_left_out_and_counted() -> None:
    found = figure([Score(1.0), Score(None, "…"), Score(0.5)])
    assert (found.value, found.scored, found.unscored) == (0.75, 2, 1)  # (1 + 0.5) / 2, not / 3


def test_nothing_scored_is_no_value_and_no_interval() -> None:
    assert figure([Score(None), Score(None)]) == Figure(None, unscored=2)


def test_a_weight_counts_the_turns_behind_a_share() -> None:
    assert figure([Score(1.0, weight=3), Score(0.0, weight=1)]).value == 0.75  # 3 of 4 turns


def test_equal_scores_have_no_spread() -> None:
    found = figure([Score(0.8)] * 10)
    assert (found.low, found.high) == (0.8, 0.8)


def test_one_sample_has_no_interval() -> None:
    assert figure([Score(0.3)]).low is None


def test_the_interval_of_a_share_is_about_the_textbook_one() -> None:
    # 50 of 100: 0.5 +- 1.96 * sqrt(0.25 / 100) = 0.402 to 0.598
    found = figure([Score(1.0)] * 50 + [Score(0.0)] * 50)
    assert found.low == pytest.approx(0.402, abs=0.03)
    assert found.high == pytest.approx(0.598, abs=0.03)


def test_the_same_seed_gives_the_same_interval() -> None:
    scores = [Score(n / 10) for n in range(10)]
    assert figure(scores, seed=3) == figure(scores, seed=3)


def test_a_statistic_without_a_value_has_no_interval() -> None:
    assert interval(lambda _index: math.nan, 5) == (None, None)


def test_a_difference_is_taken_between_the_same_samples() -> None:
    # every sample rises by exactly 0.2: no spread at all, although the samples differ widely
    before = [sample(str(n), n / 10) for n in range(6)]
    after = [sample(str(n), n / 10 + 0.2) for n in range(6)]
    found = difference(before, after, "m")
    assert found.change == pytest.approx(0.2)
    assert (found.low, found.high) == (0.2, 0.2)
    assert found.exceeds_noise


def test_noise_is_no_difference() -> None:
    before = [sample(str(n), float(n % 2)) for n in range(20)]
    after = [sample(str(n), float((n + 1) % 2)) for n in range(20)]
    assert not difference(before, after, "m").exceeds_noise


def test_runs_without_a_common_sample_have_no_interval() -> None:
    found = difference([sample("a", 0.2)], [sample("b", 0.8)], "m")
    assert (found.change, found.low, found.exceeds_noise) == (0.6, None, False)


AGREEMENTS = [
    ([0.1, 0.5, 0.9], [0, 1, 2], 1.0),  # 3 of 3 pairs
    ([0.9, 0.5, 0.1], [0, 1, 2], 0.0),
    ([0.5, 0.5, 0.5], [0, 1, 2], 0.5),  # ties count half
    ([0.1, 0.9, 0.5], [0, 1, 2], 2 / 3),  # 1-2 and 1-3 right, 2-3 wrong
    ([0.1, 0.9], [1, 1], math.nan),  # nobody ranked them differently
]


@pytest.mark.parametrize(("values", "ranks", "expected"), AGREEMENTS)
def test_agreement_is_the_share_of_pairs_in_the_same_order(
    values: list[float], ranks: list[int], expected: float
) -> None:
    assert expected == pytest.approx(pairwise_agreement(values, ranks), nan_ok=True)


def test_f1_of_a_label_by_hand() -> None:
    # a: 2 right, named 3 + 3 times: 2*2/6
    assert f1(["a", "a", "a", "b"], ["a", "a", "b", "a"], "a") == pytest.approx(2 / 3)
    assert np.isnan(f1(["a"], ["a"], "b"))


def test_a_summary_names_every_metric_once() -> None:
    assert list(summarise([sample("a", 1.0), sample("b", None)])) == ["m"]
