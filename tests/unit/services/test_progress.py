"""Sessions are read once, and again only when they changed."""

from dataclasses import replace
from datetime import UTC, datetime

from tests.unit.domain.test_progress import FACT, HOPE, practice

from coach.ports import PracticeState
from coach.services.commitments import CommitmentService
from coach.services.debriefing import DebriefingService
from coach.services.progress import ProgressService


class Kept:
    def __init__(self, *practices):
        self.practices = {one.id: one for one in practices}
        self.read = 0

    def states(self, *, acting):
        return [PracticeState(one.id, one.head, ended=one.ended_at is not None) for one in self.practices.values()]

    def get(self, practice_id, *, acting):
        self.read += 1
        return self.practices[practice_id]

    def recent(self, *, acting, limit):
        self.read += limit
        return list(self.practices.values())[:limit]


def test_what_did_not_change_is_not_read_again():
    kept = Kept(*(practice(FACT, name=str(n)) for n in range(20)))
    service = ProgressService(kept, kept)
    assert service.sessions(acting="me") == service.sessions(acting="me")
    assert 20 == kept.read
    changed = replace(practice(FACT, HOPE, name="3"), head="2")
    kept.practices["3"] = changed
    assert 2 == next(one for one in service.sessions(acting="me") if one.practice_id == "3").turns
    assert 21 == kept.read


class NoQuote:
    def quote(self, topic):
        return None


def test_the_actions_for_tomorrow_come_from_what_was_not_touched():
    made = practice(FACT, HOPE)
    found = DebriefingService(NoQuote()).debrief(made)
    first, *_ = CommitmentService(None).suggest(found, made.scenario.scene)
    # met: facts, expectation, joined, unharmed; missed: feelings and support, of which feelings tells more
    assert "尋ねる" in first
    assert made.started_at < datetime.now(UTC)
