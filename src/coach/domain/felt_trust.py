"""被信頼感: how far the subordinate feels trusted, as a pure function of what the manager did.

`step` is a table and six rules; nothing here is learned and nothing is random, so the same utterances always give
the same curve. The table restates the handbook: trust that is shown first, a promise of support, an honest question
and an apology raise it; blame, watching, conditions, dumping and judging the person lower it; facts alone hardly move
it. The numbers are judgements of ours, not measurements; docs/felt-trust.md discusses them.

Rules
1. Of several moves in one utterance the strongest counts whole, the next half, the third a quarter.
2. The same move again counts 0.8 times as much as the time before, but never less than half (diminishing returns).
3. A gain shrinks as the value nears 1 and counts half where the reading is in doubt; while a wound is open it counts
   half, after an apology three quarters (repair is slower than damage). Every gain heals the wound by its own size.
4. A flag cancels the gains of its utterance: the worst flag counts whole, the others half. It opens a wound of the
   same size. Below 0.25 a loss shrinks with the value, to a tenth at least, and never takes more than half of it.
5. What may hurt without being sure to is heard as the talk has taught one to hear. After a hurt, words that mend (an
   apology, a promise, empathy) count half, and all others are a small hurt; after an apology everything counts half.
   Otherwise what is likelier to hurt and cannot be read as trust is a small hurt; the rest gains nothing.
6. The stage changes one step at a time and with hysteresis: up at 0.42 and 0.60, back only below 0.36 and 0.52.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from coach.domain.labels import Flag, Move, Orientation, Tag
from coach.domain.scenario import Level, Scenario, Stage

_UP = {Stage.GUARDED: 0.42, Stage.CAUTIOUS: 0.60}
_DOWN = {Stage.OPEN: 0.52, Stage.CAUTIOUS: 0.36}
_ORDER = (Stage.GUARDED, Stage.CAUTIOUS, Stage.OPEN)


class Heard(StrEnum):
    """What this talk has taught the subordinate to hear in words of two meanings."""

    NOTHING = "nothing"
    HARM = "harm"
    APOLOGY = "apology"


GAIN: Mapping[Move, tuple[float, float, float]] = {
    Move.RECOGNISE_RESULT: (0.030, 0.030, 0.020),
    Move.EXPECT_FUTURE: (0.045, 0.050, 0.040),
    Move.DELEGATE: (0.045, 0.050, 0.050),
    Move.DEFINE_SCOPE: (0.015, 0.020, 0.020),
    Move.PROMISE_FOLLOW_UP: (0.055, 0.055, 0.045),
    Move.ASK_FEELINGS: (0.045, 0.055, 0.045),
    Move.ASK_CAREER: (0.030, 0.045, 0.045),
    Move.ASK_GROWTH: (0.035, 0.040, 0.035),
    Move.EMPATHISE: (0.050, 0.050, 0.040),
    Move.SELF_DISCLOSE: (0.040, 0.045, 0.040),
    Move.APOLOGISE: (0.050, 0.050, 0.040),
    Move.COMMIT_TO_CHANGE: (0.055, 0.055, 0.045),
    Move.INVITE_OPENNESS: (0.040, 0.045, 0.040),
    # facts alone: a correction weighs a little while trust is thin, a check only when it is all there is
    Move.CORRECT_BEHAVIOUR: (-0.004, -0.002, 0.0),
    Move.SET_TARGET: (0.0, 0.0, 0.0),
    Move.CHECK_PROGRESS: (0.0, 0.0, 0.0),
}
"""What a move adds while guarded, cautious, open. Moves that are missing add nothing."""

LOSS: Mapping[Flag, tuple[float, float, float]] = {
    Flag.BLAME: (0.080, 0.090, 0.100),
    Flag.SURVEILLANCE: (0.060, 0.070, 0.080),
    Flag.CONDITIONAL_TRUST: (0.070, 0.080, 0.090),
    Flag.DUMPING: (0.050, 0.060, 0.060),
    Flag.PERSONAL_ATTACK: (0.140, 0.160, 0.180),
}
"""What a flag takes away while guarded, cautious, open: it hurts more where one had opened up."""

_UNNAMED_TRUST = 0.035
"""A trust part without a move that we can name."""

_FACT_ALONE = 0.012
"""A recognition that stops at the facts."""

_REPEAT, _LEAST = 0.8, 0.5
_SHARES = (1.0, 0.5, 0.25)
_OPEN_WOUND, _APOLOGISED = 0.5, 0.75
_CHECKS_IN_A_ROW, _WATCHED = 2, 0.004
_DOUBTED = 0.5
"""A gain from an utterance that could be read in two ways."""

_THIN, _NEVER_NOTHING, _MOST = 0.25, 0.1, 0.5
"""Below `_THIN` a loss shrinks with the value, since there is ever less left to lose: a tenth of it hurts in any case, but
no more than half of the value goes at once."""

_SUSPECTED = {Heard.NOTHING: 0.01, Heard.HARM: 0.02}
"""What words that may hurt take away: twice as much from somebody who was hurt in this talk."""

_LIKELY = 0.25
"""The probability of harm from which even somebody unhurt takes amiss what cannot be meant as trust."""

_MENDING = frozenset({Move.APOLOGISE, Move.COMMIT_TO_CHANGE, Move.PROMISE_FOLLOW_UP, Move.EMPATHISE})
"""Moves in which bad things are named without being meant: they often sound like harm to a reader of words."""

_SENSITIVE = 1.4
_PACE = {1: (1.15, 0.9), 2: (1.0, 1.0), 3: (0.85, 1.15)}
"""Difficulty: how gains and losses are scaled."""

_START = {Level.HIGH: 0.42, Level.LOW: 0.30}


@dataclass(frozen=True, slots=True)
class FeltTrust:
    """The state after some utterances. `value` and `wound` lie in 0 to 1; `last` is the latest change.

    `mended` is what was gained since the last hurt, or since the start.
    """

    value: float
    stage: Stage
    wound: float = 0.0
    apologised: bool = False
    times: Mapping[Move, int] = field(default_factory=dict)
    checks: int = 0
    last: float = 0.0
    mended: float = 0.0
    heard: Heard = Heard.NOTHING

    def hears_harm(self, tag: Tag) -> bool:
        """Whether words that may hurt are taken so: not after an apology, and not where they mend a hurt (rule 5)."""
        mends = self.heard is Heard.HARM and tag.holds_trust and not _MENDING.isdisjoint(tag.moves)
        return tag.may_hurt and self.heard is not Heard.APOLOGY and not mends


def start(scenario: Scenario) -> FeltTrust:
    """Where the conversation begins: 0.42 where trust is high, 0.30 where it is low, less 0.03 when it is hard."""
    value = _START[scenario.persona.trust] - (0.03 if scenario.difficulty >= 3 else 0.0)
    stage = Stage.CAUTIOUS if value >= _UP[Stage.GUARDED] else Stage.GUARDED
    return FeltTrust(value=value, stage=stage, wound=scenario.wound)


def step(state: FeltTrust, tag: Tag, scenario: Scenario) -> FeltTrust:
    """The state after one utterance."""
    quick, hurt = _PACE[scenario.difficulty]
    checks = _checks(state, tag)
    suspected = state.hears_harm(tag) and (
        state.heard is Heard.HARM or (tag.harm >= _LIKELY and not tag.could_be_trust)
    )
    if tag.flags or suspected:
        loss = _loss(state.stage, tag, scenario) if tag.flags else _SUSPECTED[state.heard]
        change = -min(loss * hurt * min(1.0, max(_NEVER_NOTHING, state.value / _THIN)), state.value * _MOST)
        wound = min(1.0, state.wound - change)
        apologised = False
    else:
        change = _gain(state, tag, scenario)
        sure = 0.0 if state.hears_harm(tag) else _DOUBTED if tag.alternative or tag.may_hurt else 1.0
        change = change * quick * sure * _damping(state) if change > 0 else change * hurt
        if change <= 0 and Move.CHECK_PROGRESS in tag.moves and checks >= _CHECKS_IN_A_ROW:
            change -= _WATCHED * hurt
        wound = max(0.0, state.wound - max(0.0, change))
        apologised = wound > 0 and (state.apologised or Move.APOLOGISE in tag.moves)
    value = min(1.0, max(0.0, state.value + change))
    return FeltTrust(
        value=round(value, 6),
        stage=_stage(state.stage, value),
        wound=round(wound, 6),
        apologised=apologised,
        times=state.times if tag.flags else _counted(state.times, tag.moves),
        checks=checks,
        last=round(value - state.value, 6),
        mended=0.0 if tag.flags or suspected else round(state.mended + max(0.0, value - state.value), 6),
        heard=_heard(state, tag),
    )


def after(tags: Iterable[Tag], scenario: Scenario) -> FeltTrust:
    """The state after all these utterances, from the scenario's start."""
    state = start(scenario)
    for tag in tags:
        state = step(state, tag, scenario)
    return state


def withdrawn(state: FeltTrust) -> FeltTrust:
    """The same state as somebody shows it who has just been hurt: guarded, whatever the number says."""
    return replace(state, stage=Stage.GUARDED)


def _gain(state: FeltTrust, tag: Tag, scenario: Scenario) -> float:
    column = _ORDER.index(state.stage)
    worth = {
        move: GAIN[move][column]
        * max(_LEAST, _REPEAT ** state.times.get(move, 0))
        * (_SENSITIVE if move.value in scenario.raises.by and GAIN[move][column] > 0 else 1.0)
        for move in tag.moves
        if move in GAIN
    }
    gains = sorted((value for value in worth.values() if value > 0), reverse=True)
    if tag.holds_trust and not any(GAIN[move][1] > 0 and move is not Move.RECOGNISE_RESULT for move in worth):
        gains = sorted([*gains, _UNNAMED_TRUST], reverse=True)
    if tag.label is Orientation.NEUTRAL:
        return 0.0
    if tag.label is Orientation.CREDIT:
        # Facts alone, even kind ones, hardly make anybody feel trusted.
        gains = [_FACT_ALONE] if Move.RECOGNISE_RESULT in tag.moves else []
    weight = sum(share * gain for share, gain in zip(_SHARES, gains, strict=False))
    return weight + (0.0 if gains else sum(value for value in worth.values() if value < 0))


def _loss(stage: Stage, tag: Tag, scenario: Scenario) -> float:
    column = _ORDER.index(stage)
    losses = sorted(
        (LOSS[flag][column] * (_SENSITIVE if flag.value in scenario.lowers.by else 1.0) for flag in tag.flags),
        reverse=True,
    )
    return losses[0] + sum(losses[1:]) / 2


def _heard(state: FeltTrust, tag: Tag) -> Heard:
    if tag.flags:
        return Heard.HARM
    if Move.APOLOGISE in tag.moves and (state.heard is Heard.HARM or state.wound > 0):
        return Heard.APOLOGY
    return state.heard


def _damping(state: FeltTrust) -> float:
    headroom = min(1.0, (1.0 - state.value) / 0.6)
    if state.wound <= 0:
        return headroom
    return headroom * (_APOLOGISED if state.apologised else _OPEN_WOUND)


def _checks(state: FeltTrust, tag: Tag) -> int:
    if tag.holds_trust:
        return 0
    return state.checks + (1 if Move.CHECK_PROGRESS in tag.moves else 0)


def _counted(times: Mapping[Move, int], moves: Iterable[Move]) -> Mapping[Move, int]:
    return {**times, **{move: times.get(move, 0) + 1 for move in moves}}


def _stage(stage: Stage, value: float) -> Stage:
    position = _ORDER.index(stage)
    if stage in _UP and value >= _UP[stage]:
        return _ORDER[position + 1]
    if stage in _DOWN and value < _DOWN[stage]:
        return _ORDER[position - 1]
    return stage
