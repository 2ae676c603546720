"""The look back, from hand-made tags."""

from datetime import UTC, datetime

import pytest

from coach.domain.checklist import CHECKLISTS
from coach.domain.felt_trust import step
from coach.domain.labels import Flag, Move, Orientation, Scene, Tag, Time
from coach.domain.note import Note
from coach.domain.passage import Citation
from coach.domain.transcript import Practice, Turn
from coach.services.debriefing import DebriefingService
from coach.settings import shipped
from coach.storage.scenarios import read

SCENARIO = read(shipped("knowledge") / "scenarios" / "appraisal-high-low.yaml")


class OneQuote:
    def quote(self, topic):
        return Citation("1", "doc", "節", topic)


def tag(label, *moves, flags=()):
    return Tag(label, 0.9, Time.NONE if label is Orientation.NEUTRAL else Time.FUTURE, flags=flags, moves=moves)


FACT = tag(Orientation.CREDIT, Move.RECOGNISE_RESULT)
HOPE = tag(Orientation.TRUST, Move.EXPECT_FUTURE)
ASK = tag(Orientation.TRUST, Move.ASK_FEELINGS)
HELP = tag(Orientation.TRUST, Move.PROMISE_FOLLOW_UP)
BLAME = tag(Orientation.CREDIT, Move.CORRECT_BEHAVIOUR, flags=(Flag.BLAME,))
HELLO = tag(Orientation.NEUTRAL, Move.GREET)


def debrief(*tags, rephrase=None):
    practice = Practice("p", "me", SCENARIO, datetime.now(UTC))
    for number, one in enumerate(tags, 1):
        felt = step(practice.felt(), one, SCENARIO)
        note = Note("", rephrase if one.flags else None)
        practice = practice.with_turn(
            Turn(str(number), practice.head, number, f"{number}番目？", one, felt.value, felt.stage, "はい。", note)
        )
    return DebriefingService(OneQuote()).debrief(practice)


def test_a_good_talk_meets_every_point_at_the_turn_that_met_it():
    made = debrief(HELLO, FACT, HOPE, ASK, HELP)
    assert all(item.met for item in made.checklist)
    # facts at 2; expectation and the join at 3; feelings at 4; support at 5; unharmed at the end
    assert [2, 3, 3, 4, 5, 5] == [item.turn for item in made.checklist]


def test_at_most_two_strengths_and_one_next_step_each_with_a_citation():
    made = debrief(HELLO, FACT, HOPE, ASK, HELP)
    assert 2 == len(made.strengths)
    assert 1 == len(made.next_time)
    assert all(remark.citations for remark in (*made.strengths, *made.next_time))


def test_the_next_step_mends_the_worst_turn_with_its_better_wording():
    [step_] = debrief(FACT, BLAME, HOPE, rephrase="背景を一緒に見ましょう。").next_time
    assert 2 == step_.turn
    assert "背景を一緒に見ましょう。" in step_.text


def test_a_missed_point_is_the_next_step_of_a_kind_talk():
    [step_] = debrief(FACT, HOPE, HELP).next_time
    assert "気持ちや考えを尋ねる" in step_.text


def test_the_balance_counts_every_turn_once():
    made = debrief(HELLO, FACT, HOPE, ASK, BLAME)
    assert {"credit": 2, "trust": 2, "both": 0, "neutral": 1} == {key.value: n for key, n in made.balance.items()}
    assert 5 == len(made.order) == made.questions


def test_felt_trust_begins_before_the_first_turn_and_names_its_turning_points():
    made = debrief(HOPE, BLAME)
    assert 3 == len(made.felt_trust)
    assert 0.3 == made.felt_trust[0]
    assert [1, 2] == [point.turn for point in made.turning_points]


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        ((HELLO,), "まだ触れていない"),
        ((FACT, FACT, FACT), "事実の話に寄った"),
        ((HOPE, ASK, HELP), "気持ちや未来の話に寄った"),
        ((FACT, HOPE), "両方に触れた"),
    ],
)
def test_the_summary_names_the_balance(tags, words):
    assert words in debrief(*tags).summary


def test_nothing_said_yet_is_an_invitation_not_a_verdict():
    made = debrief()
    assert "まだ発話がありません" in made.summary
    assert not any(item.met for item in made.checklist)


def test_the_same_talk_always_gives_the_same_debrief():
    assert debrief(FACT, BLAME, HOPE, ASK) == debrief(FACT, BLAME, HOPE, ASK)


@pytest.mark.parametrize("scene", Scene)
def test_every_scene_has_its_points(scene):
    assert 6 == len(CHECKLISTS[scene])
    assert len({point.id for point in CHECKLISTS[scene]}) == 6


def test_a_harmful_turn_is_named_at_the_point_that_it_spoilt():
    unharmed = debrief(FACT, HELLO, BLAME, BLAME, HOPE).checklist[-1]
    assert (False, 3) == (unharmed.met, unharmed.turn)
    assert all(item.turn is None for item in debrief(HELLO).checklist if not item.met)


def test_the_summary_does_not_pass_over_a_deep_fall():
    assert "3回目の発話で被信頼感が下がりました" in debrief(FACT, HOPE, BLAME, HELP).summary
    assert "途中" not in debrief(FACT, HOPE, ASK, HELP).summary


def test_counts_that_hold_the_same_turn_twice_say_so():
    both = tag(Orientation.BOTH, Move.RECOGNISE_RESULT, Move.EXPECT_FUTURE)
    assert (
        "信用（事実や数字）の話が2回、信頼（未来や気持ち）の話が2回（両方を含む）で"
        in debrief(FACT, both, HOPE).summary
    )
    assert "両方を含む" not in debrief(FACT, HOPE).summary
