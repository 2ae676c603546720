from datetime import UTC, datetime

from coach.domain.labels import Flag, Orientation, Scene, Tag, Time
from coach.domain.note import Note
from coach.domain.scenario import Stage
from coach.domain.transcript import Practice, Turn
from coach.domain.weakest import weakest
from coach.services.anybody import unknown_person


def talk(*turns):
    """A conversation from 0.42; each turn is its felt trust afterwards and its flags."""
    practice = Practice("r", "local", unknown_person(Scene.ONE_ON_ONE, ""), datetime.now(UTC))
    for number, (felt, *flags) in enumerate(turns, 1):
        tag = Tag(Orientation.CREDIT, 0.9, Time.PAST, flags=tuple(flags))
        practice = practice.with_turn(
            Turn(str(number), practice.head, number, "…", tag, felt, Stage.CAUTIOUS, "はい。", Note(""))
        )
    return practice


def test_the_deepest_fall_among_the_flagged_is_the_weakest():
    found = weakest(talk((0.40, Flag.DUMPING), (0.30, Flag.BLAME), (0.25, Flag.BLAME)))
    assert 2 == found.turn.number
    assert -0.1 == round(found.change, 6)


def test_a_flag_counts_before_a_deeper_fall_without_one():
    assert 2 == weakest(talk((0.30,), (0.29, Flag.BLAME))).turn.number


def test_without_flags_it_is_the_deepest_fall_and_of_equals_the_first():
    assert 1 == weakest(talk((0.41,), (0.40,), (0.45,))).turn.number


def test_where_nothing_fell_there_is_none():
    assert weakest(talk((0.42,), (0.419,), (0.47,))) is None
    assert weakest(talk()) is None
