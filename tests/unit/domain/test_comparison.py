from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coach.domain.comparison import comparison
from coach.domain.felt_trust import start
from coach.domain.labels import Move, Orientation, Tag, Time
from coach.domain.note import Note
from coach.domain.scenario import Stage
from coach.domain.transcript import Practice, Turn
from coach.domain.weakest import MOMENT
from coach.settings import shipped
from coach.storage.scenarios import read

FOLDER = shipped("knowledge") / "scenarios"
APPRAISAL, OTHER_APPRAISAL, TALK = (
    read(FOLDER / f"{name}.yaml") for name in ("appraisal-high-low", "appraisal-high-high", "one-on-one-career-change")
)
DAY = datetime(2026, 11, 1, tzinfo=UTC)
C, T, B, N = Orientation.CREDIT, Orientation.TRUST, Orientation.BOTH, Orientation.NEUTRAL


def session(name, day, labels, *, felt=0.4, scenario=APPRAISAL, owner="local", moves=(), ended=True):
    turns, parent = [], None
    for number, label in enumerate(labels, 1):
        tag = Tag(label, 0.9, Time.NONE, moves=moves)
        turns.append(Turn(f"{name}{number}", parent, number, "x", tag, felt, Stage.GUARDED, "y", Note("")))
        parent = f"{name}{number}"
    at = DAY + timedelta(days=day)
    return Practice(name, owner, scenario, at, tuple(turns), parent, at if ended else None)


def test_the_sessions_stand_in_the_order_of_their_days_and_this_one_last():
    now = session("now", 9, [C])
    found = comparison(now, [session("b", 2, [C]), now, session("a", 1, [C])])
    assert [one.practice_id for one in found.sittings] == ["a", "b", "now"]


@pytest.mark.parametrize(
    "other",
    [
        session("x", 1, [C], scenario=TALK),
        session("x", 1, [C], owner="somebody else"),
        session("x", 1, [C], ended=False),
        session("x", 1, []),
        session("x", 10, [C]),
    ],
    ids=["another scene", "another person", "not ended", "empty", "later"],
)
def test_what_does_not_count(other):
    assert comparison(session("now", 9, [C]), [other]).before is None


def test_another_scenario_of_the_same_scene_counts():
    assert comparison(session("now", 9, [C]), [session("x", 1, [C], scenario=OTHER_APPRAISAL)]).before is not None


def test_only_the_last_ones_are_shown():
    others = [session(str(day), day, [C]) for day in range(8)]
    assert [one.practice_id for one in comparison(session("now", 9, [C]), others, limit=3).sittings] == [
        "5",
        "6",
        "7",
        "now",
    ]


def test_a_session_in_figures():
    now = session("now", 9, [C, T, B, N], felt=0.5, moves=(Move.RECOGNISE_RESULT,)).at("now4")
    one = comparison(now, []).now
    # both counts for either side
    assert (one.credit, one.trust, one.turns) == (2, 2, 4)
    assert (one.began, one.ended) == (start(APPRAISAL).value, 0.5)
    assert one.gain == pytest.approx(0.5 - start(APPRAISAL).value)
    assert 0 < one.met <= one.points


def test_only_the_path_to_the_head_is_compared():
    fork = replace(session("now", 9, [C, C, C]), head="now1")
    assert comparison(fork, []).now.turns == 1


def test_what_went_better_is_seen_and_what_did_not_is_not():
    now = session("now", 9, [C, T], felt=0.5, moves=(Move.RECOGNISE_RESULT, Move.EXPECT_FUTURE, Move.ASK_FEELINGS))
    worse = session("x", 1, [C, C], felt=0.4)
    better = comparison(now, [worse])
    assert (better.felt_more, better.met_more, better.more_even) == (True, True, True)
    back = comparison(replace(worse, started_at=DAY + timedelta(days=20)), [now])
    assert (back.felt_more, back.met_more, back.more_even) == (False, False, False)


def test_a_hair_s_breadth_of_felt_trust_is_no_progress():
    assert not comparison(session("now", 9, [C], felt=0.41), [session("x", 1, [C], felt=0.40)]).felt_more


def test_a_first_session_is_compared_with_nothing():
    found = comparison(session("now", 9, [C]), [])
    assert (found.before, found.felt_more, found.met_more, found.more_even) == (None, False, False, False)


def test_a_moment_that_was_said_again_is_compared_with_nothing():
    moment = session("m", 3, [T], scenario=replace(APPRAISAL, id=MOMENT))
    whole = session("now", 9, [C])
    assert comparison(whole, [moment]).before is None
    assert comparison(moment, [session("a", 1, [C])]).before is None
