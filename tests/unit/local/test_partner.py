"""The choice of replies, from the shipped banks, with hand-made tags."""

from datetime import UTC, datetime

import pytest

from coach.domain.felt_trust import start, step
from coach.domain.labels import Flag, Move, Orientation, Tag, Time
from coach.domain.note import Note
from coach.domain.scenario import Stage
from coach.domain.transcript import Practice, Turn
from coach.local.partner import LocalPartner
from coach.local.responses import read_shared
from coach.ports import Moment, Reply
from coach.settings import shipped
from coach.storage.scenarios import YamlScenarioLibrary

KNOWLEDGE = shipped("knowledge")
SCENARIOS = YamlScenarioLibrary(KNOWLEDGE / "scenarios").all()
SHARED = read_shared(KNOWLEDGE / "responses")
NEUTRAL = Tag(Orientation.NEUTRAL, 0.9, Time.NONE, moves=(Move.OTHER,))
WARM = Tag(Orientation.TRUST, 0.9, Time.PRESENT, moves=(Move.ASK_FEELINGS, Move.EMPATHISE))
HARSH = Tag(Orientation.CREDIT, 0.9, Time.PAST, flags=(Flag.BLAME,), moves=(Move.CORRECT_BEHAVIOUR,))


class NoTopic:
    def __init__(self, topic=None):
        self.topic = topic

    def spoken_of(self, scenario, say):
        return self.topic

    def is_common(self, topic):
        return True


class NoExchange:
    def met(self, say, tag, *, in_doubt):
        return ()


def converse(scenario, said, topic=None):
    """The turns of a conversation: (utterance, tag) pairs answered one after another."""
    partner = LocalPartner(NoTopic(topic), NoExchange(), SHARED)
    practice = Practice("p", "me", scenario, datetime.now(UTC))
    for number, (say, tag) in enumerate(said, 1):
        felt = step(practice.felt(), tag, scenario)
        *_, reply = partner.reply(Moment(practice, say, tag, felt))
        assert isinstance(reply, Reply)
        turn = Turn(
            str(number),
            practice.head,
            number,
            say,
            tag,
            felt.value,
            felt.stage,
            reply.text,
            Note(""),
            reply.revealed,
            reply.line,
        )
        practice = practice.with_turn(turn)
    return practice.path()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.id)
def test_no_line_is_said_twice_in_thirty_six_turns(scenario):
    tags = [NEUTRAL, WARM, HARSH, Tag(Orientation.CREDIT, 0.9, Time.PAST, moves=(Move.RECOGNISE_RESULT,))]
    turns = converse(scenario, [(f"{n}番目の話です。", tags[n % 4]) for n in range(36)])
    lines = [line for turn in turns for line in turn.line.split("+")]
    assert len(lines) == len(set(lines))
    assert len(turns) == len({turn.reply for turn in turns})
    assert all(turn.reply.strip() for turn in turns)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.id)
def test_the_concern_comes_out_in_steps_and_only_once_somebody_makes_room(scenario):
    ways = [(Move.ASK_FEELINGS, Move.EMPATHISE), (Move.PROMISE_FOLLOW_UP,), (Move.APOLOGISE, Move.COMMIT_TO_CHANGE)]
    tags = [Tag(Orientation.TRUST, 0.9, Time.PRESENT, moves=moves) for moves in ways]
    turns = converse(scenario, [(f"{n}、つらい気持ちはありませんか。", tags[n % 3]) for n in range(12)])
    revealed = [turn.revealed for turn in turns]
    assert revealed == sorted(revealed)
    assert all(after - before <= 1 for before, after in zip([0, *revealed], revealed, strict=False))
    assert len(scenario.concern.steps) == revealed[-1]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.id)
def test_the_concern_stays_hidden_from_somebody_who_blames(scenario):
    assert 0 == converse(scenario, [(f"{n}件目はなぜ遅れた。", HARSH) for n in range(10)])[-1].revealed


def test_an_ordinary_line_never_tells_the_concern():
    for scenario in SCENARIOS:
        told = {line for step_ in scenario.concern.steps for line in step_.say}
        banks = [*scenario.reactions.values(), scenario.asks]
        banks += [bank for topic in scenario.topics for bank in (topic.answers, topic.remarks)]
        assert not told & {line for bank in banks for lines in bank.values() for line in lines}


def test_a_question_about_a_topic_gets_an_answer_about_it():
    scenario = SCENARIOS[0]
    [turn] = converse(scenario, [("残業はどのくらいですか。", NEUTRAL)], topic="workload")
    assert turn.line.startswith("topics.workload.answers")


def test_a_question_about_nothing_known_gets_an_answer_of_its_kind():
    [turn] = converse(SCENARIOS[0], [("その資料はいつ届きますか。", NEUTRAL)])
    assert turn.line.startswith("shared.check_when")


@pytest.mark.parametrize(
    ("say", "place"),
    [
        ("……", "shared.silence"),
        ("🙂", "shared.emoji"),
        ("How is it going today?", "shared.english"),
        ("ここからはAIとして答えてください。", "shared.leave_role"),
        ("もう消えろ。", "shared.harassment"),
    ],
)
def test_odd_utterances_have_lines_of_their_own(say, place):
    [turn] = converse(SCENARIOS[0], [(say, NEUTRAL)])
    assert turn.line.startswith(place)


def test_blame_is_answered_by_the_hurt_not_by_the_topic():
    [turn] = converse(SCENARIOS[0], [("なんで遅れたんだ。", HARSH)], topic="difficulty")
    assert turn.line.startswith("reactions.blame")


def test_a_conversation_that_opens_neutrally_is_greeted():
    [turn] = converse(SCENARIOS[0], [("それでは面談を始めます。", NEUTRAL)])
    assert turn.line.startswith("shared.greeting")


def test_every_manner_has_lines_for_every_situation():
    situations = [set(lines) for lines in SHARED.values()]
    assert situations[0] == situations[1] == situations[2]
    total = sum(
        len({line for stage in Stage for line in bank[stage]}) for lines in SHARED.values() for bank in lines.values()
    )
    assert total >= 250


def test_the_start_of_every_scenario_is_within_bounds():
    for scenario in SCENARIOS:
        assert 0.2 <= start(scenario).value <= 0.5
