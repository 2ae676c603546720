"""Which places of the bank may be spoken from, best first: what was done, asked and talked about decides. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.domain.asking import Asking, asking, is_of_progress
from coach.domain.felt_trust import FeltTrust
from coach.domain.labels import Flag, Move, Orientation, Tag
from coach.domain.question import Question, question
from coach.domain.scenario import Lines, Scenario, Stage, Topic
from coach.local.exchanges import Met
from coach.local.special import Special, special

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

_ANSWERED_BY_MOVE = frozenset({Move.ASK_FEELINGS, Move.ASK_CAREER, Move.ASK_GROWTH, Move.CHECK_PROGRESS})
"""Moves that ask; the lines that react to them are answers."""

_MATTER_FIRST = frozenset(
    {
        Asking.REQUEST,
        Asking.OFFER,
        Asking.CHECK_AMOUNT,
        Asking.CHECK_WHEN,
        Asking.CHECK_WHAT,
        Asking.EXPERIENCE,
        Asking.WISH,
        Asking.SMALL_TALK,
        Asking.OFF_TOPIC,
    }
)
"""Questions whose form narrows the answer so much that a line about the topic alone would miss it."""

_KNOWN: Mapping[Asking | None, tuple[str, ...]] = {
    Asking.OFFER: ("request_to_boss",),
    Asking.WISH: ("career", "next_role"),
}
"""Common topics whose answers are just what is asked."""


_CLEAR = 0.3
"""Probability from which an utterance is of an exchange's kind, and its answers fit better than any general ones."""

_LIKELY = 0.15
"""From here on its answers still fit better than lines that fit anything."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the bank: its name, and the lines there."""

    name: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Situation:
    """What the choice of a reply rests on. `before` are the manager's earlier utterances.

    `topic_is_own` marks a topic that only this scenario has: its answers know the matter. `met` are the likeliest
    exchanges, best first.
    """

    say: str
    tag: Tag
    felt: FeltTrust
    topic: str | None
    before: tuple[str, ...]
    topic_is_own: bool = False
    met: tuple[Met, ...] = ()


def plan(situation: Situation, scenario: Scenario, shared: Mapping[str, Lines]) -> list[Place]:
    """The places to speak from, best first; the last ones fit almost anything."""
    stage = situation.felt.stage
    odd = special(situation.say, situation.tag, situation.before)
    asked = question(situation.say)
    places: list[Place] = []
    if situation.tag.flags and odd is not Special.HARASSMENT:
        places += [*_exchange(situation, scenario, _CLEAR), *_hurt(situation, scenario, shared)]
    if odd:
        places += _near(f"shared.{odd.value}", shared.get(odd.value), stage)
    if asked and not situation.tag.flags:
        places += _to_question(situation, scenario, shared, asked)
    elif situation.tag.label is Orientation.NEUTRAL and not situation.tag.flags:
        kind = "procedure" if situation.before else "greeting"
        places += [*_exchange(situation, scenario, _LIKELY), *_near(f"shared.{kind}", shared.get(kind), stage)]
    places += _to_statement(situation, scenario, shared)
    if _is_notice(situation.tag):
        places += _near("shared.procedure", shared.get("procedure"), stage)
    for label in (situation.tag.label, Orientation.NEUTRAL):
        places += _near(f"shared.{label.value}", shared.get(label.value), stage)
    # Only a very long talk comes this far: short answers first, then what the person has on their mind anyway.
    for kind in ("backchannel", "procedure"):
        places += _near(f"shared.{kind}", shared.get(kind), stage)
    for topic in scenario.topics:
        places += _near(f"topics.{topic.id}.remarks", topic.remarks, stage)
    return places


def _is_notice(tag: Tag) -> bool:
    """Facts that praise and correct nothing: a date, a rule, an order. They are noted, not agreed with."""
    judging = {Move.RECOGNISE_RESULT, Move.CORRECT_BEHAVIOUR}
    return tag.label is Orientation.CREDIT and not tag.flags and not judging & set(tag.moves)


def _hurt(situation: Situation, scenario: Scenario, shared: Mapping[str, Lines]) -> list[Place]:
    """What somebody says who was just hurt: their own words first, then what anybody would say."""
    stage = situation.felt.stage
    worst = next(flag for flag in _GRAVEST if flag in situation.tag.flags).value
    return [
        *_near(f"reactions.{worst}", scenario.reactions.get(worst), stage),
        *_near(f"shared.{worst}", shared.get(worst), stage),
        *_near("shared.hurt", shared.get("hurt"), stage),
    ]


def _to_question(situation: Situation, scenario: Scenario, shared: Mapping[str, Lines], asked: Question) -> list[Place]:
    stage, moves = situation.felt.stage, situation.tag.moves
    matter = asking(situation.say, asked, situation.tag)
    topic = _topic(situation, scenario)
    about = _near(f"topics.{topic.id}.answers", topic.answers, stage) if topic else []
    to_matter = _near(f"shared.{matter}", shared.get(matter), stage) if matter else []
    reacting = [
        place
        for move in _TELLING
        if move in moves and move in _ANSWERED_BY_MOVE
        # 「終わりました」 answers how far something is, not what somebody can do or has noted
        if move is not Move.CHECK_PROGRESS or is_of_progress(situation.say)
        for place in _near(f"reactions.{move.value}", scenario.reactions.get(move.value), stage)
    ]
    generic = _near(f"shared.question_{asked.value}", shared.get(f"question_{asked.value}"), stage)
    if matter is None and situation.tag.label is Orientation.NEUTRAL and asked is Question.YES_NO:
        generic = [*_near("shared.procedure", shared.get("procedure"), stage), *generic]
    # What they want of their boss, and the matters of this very scenario, they can answer themselves.
    knows = situation.topic_is_own or situation.topic in _KNOWN.get(matter, ())
    knows = knows or (topic is not None and matter in (Asking.SMALL_TALK, Asking.OFF_TOPIC))
    clear, likely = (_exchange(situation, scenario, least) for least in (_CLEAR, _LIKELY))
    if situation.topic_is_own:
        return [*about, *clear, *reacting, *likely, *to_matter, *generic]
    if matter in _MATTER_FIRST and not knows:
        return [*clear, *likely, *to_matter, *about, *reacting, *generic]
    return [*clear, *about, *likely, *reacting, *to_matter, *generic]


def _to_statement(situation: Situation, scenario: Scenario, shared: Mapping[str, Lines]) -> list[Place]:
    stage = situation.felt.stage
    told = [move for move in _TELLING if move in situation.tag.moves and move not in _ANSWERED_BY_MOVE]
    if situation.felt.hears_harm(situation.tag):
        # nobody warms to words that may hurt
        return [
            *_exchange(situation, scenario, _LIKELY),
            *_near(f"shared.{Orientation.NEUTRAL.value}", shared.get(Orientation.NEUTRAL.value), stage),
        ]
    # an order or a remark on facts is answered by its matter, kindness by who one is; a flag by the hurt alone
    likely = _LIKELY if situation.tag.label is Orientation.CREDIT else _CLEAR
    places = [] if situation.tag.flags else _exchange(situation, scenario, likely)
    places += [
        place for move in told for place in _near(f"reactions.{move.value}", scenario.reactions.get(move.value), stage)
    ]
    topic = _topic(situation, scenario)
    if topic:
        places += _near(f"topics.{topic.id}.remarks", topic.remarks, stage)
    places += [] if situation.tag.flags else _exchange(situation, scenario, _LIKELY)
    for move in told:
        places += _near(f"shared.{move.value}", shared.get(move.value), stage)
    return places


def _exchange(situation: Situation, scenario: Scenario, least: float) -> list[Place]:
    """The answers of the exchanges that are at least so likely."""
    manner, stage = scenario.persona.manner, situation.felt.stage
    return [
        place
        for met in situation.met
        if met.probability >= least
        for place in _near(f"exchanges.{met.exchange.id}", met.exchange.says[manner], stage)
    ]


def _topic(situation: Situation, scenario: Scenario) -> Topic | None:
    return next((topic for topic in scenario.topics if topic.id == situation.topic), None)


def _near(name: str, lines: Lines | None, stage: Stage) -> list[Place]:
    """The lines of this stage, then those of the more reserved ones: one may always say less."""
    if not lines:
        return []
    order = list(Stage)
    return [at(name, lines, order[index]) for index in range(order.index(stage), -1, -1)]


def at(name: str, lines: Lines, stage: Stage) -> Place:
    """The place that holds the lines of one stage."""
    # Lines that fit every stage are one place: said while guarded, they are not said again when open.
    where = "any" if len({lines.get(one) for one in Stage}) == 1 else stage.value
    return Place(f"{name}.{where}", lines.get(stage, ()))
