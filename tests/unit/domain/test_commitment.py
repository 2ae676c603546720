from datetime import UTC, datetime, timedelta

import pytest

from coach.domain.checklist import CHECKLISTS
from coach.domain.commitment import MAX_TEXT, SUGGESTED, Commitment, Progress, due, suggestions

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)


def test_nobody_is_asked_again_within_the_same_working_day():
    fresh, old = Commitment("a", "a", NOW - timedelta(hours=7)), Commitment("b", "b", YESTERDAY)
    answered = Commitment("c", "c", YESTERDAY, progress=Progress.NOT_YET, answered_at=NOW - timedelta(hours=1))
    assert [old] == due([fresh, old, answered], NOW)


@pytest.mark.parametrize("progress", list(Progress))
def test_what_is_done_or_dropped_is_not_asked_about(progress):
    asked = due([Commitment("a", "a", YESTERDAY, progress=progress, answered_at=YESTERDAY)], NOW)
    assert bool(asked) is (progress not in (Progress.DONE, Progress.DROPPED))


@pytest.mark.parametrize("point", sorted({point.id for points in CHECKLISTS.values() for point in points}))
def test_every_point_has_a_small_action_of_its_own(point):
    assert suggestions([point])[0] not in suggestions([])
    assert all(len(text) <= MAX_TEXT for text in suggestions([point]))


def test_there_are_always_three_different_actions():
    for missed in ([], ["facts"], ["facts", "joined", "support", "feelings", "unharmed"]):
        assert SUGGESTED == len(set(suggestions(missed)))
