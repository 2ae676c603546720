from datetime import UTC, datetime

import pytest

from coach.domain.errors import NotFound
from coach.domain.labels import Orientation, Tag, Time
from coach.domain.note import Note
from coach.domain.scenario import Stage
from coach.domain.transcript import Practice, Turn


def turn(name, parent, number=1):
    tag = Tag(Orientation.NEUTRAL, 1.0, Time.NONE)
    return Turn(name, parent, number, name, tag, 0.3, Stage.GUARDED, "はい。", Note(""))


def practice(*turns):
    started = Practice("p", "local", None, datetime.now(UTC))
    for one in turns:
        started = started.with_turn(one)
    return started


def test_a_turn_makes_a_new_practice_and_leaves_the_old_one():
    before = practice()
    after = before.with_turn(turn("a", None))
    assert () == before.turns
    assert "a" == after.head


def test_the_path_follows_the_parents_not_the_order():
    forked = practice(turn("a", None), turn("b", "a", 2), turn("c", "a", 2))
    assert ["a", "c"] == [one.id for one in forked.path()]
    assert ["a", "b"] == [one.id for one in forked.path("b")]


def test_what_was_said_instead_is_kept_beside_it():
    forked = practice(turn("a", None), turn("b", "a", 2), turn("c", "a", 2))
    assert ["b", "c"] == [one.id for one in forked.alternatives("c")]


def test_an_unknown_turn_is_said():
    with pytest.raises(NotFound, match="zzz"):
        practice(turn("a", None)).at("zzz")
