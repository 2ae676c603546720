"""The subordinate without a model: lines from a bank, chosen by what was done, asked and talked about.

`plan` decides, purely, which places of the bank may be spoken from, best first; the partner says the first line of
them that this conversation has not heard yet.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coach.domain.felt_trust import FeltTrust, start
from coach.domain.labels import Flag, Move, Orientation, Tag
from coach.domain.question import Question, question
from coach.domain.scenario import Lines, Scenario, Stage
from coach.domain.transcript import Turn
from coach.local.responses import SharedLines
from coach.local.special import Special, special
from coach.local.topics import Topics
from coach.ports import Moment, Reply

_GRAVEST = (Flag.PERSONAL_ATTACK, Flag.BLAME, Flag.CONDITIONAL_TRUST, Flag.SURVEILLANCE, Flag.DUMPING)
_TELLING = (
    Move.APOLOGISE,
    Move.COMMIT_TO_CHANGE,
    Move.PROMISE_FOLLOW_UP,
    Move.DELEGATE,
    Move.EXPECT_FUTURE,
    Move.SELF_DISCLOSE,
    Move.EMPATHISE,
    Move.INVITE_OPENNESS,
    Move.ASK_CAREER,
    Move.ASK_GROWTH,
    Move.ASK_FEELINGS,
    Move.CORRECT_BEHAVIOUR,
    Move.RECOGNISE_RESULT,
    Move.SET_TARGET,
    Move.DEFINE_SCOPE,
    Move.CHECK_PROGRESS,
)
"""Of several moves in one utterance, the one that a listener would react to first."""

_ROOM = frozenset(
    {
        Move.ASK_FEELINGS,
        Move.ASK_CAREER,
        Move.ASK_GROWTH,
        Move.INVITE_OPENNESS,
        Move.EMPATHISE,
        Move.PROMISE_FOLLOW_UP,
        Move.APOLOGISE,
        Move.COMMIT_TO_CHANGE,
        Move.SELF_DISCLOSE,
    }
)
"""Moves that make room for saying what one holds back."""

_QUESTION_MOVES = frozenset({Move.ASK_FEELINGS, Move.ASK_CAREER, Move.ASK_GROWTH, Move.CHECK_PROGRESS})
_STEP_GAIN = (0.08, 0.16, 0.24)
"""How far felt trust must have risen above its start before each step of the concern comes out."""

_HARDER = 0.02
_AFTER_APOLOGY = 0.08
"""A first hint may follow an apology when so much was mended since: being heard after a hurt, and more than once,
loosens the tongue before trust is back."""
_ASK_BACK_EVERY = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the bank: its name, and the lines there."""

    name: str
    lines: Sequence[str]


class LocalPartner:
    """`Partner` from the scenario's bank and the shared lines."""

    def __init__(self, topics: Topics, shared: SharedLines) -> None:
        self._topics = topics
        self._shared = shared

    def reply(self, moment: Moment) -> Iterator[str | Reply]:
        """The reply, in one piece."""
        scenario = moment.practice.scenario
        path = moment.practice.path()
        used = {name for turn in path for name in turn.line.split("+")} | {turn.reply for turn in path}
        revealed = path[-1].revealed if path else 0
        topic = self._topics.spoken_of(scenario, moment.say)
        shared = self._shared[scenario.persona.manner]
        situation = Situation(moment.say, moment.tag, moment.felt, topic, tuple(turn.say for turn in path))
        reveals = opens_up(situation, scenario, revealed)
        chosen = [_pick(plan(situation, scenario, shared), used, moment.say)]
        if reveals:
            step = Place(f"concern.{revealed}", scenario.concern.steps[revealed].say)
            telling = _pick([step], used, moment.say)
            chosen = [telling] if question(moment.say) else [*chosen, telling]
        elif _may_ask_back(situation, path):
            back = [place for place in [_at("asks", scenario.asks, moment.felt.stage)] if _unused(place, used)]
            chosen += [_pick(back, used, moment.say)] if back else []
        text = "".join(line for _, line in chosen)
        yield text
        yield Reply(text, line="+".join(name for name, _ in chosen), revealed=revealed + (1 if reveals else 0))


@dataclass(frozen=True, slots=True)
class Situation:
    """What the choice of a reply rests on. `before` are the manager's earlier utterances."""

    say: str
    tag: Tag
    felt: FeltTrust
    topic: str | None
    before: tuple[str, ...]


def opens_up(situation: Situation, scenario: Scenario, revealed: int) -> bool:
    """Whether the next step of the hidden concern comes out now."""
    tag, felt = situation.tag, situation.felt
    if revealed >= len(scenario.concern.steps) or tag.flags or not tag.holds_trust:
        return False
    if special(situation.say, tag, situation.before) or not _ROOM & set(tag.moves):
        return False
    if felt.wound > scenario.wound and not felt.apologised:
        return False  # hurt in this very talk, and nobody has said sorry
    if felt.apologised and not revealed and felt.mended >= _AFTER_APOLOGY:
        return True
    needed = _STEP_GAIN[min(revealed, len(_STEP_GAIN) - 1)] + (_HARDER if scenario.difficulty >= 3 else 0.0)
    return felt.value >= start(scenario).value + needed


def plan(situation: Situation, scenario: Scenario, shared: Mapping[str, Lines]) -> list[Place]:
    """The places to speak from, best first; the last ones fit almost anything."""
    stage = situation.felt.stage
    odd = special(situation.say, situation.tag, situation.before)
    places: list[Place] = []
    if situation.tag.flags and odd is not Special.HARASSMENT:
        worst = next(flag for flag in _GRAVEST if flag in situation.tag.flags)
        places += _near(f"reactions.{worst.value}", scenario.reactions.get(worst.value), stage)
    if odd:
        places += _near(f"shared.{odd.value}", shared.get(odd.value), stage)
    asked = question(situation.say)
    if asked:
        places += _to_question(situation, scenario, shared, asked)
    elif situation.tag.label is Orientation.NEUTRAL and not situation.tag.flags:
        kind = "procedure" if situation.before else "greeting"
        places += _near(f"shared.{kind}", shared.get(kind), stage)
    places += _to_statement(situation, scenario)
    for label in (situation.tag.label, Orientation.NEUTRAL):
        places += _near(f"shared.{label.value}", shared.get(label.value), stage)
    # Only a very long talk comes this far: short answers first, then what the person has on their mind anyway.
    for kind in ("backchannel", "procedure"):
        places += _near(f"shared.{kind}", shared.get(kind), stage)
    for topic in scenario.topics:
        places += _near(f"topics.{topic.id}.remarks", topic.remarks, stage)
    return places


def _to_question(situation: Situation, scenario: Scenario, shared: Mapping[str, Lines], asked: Question) -> list[Place]:
    stage = situation.felt.stage
    places: list[Place] = []
    topic = next((topic for topic in scenario.topics if topic.id == situation.topic), None)
    if topic:
        places += _near(f"topics.{topic.id}.answers", topic.answers, stage)
    for move in _TELLING:
        if move in situation.tag.moves and move in _QUESTION_MOVES:
            places += _near(f"reactions.{move.value}", scenario.reactions.get(move.value), stage)
    return places + _near(f"shared.question_{asked.value}", shared.get(f"question_{asked.value}"), stage)


def _to_statement(situation: Situation, scenario: Scenario) -> list[Place]:
    stage = situation.felt.stage
    places: list[Place] = []
    for move in _TELLING:
        if move in situation.tag.moves:
            places += _near(f"reactions.{move.value}", scenario.reactions.get(move.value), stage)
    topic = next((topic for topic in scenario.topics if topic.id == situation.topic), None)
    if topic:
        places += _near(f"topics.{topic.id}.remarks", topic.remarks, stage)
    return places


def _may_ask_back(situation: Situation, path: Sequence[Turn]) -> bool:
    if (
        situation.tag.label is Orientation.NEUTRAL
        or situation.tag.flags
        or question(situation.say)
        or special(situation.say, situation.tag, situation.before)
    ):
        return False
    return situation.felt.stage is not Stage.GUARDED and (len(path) + 1) % _ASK_BACK_EVERY == 0


def _near(name: str, lines: Lines | None, stage: Stage) -> list[Place]:
    """The lines of this stage, then those of the more reserved ones: one may always say less."""
    if not lines:
        return []
    order = list(Stage)
    return [_at(name, lines, order[index]) for index in range(order.index(stage), -1, -1)]


def _at(name: str, lines: Lines, stage: Stage) -> Place:
    # Lines that fit every stage are one place: said while guarded, they are not said again when open.
    where = "any" if len({lines.get(one) for one in Stage}) == 1 else stage.value
    return Place(f"{name}.{where}", lines.get(stage, ()))


def _unused(place: Place, used: set[str]) -> list[tuple[str, str]]:
    named = [(f"{place.name}.{index}", line) for index, line in enumerate(place.lines)]
    return [(name, line) for name, line in named if name not in used and line not in used]


def _pick(places: Sequence[Place], used: set[str], say: str) -> tuple[str, str]:
    """The first line not heard yet; within a place the utterance decides, so that different words get different ones."""
    turn = zlib.crc32(say.encode())
    for place in places:
        fresh = _unused(place, used)
        if fresh:
            return fresh[turn % len(fresh)]
    return (f"silence.{len(used)}", "…")
