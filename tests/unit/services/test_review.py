"""Looking back on a real conversation, with hand-written fakes behind the ports."""

from datetime import date

import pytest

from coach.domain.conversation import Said, Speaker, read
from coach.domain.errors import NotFound
from coach.domain.labels import Flag, Orientation, Scene, Tag, Time
from coach.domain.note import Note
from coach.domain.passage import Found, Passage
from coach.domain.utterance import MAX_UTTERANCE
from coach.llm.masking import Mask
from coach.ports import Reply
from coach.services.practice import Faculties, PracticeService
from coach.services.review import ReviewService

TALK = "田中：今期は12件でした。来週、時間を取ります。\n佐藤：ありがとうございます。\n田中：なぜ確認しなかったのか。\n佐藤：すみません。"


class Tagger:
    def tag(self, utterance, before=(), *, scene=None):
        return Tag(Orientation.CREDIT, 0.9, Time.PAST, flags=(Flag.BLAME,) if "なぜ" in utterance else ())


class Adviser:
    def topic(self, moment):
        return "信用"

    def advise(self, moment, passages):
        return Note(passages[0].text, "言い換え")


class Counting:
    def __init__(self):
        self.asked = 0

    def find(self, question, *, budget=1_500):
        self.asked += 1
        return [Found(Passage("1", "doc", ("節",), "信用について。"), 1.0, 0.9)]


class Parrot:
    def reply(self, moment):
        yield Reply(f"{moment.say}ですね。")


class Memory:
    """Both stores in dictionaries."""

    def __init__(self):
        self.kept = {}

    def add(self, one):
        self.kept[one.id] = one

    def get(self, name, *, acting):
        return self.kept[name]

    def add_turn(self, practice_id, turn, *, acting):
        self.kept[practice_id] = self.kept[practice_id].with_turn(turn)


class World:
    def __init__(self):
        self.found, self.reviews, self.practices = Counting(), Memory(), Memory()
        faculties = Faculties(Tagger(), Parrot(), Adviser(), self.found)
        self.service = ReviewService(faculties, self.reviews, self.practices, masker=Mask, versions={"tagger": "t"})
        self.practice = PracticeService(faculties, None, self.practices, versions={})

    def keep(self, text=TALK, **more):
        return self.service.keep(
            read(text), "田中", scene=Scene.ONE_ON_ONE, held_on=date(2026, 11, 18), acting="hanako", **more
        )


@pytest.fixture
def world():
    return World()


def test_each_speech_of_the_manager_is_a_turn_with_the_real_reply(world):
    talk = world.keep().conversation
    assert ["ありがとうございます。", "すみません。"] == [turn.reply for turn in talk.path()]
    assert (1, 2) == tuple(turn.number for turn in talk.path())
    assert {"tagger": "t"} == talk.path()[0].versions


def test_it_is_kept_with_its_owner_its_day_and_its_promises_but_is_no_rehearsal(world):
    review = world.keep()
    assert review == world.reviews.kept[review.id]
    assert "hanako" == review.conversation.owner
    [promise] = review.promises
    assert ("時間を取る", date(2026, 11, 23)) == (promise.what, promise.day)
    assert {} == world.practices.kept


def test_no_name_is_kept(world):
    review = world.keep("田中：佐藤さん、どうですか。山本さんの件です。\n佐藤：はい、田中さん。")
    kept = repr(review)
    assert not any(name in kept for name in ("田中", "佐藤", "山本"))


def test_the_knowledge_is_asked_once_for_one_topic(world):
    world.keep(TALK * 5)
    assert 1 == world.found.asked


def test_how_far_it_is_is_told(world):
    told = []
    world.keep(progress=told.append)
    assert [0.5, 1.0] == told


def test_a_very_long_speech_is_read_whole_in_pieces(world):
    long = "期待しています。" * (MAX_UTTERANCE // 4)
    talk = world.service.review(
        [Said(Speaker.MANAGER, long), Said(Speaker.SUBORDINATE, "はい。")], scene=Scene.APPRAISAL
    )
    assert long == "".join(turn.say for turn in talk.path())
    assert all(len(turn.say) <= MAX_UTTERANCE for turn in talk.path())
    assert ["はい。"] == [turn.reply for turn in talk.path() if turn.reply]


def test_a_moment_can_be_said_again_beside_what_was_really_said(world):
    review = world.keep()
    practice = world.service.rehearse(review.id, 2, acting="hanako")
    [said] = practice.path()
    assert "ありがとうございます。" == practice.scenario.opening
    assert ("なぜ確認しなかったのか。", "すみません。") == (said.say, said.reply)
    turn = world.practice.turn(practice.id, "何に困っていましたか", acting="hanako", after=said.parent)
    kept = world.practices.kept[practice.id]
    assert (turn,) == kept.path()
    assert (said, turn) == kept.alternatives(turn.id)


def test_an_unknown_moment_is_said(world):
    review = world.keep()
    with pytest.raises(NotFound):
        world.service.rehearse(review.id, 9, acting="hanako")


def test_a_speaker_is_known_again_by_something_said_without_names(world):
    samples = world.service.samples(read("田中：佐藤さん、どうですか。\n佐藤：はい、順調です。"))
    assert ["田中", "佐藤"] == list(samples)
    assert "佐藤" not in samples["田中"]
