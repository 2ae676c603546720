import pytest

from coach.domain.labels import Flag, Move, Orientation, Segment, Tag, Time
from coach.evaluation.tagger import Judged, bins, calibration_error, figures, interval, macro_f1, micro_f1

CREDIT, TRUST, BOTH, NEUTRAL = Orientation.CREDIT, Orientation.TRUST, Orientation.BOTH, Orientation.NEUTRAL


def judged(true, said, *, text="文", confidence=1.0, flags=((), ()), **kind):
    tag = Tag(true, 1.0, Time.FUTURE, flags[0], (Move.OTHER,), (Segment(0, len(text), true),))
    answer = Tag(said, confidence, Time.FUTURE, flags[1], (Move.OTHER,), (Segment(0, len(text), said),))
    return Judged(text, tag, answer, **kind)


def test_macro_f1_is_the_mean_over_the_labels_that_occur():
    # credit: 1 right, 1 missed -> 2*1/(2+1) = 2/3; trust: 1 right, 1 too many -> 2/3; the others do not occur
    found = [judged(CREDIT, CREDIT), judged(CREDIT, TRUST), judged(TRUST, TRUST)]
    assert pytest.approx(2 / 3) == macro_f1(found)


def test_nothing_to_score_is_not_zero():
    assert macro_f1([]) is None
    assert micro_f1([((), ()), ((), ())]) is None
    assert figures([]).time_accuracy is None
    assert figures([judged(CREDIT, CREDIT)], resamples=0).english_macro_f1 is None


def test_micro_f1_counts_all_sets_together():
    # 1 right of 2 true and 3 said: 2*1/(2+3)
    pairs = [((Flag.BLAME,), (Flag.BLAME, Flag.DUMPING)), ((Flag.DUMPING,), (Flag.SURVEILLANCE,))]
    assert pytest.approx(2 / 5) == micro_f1(pairs)


def test_calibration_error_weighs_the_gap_of_each_tenth():
    # two at 0.95, one right: gap 0.45; two at 0.55, both right: gap 0.45
    sure = [judged(CREDIT, said, confidence=0.95) for said in (CREDIT, TRUST)]
    unsure = [judged(CREDIT, CREDIT, confidence=0.55) for _ in range(2)]
    assert pytest.approx(0.45) == calibration_error(sure + unsure)
    assert [2, 2] == [one.count for one in bins(sure + unsure)]


def test_certainty_falls_into_the_last_bin():
    [one] = bins([judged(CREDIT, CREDIT, confidence=1.0)])
    assert (1, 1.0, 1.0) == (one.count, one.confidence, one.accuracy)


def test_subsets_are_scored_on_their_own():
    found = figures(
        [
            judged(CREDIT, CREDIT, text="3件です"),
            judged(CREDIT, TRUST, hard="typo"),
            judged(TRUST, TRUST, text="feel free", lang="en"),
        ],
        resamples=0,
    )
    assert 0.0 == found.hard_macro_f1
    assert 1.0 == found.english_macro_f1
    # without digits: credit 0 of 1, trust 1 right and 1 too many
    assert pytest.approx((0 + 2 / 3) / 2) == found.no_digits_macro_f1


def test_the_confusion_matrix_counts_every_utterance_once():
    found = figures([judged(CREDIT, TRUST), judged(BOTH, BOTH), judged(NEUTRAL, NEUTRAL)], resamples=0)
    assert 3 == sum(found.confusion.values())
    assert 1 == found.confusion[CREDIT, TRUST]


def test_flags_have_figures_of_their_own():
    found = figures([judged(CREDIT, CREDIT, flags=((Flag.BLAME,), (Flag.BLAME,)))], resamples=0)
    assert (1.0, 1) == (found.flags[Flag.BLAME].f1, found.flags[Flag.BLAME].support)
    assert found.flags[Flag.DUMPING].f1 is None


def test_segments_are_compared_letter_by_letter():
    assert 0.5 == figures([judged(CREDIT, CREDIT), judged(TRUST, CREDIT)], resamples=0).segment_accuracy


def test_an_interval_holds_the_figure_and_repeats_to_the_digit():
    found = [judged(CREDIT, CREDIT if at % 4 else TRUST) for at in range(40)]
    low, high = interval(found, macro_f1, resamples=200)
    assert low <= macro_f1(found) <= high
    assert (low, high) == interval(found, macro_f1, resamples=200)
