from datetime import UTC, datetime

from tests.ui.fakes import FakeCoach, ScriptedTagger

from coach.domain.felt_trust import start
from coach.domain.note import Note
from coach.domain.transcript import Practice, Turn
from coach.settings import load
from coach.ui import branches


def turn(name: str, parent: str | None, number: int) -> Turn:
    tag = ScriptedTagger().tag(name)
    return Turn(name, parent, number, name, tag, 0.4, start(scenario()).stage, "はい", Note(""))


def scenario():
    return FakeCoach(load()).scenarios.get("appraisal-high-low")


def practice() -> Practice:
    #  a ─ b ─ c        c's branch was left for d
    #    └ d
    found = Practice("p", "local", scenario(), datetime.now(UTC))
    for one in (turn("a", None, 1), turn("b", "a", 2), turn("c", "b", 3), turn("d", "a", 2)):
        found = found.with_turn(one)
    return found


def test_the_leaf_is_the_end_of_a_branch():
    assert branches.leaf(practice(), "b").id == "c"
    assert branches.leaf(practice(), "d").id == "d"


def test_of_several_branches_the_newest_is_followed():
    assert branches.leaf(practice(), "a").id == "d"


def test_a_turn_of_another_branch_is_not_on_the_path():
    here = practice()
    b, d = branches.find(here, "b"), branches.find(here, "d")
    assert b
    assert d
    assert not branches.on_path(here, b)
    assert branches.on_path(here, d)


def test_before_the_first_turn_felt_trust_is_the_scenario_s():
    here = practice()
    [first, *_] = here.turns
    assert branches.before(here, first) == start(here.scenario).value
