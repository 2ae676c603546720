"""What is kept, and who may see it: every call names who acts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from coach.domain.asked import AskedQuestion, Exchange, Talk
from coach.domain.commitment import Commitment, Progress
from coach.domain.labels import Orientation
from coach.domain.promises import Promise
from coach.domain.review import Review, ReviewedTalk
from coach.domain.scenario import Scenario
from coach.domain.transcript import Practice, Turn


class PracticeStore(Protocol):
    """Keeps practices. Every call names who acts; nobody reaches another person's rows."""

    def add(self, practice: Practice) -> None:
        """Keep a new practice. Returns when it is on disk."""
        ...

    def add_turn(self, practice_id: str, turn: Turn, *, acting: str) -> None:
        """Keep one more turn and make it the head. Returns when it is on disk."""
        ...

    def move_head(self, practice_id: str, turn_id: str | None, *, acting: str) -> None:
        """Continue from another turn."""
        ...

    def end(self, practice: Practice, *, acting: str) -> None:
        """Close a practice."""
        ...

    def get(self, practice_id: str, *, acting: str) -> Practice:
        """The practice as it stands. Raises NotFound when there is none, or it is somebody else's."""
        ...

    def recent(self, *, acting: str, limit: int = 20) -> list[Practice]:
        """The acting user's practices, newest first."""
        ...

    def delete(self, practice_id: str, *, acting: str) -> None:
        """Forget a practice and all its turns."""
        ...


@dataclass(frozen=True, slots=True)
class PracticeState:
    """What tells whether a practice has changed since it was read."""

    id: str
    head: str | None
    ended: bool


class PracticeStates(Protocol):
    """The states of practices, which are quick to read."""

    def states(self, *, acting: str) -> Sequence[PracticeState]:
        """The acting user's practices, newest first."""
        ...


@dataclass(frozen=True, slots=True)
class Dispute:
    """A reader's other opinion on a tag."""

    text: str
    given: Orientation
    wanted: Orientation
    comment: str = ""


class DisputeStore(Protocol):
    """Keeps disputes."""

    def add(self, dispute: Dispute, *, acting: str) -> None:
        """Keep one."""
        ...

    def all(self, *, acting: str) -> list[Dispute]:
        """The acting user's disputes, oldest first."""
        ...


class QuestionStore(Protocol):
    """Keeps questions with their answers, by conversation."""

    def add(self, exchange: Exchange, *, acting: str) -> None:
        """Keep one. Returns when it is on disk."""
        ...

    def conversation(self, conversation_id: str, *, acting: str) -> Sequence[Exchange]:
        """The exchanges of a conversation, oldest first; none for an unknown one or somebody else's."""
        ...

    def talks(self, *, acting: str, limit: int = 20) -> Sequence[Talk]:
        """The acting user's conversations, the last asked in first."""
        ...

    def asked(self, *, acting: str, limit: int = 100) -> Sequence[AskedQuestion]:
        """The acting user's questions with their answers, newest first."""
        ...

    def judge(self, exchange_id: str, *, helpful: bool | None, acting: str) -> None:
        """Keep whether an answer helped; None takes it back. Raises NotFound."""
        ...

    def delete(self, conversation_id: str, *, acting: str) -> None:
        """Forget a conversation."""
        ...


class CommitmentStore(Protocol):
    """Keeps what people set out to do."""

    def add(self, commitment: Commitment, *, acting: str) -> None:
        """Keep one."""
        ...

    def all(self, *, acting: str) -> Sequence[Commitment]:
        """The acting user's commitments, newest first."""
        ...

    def answer(self, commitment_id: str, progress: Progress, when: datetime, *, acting: str) -> None:
        """Keep how it went. Raises NotFound."""
        ...

    def delete(self, commitment_id: str, *, acting: str) -> None:
        """Forget it. Raises NotFound."""
        ...


class ReviewStore(Protocol):
    """Keeps real conversations that were looked back on."""

    def add(self, review: Review) -> None:
        """Keep one. Returns when it is on disk."""
        ...

    def get(self, review_id: str, *, acting: str) -> Review:
        """The review. Raises NotFound when there is none, or it is somebody else's."""
        ...

    def recent(self, *, acting: str, limit: int = 20) -> Sequence[ReviewedTalk]:
        """The acting user's reviews, newest first."""
        ...

    def set_promises(self, review_id: str, promises: Sequence[Promise], *, acting: str) -> None:
        """Keep the list as it is now. Raises NotFound."""
        ...

    def delete(self, review_id: str, *, acting: str) -> None:
        """Forget one. Raises NotFound."""
        ...


class ScenarioLibrary(Protocol):
    """The scenarios that can be rehearsed."""

    def all(self) -> list[Scenario]:
        """Every scenario, by scene, then difficulty."""
        ...

    def get(self, scenario_id: str) -> Scenario:
        """One scenario. Raises BadInput for an unknown id, naming those that exist."""
        ...
