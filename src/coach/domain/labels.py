"""How an utterance is tagged: orientation, axes, flags, moves and segments (docs/labels.md)."""

from dataclasses import dataclass, field
from enum import StrEnum


class Orientation(StrEnum):
    """What an utterance rests on. Exactly one holds."""

    CREDIT = "credit"
    TRUST = "trust"
    BOTH = "both"
    NEUTRAL = "neutral"


class Time(StrEnum):
    """The time an utterance looks to; `none` for neutral ones."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


class Basis(StrEnum):
    """Fact or feeling. It follows from the orientation, see `BASIS_OF`."""

    FACT = "fact"
    FEELING = "feeling"
    MIXED = "mixed"
    NONE = "none"


class Flag(StrEnum):
    """What harms the feeling of being trusted (被信頼感)."""

    BLAME = "blame"
    SURVEILLANCE = "surveillance"
    CONDITIONAL_TRUST = "conditional_trust"
    DUMPING = "dumping"
    PERSONAL_ATTACK = "personal_attack"


class Move(StrEnum):
    """What the manager does, in coaching terms."""

    GREET = "greet"
    RECOGNISE_RESULT = "recognise_result"
    CHECK_PROGRESS = "check_progress"
    CORRECT_BEHAVIOUR = "correct_behaviour"
    SET_TARGET = "set_target"
    EXPECT_FUTURE = "expect_future"
    DELEGATE = "delegate"
    DEFINE_SCOPE = "define_scope"
    PROMISE_FOLLOW_UP = "promise_follow_up"
    ASK_FEELINGS = "ask_feelings"
    ASK_CAREER = "ask_career"
    ASK_GROWTH = "ask_growth"
    EMPATHISE = "empathise"
    SELF_DISCLOSE = "self_disclose"
    APOLOGISE = "apologise"
    COMMIT_TO_CHANGE = "commit_to_change"
    INVITE_OPENNESS = "invite_openness"
    CLOSE = "close"
    OTHER = "other"


class Scene(StrEnum):
    """The three situations that the handbook treats."""

    APPRAISAL = "appraisal"
    ONE_ON_ONE = "one_on_one"
    DELEGATION = "delegation"


BASIS_OF = {
    Orientation.CREDIT: Basis.FACT,
    Orientation.TRUST: Basis.FEELING,
    Orientation.BOTH: Basis.MIXED,
    Orientation.NEUTRAL: Basis.NONE,
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence or clause, `text[start:end]` of the utterance, with its own orientation (never `both`)."""

    start: int
    end: int
    label: Orientation


@dataclass(frozen=True, slots=True)
class Cue:
    """Words `text[start:end]` that weighed in the decision, and what they mean to a manager (「未来」「委ねる」)."""

    start: int
    end: int
    text: str
    meaning: str


SUSPECT = 0.15
"""Probability of harm from which an utterance may hurt: of dev's and test's harmless utterances of trust 3 % reach it, of
those with a flag 98 %."""


@dataclass(frozen=True, slots=True)
class Tag:
    """The reading of one utterance.

    `confidence` is the calibrated probability (0 to 1) that `label` is right. `alternative` is the second reading,
    given when `confidence` is too low to be shown alone. `harm` (0 to 1) is the highest probability of a flag, also where
    it is too low for one. Segments are in order and do not overlap.
    """

    label: Orientation
    confidence: float
    time: Time
    flags: tuple[Flag, ...] = ()
    moves: tuple[Move, ...] = ()
    segments: tuple[Segment, ...] = ()
    cues: tuple[Cue, ...] = field(default=())
    alternative: Orientation | None = None
    harm: float = 0.0

    @property
    def basis(self) -> Basis:
        """Fact, feeling, mixed or none: decided by the orientation alone (docs/labels.md, conventions)."""
        return BASIS_OF[self.label]

    @property
    def could_be_trust(self) -> bool:
        """Whether it holds trust, or might by its second reading."""
        return self.holds_trust or self.alternative in (Orientation.TRUST, Orientation.BOTH)

    @property
    def may_hurt(self) -> bool:
        """Whether no flag is sure, and harm cannot be ruled out either."""
        return not self.flags and self.harm >= SUSPECT

    @property
    def holds_credit(self) -> bool:
        """Whether some part rests on facts."""
        return self.label in (Orientation.CREDIT, Orientation.BOTH)

    @property
    def holds_trust(self) -> bool:
        """Whether some part looks to the future, feelings or values."""
        return self.label in (Orientation.TRUST, Orientation.BOTH)
