"""The turn loop with hand-written fakes behind the ports."""

import pytest

from coach.domain.errors import BadInput, CannotDo, NotFound
from coach.domain.labels import Move, Orientation, Tag, Time
from coach.domain.note import Note
from coach.domain.passage import Found, Passage
from coach.ports import Reply
from coach.services.practice import Faculties, PracticeService
from coach.settings import shipped
from coach.storage.scenarios import read

WARM = Tag(Orientation.TRUST, 0.9, Time.FUTURE, moves=(Move.PROMISE_FOLLOW_UP,))


class FixedTagger:
    def tag(self, utterance, before=(), *, scene=None):
        return WARM


class Parrot:
    def reply(self, moment):
        yield "はい、"
        yield "わかりました。"
        yield Reply("はい、わかりました。", line=f"line.{len(moment.practice.path())}")


class Commentator:
    def topic(self, moment):
        return "約束"

    def advise(self, moment, passages):
        return Note(passages[0].text)


class OnePassage:
    def find(self, question, *, budget=1_500):
        return [Found(Passage("1", "doc", ("節",), f"{question}について。"), 1.0, 0.9)]


class Memory:
    """A practice store in a dictionary; `broken` refuses to write."""

    def __init__(self):
        self.kept, self.broken = {}, False

    def add(self, practice):
        self.kept[practice.id] = practice

    def add_turn(self, practice_id, turn, *, acting):
        if self.broken:
            raise CannotDo("disk full")
        self.kept[practice_id] = self.get(practice_id, acting=acting).with_turn(turn)

    def move_head(self, practice_id, turn_id, *, acting):
        self.kept[practice_id] = self.get(practice_id, acting=acting).at(turn_id)

    def end(self, practice, *, acting):
        self.kept[practice.id] = practice

    def get(self, practice_id, *, acting):
        if practice_id not in self.kept or self.kept[practice_id].owner != acting:
            raise NotFound("no")
        return self.kept[practice_id]

    def recent(self, *, acting, limit=20):
        return [one for one in self.kept.values() if one.owner == acting][:limit]

    def delete(self, practice_id, *, acting):
        del self.kept[self.get(practice_id, acting=acting).id]


class OneScenario:
    def __init__(self):
        self.scenario = read(shipped("knowledge") / "scenarios" / "appraisal-high-low.yaml")

    def all(self):
        return [self.scenario]

    def get(self, scenario_id):
        return self.scenario


@pytest.fixture
def memory():
    return Memory()


@pytest.fixture
def service(memory):
    faculties = Faculties(FixedTagger(), Parrot(), Commentator(), OnePassage())
    return PracticeService(faculties, OneScenario(), memory, versions={"tagger": "x"})


def test_the_reply_streams_and_the_saved_turn_comes_last(service, memory):
    started = service.begin("any", acting="me")
    *pieces, turn = service.say(started.id, "いつでも支えます。", acting="me")
    assert ["はい、", "わかりました。"] == pieces
    assert (turn,) == memory.get(started.id, acting="me").turns
    assert "約束について。" == turn.note.text
    assert {"tagger": "x"} == turn.versions


def test_a_turn_that_cannot_be_saved_is_not_shown_as_done(service, memory):
    started = service.begin("any", acting="me")
    memory.broken = True
    pieces = service.say(started.id, "いつでも支えます。", acting="me")
    assert ["はい、", "わかりました。"] == [next(pieces), next(pieces)]
    with pytest.raises(CannotDo):
        next(pieces)


def test_felt_trust_grows_along_the_path(service):
    started = service.begin("any", acting="me")
    values = [service.turn(started.id, f"支えます{n}", acting="me").felt_trust for n in range(3)]
    assert sorted(values) == values
    assert started.felt().value < values[0]


def test_saying_it_differently_forks_and_keeps_both(service):
    started = service.begin("any", acting="me")
    first = service.turn(started.id, "一つ目", acting="me")
    second = service.turn(started.id, "二つ目", acting="me")
    instead = service.turn(started.id, "別の言い方", acting="me", after=first.id)
    practice = service.get(started.id, acting="me")
    assert (2, 2) == (second.number, instead.number)
    assert [first, instead] == list(practice.path())
    assert (second, instead) == practice.alternatives(second.id)


def test_the_first_turn_can_be_said_differently_too(service):
    started = service.begin("any", acting="me")
    service.turn(started.id, "一つ目", acting="me")
    instead = service.turn(started.id, "別の始め方", acting="me", after=None)
    assert (None, 1) == (instead.parent, instead.number)


@pytest.mark.parametrize("text", ["", "  \n ", "\0\0", "あ" * 10_000])
def test_an_unusable_utterance_changes_nothing(service, memory, text):
    started = service.begin("any", acting="me")
    with pytest.raises(BadInput):
        service.turn(started.id, text, acting="me")
    assert () == memory.get(started.id, acting="me").turns


def test_an_ended_rehearsal_takes_no_more_turns(service):
    started = service.begin("any", acting="me")
    service.end(started.id, acting="me")
    with pytest.raises(BadInput, match="終了"):
        service.turn(started.id, "まだある", acting="me")


def test_ending_twice_keeps_the_first_time(service):
    started = service.begin("any", acting="me")
    first = service.end(started.id, acting="me")
    assert first.ended_at == service.end(started.id, acting="me").ended_at
