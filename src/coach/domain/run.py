"""What an evaluation leaves behind: scores with reasons, figures with intervals, and where they came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """Where a run stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Verdict(StrEnum):
    """What a person thinks of an answer."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Score:
    """One metric on one sample. `value` is None where it could not be judged: that is not zero, and `reason` says why.

    `weight` says how many things were judged (1 for a whole answer, the number of turns for a conversation).
    """

    value: float | None
    reason: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric over a run: its value, the bootstrap 95 % interval, and how many samples were (not) scored."""

    value: float | None
    low: float | None = None
    high: float | None = None
    scored: int = 0
    unscored: int = 0


@dataclass(frozen=True, slots=True)
class SampleResult:
    """One sample of a run. `shown` holds what a reader needs to judge for himself (question, answer, passages, …)."""

    id: str
    topic: str
    shown: Mapping[str, Any]
    scores: Mapping[str, Score]


@dataclass(frozen=True, slots=True)
class Run:
    """One evaluation. `provenance` names everything that made the figures; `samples` may be left out in lists.

    While it runs, `done` of `total` samples are ready and `updated_at` is the last sign of life.
    """

    id: str
    owner: str
    dataset: str
    split: str
    judge: str
    engine: str
    started_at: datetime
    updated_at: datetime
    status: Status = Status.RUNNING
    done: int = 0
    total: int = 0
    message: str = ""
    seconds: float = 0.0
    seed: int = 0
    provenance: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    samples: tuple[SampleResult, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether its split was measured as a whole; a limited run carries its number after the split (`all-40`)."""
        return "-" not in self.split


@dataclass(frozen=True, slots=True)
class HumanLabel:
    """A person's verdict on one answer of a run, with the texts it was given on."""

    run_id: str
    sample_id: str
    verdict: Verdict
    comment: str
    question: str
    answer: str
    said_at: datetime | None = None
