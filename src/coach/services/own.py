"""All of one's own records: how many there are, to take along, to delete."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from coach.domain.asked import Exchange
from coach.domain.commitment import Commitment
from coach.domain.debrief import Debrief
from coach.domain.own import Counts, Kind
from coach.domain.preparation import Preparation
from coach.domain.review import Review
from coach.domain.transcript import Practice
from coach.ports import CommitmentStore, Dispute, DisputeStore, PracticeStore, QuestionStore, ReviewStore
from coach.services.prepare import PreparationStore

_ALL = 1_000_000
"""More than anybody has."""


class OwnStore(Protocol):
    """Counts and deletes whole kinds of the acting user's records."""

    def counts(self, *, acting: str) -> Counts:
        """How many there are of each kind."""
        ...

    def delete(self, kinds: Iterable[Kind], *, acting: str) -> None:
        """Forget everything of these kinds: all of it or, when something fails, nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where the records stand."""

    practices: PracticeStore
    questions: QuestionStore
    reviews: ReviewStore
    preparations: PreparationStore
    commitments: CommitmentStore
    disputes: DisputeStore


@dataclass(frozen=True, slots=True)
class Everything:
    """All of one's own records; rehearsals with their look backs."""

    practices: tuple[tuple[Practice, Debrief], ...] = ()
    questions: tuple[Exchange, ...] = ()
    reviews: tuple[Review, ...] = ()
    preparations: tuple[Preparation, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    disputes: tuple[Dispute, ...] = ()


class OwnService:
    """The acting user's records as a whole."""

    def __init__(
        self,
        shelves: Shelves,
        store: OwnStore,
        *,
        debrief: Callable[[Practice], Debrief],
        uncast: Callable[[str], None] = lambda _preparation_id: None,
    ) -> None:
        """`uncast` deletes the scenario that was made of a sheet, when there is one."""
        self._shelves = shelves
        self._store = store
        self._debrief = debrief
        self._uncast = uncast

    def counts(self, *, acting: str) -> Counts:
        """How many there are of each kind."""
        return self._store.counts(acting=acting)

    def delete(self, kinds: Iterable[Kind], *, acting: str) -> None:
        """Forget everything of these kinds; with the sheets go the scenarios made of them."""
        named = tuple(kinds)
        if Kind.PREPARATIONS in named:
            for one in self._shelves.preparations.recent(acting=acting, limit=_ALL):
                self._uncast(one.id)
        self._store.delete(named, acting=acting)

    def rehearsals(self, *, acting: str) -> Iterable[tuple[Practice, Debrief]]:
        """Every rehearsal with its look back, newest first."""
        for practice in self._shelves.practices.recent(acting=acting, limit=_ALL):
            yield practice, self._debrief(practice)

    def everything(self, *, acting: str) -> Everything:
        """All of it, newest first; the questions of a conversation in their order."""
        kept = self._shelves
        return Everything(
            practices=tuple(self.rehearsals(acting=acting)),
            questions=tuple(
                exchange
                for talk in kept.questions.talks(acting=acting, limit=_ALL)
                for exchange in kept.questions.conversation(talk.id, acting=acting)
            ),
            reviews=tuple(
                kept.reviews.get(one.id, acting=acting) for one in kept.reviews.recent(acting=acting, limit=_ALL)
            ),
            preparations=tuple(kept.preparations.recent(acting=acting, limit=_ALL)),
            commitments=tuple(kept.commitments.all(acting=acting)),
            disputes=tuple(kept.disputes.all(acting=acting)),
        )
