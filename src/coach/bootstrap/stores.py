"""Where things are kept: one database, one store for each kind of thing, opened when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from coach.ports import CommitmentStore, DisputeStore, PracticeStore, QuestionStore, ReviewStore
from coach.settings import Settings

if TYPE_CHECKING:
    from coach.evaluation.store import RunStore
    from coach.services.prepare import PreparationStore
    from coach.storage.database import Database
    from coach.storage.llm import SqlConsentStore, SqlUsageStore
    from coach.storage.own import SqlOwnStore
    from coach.storage.practised import SqlPractisedStore


class Stores:
    """The database and the stores in it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def database(self) -> "Database":
        """The migrated database."""
        from coach.storage.database import Database

        return Database(self.settings.database)

    @cached_property
    def practices(self) -> PracticeStore:
        """Keeps rehearsals."""
        from coach.storage.practices import SqlPracticeStore

        return SqlPracticeStore(self.database)

    @cached_property
    def disputes(self) -> DisputeStore:
        """Keeps readers' other opinions."""
        from coach.storage.disputes import SqlDisputeStore

        return SqlDisputeStore(self.database)

    @cached_property
    def questions(self) -> QuestionStore:
        """Keeps questions with their answers."""
        from coach.storage.questions import SqlQuestionStore

        return SqlQuestionStore(self.database)

    @cached_property
    def commitments(self) -> CommitmentStore:
        """Keeps what people set out to do."""
        from coach.storage.commitments import SqlCommitmentStore

        return SqlCommitmentStore(self.database)

    @cached_property
    def reviews(self) -> ReviewStore:
        """Keeps real conversations that were looked back on."""
        from coach.storage.reviews import SqlReviewStore

        return SqlReviewStore(self.database)

    @cached_property
    def runs(self) -> "RunStore":
        """Keeps evaluations."""
        from coach.storage.runs import SqlRunStore

        return SqlRunStore(self.database)

    @cached_property
    def practised(self) -> "SqlPractisedStore":
        """Everybody's rehearsals, as aggregates only."""
        from coach.storage.practised import SqlPractisedStore

        return SqlPractisedStore(self.database)

    @cached_property
    def preparations(self) -> "PreparationStore":
        """Keeps sheets made before an interview."""
        from coach.storage.preparations import SqlPreparationStore

        return SqlPreparationStore(self.database)

    @cached_property
    def owned(self) -> "SqlOwnStore":
        """Everything of one person at once."""
        from coach.storage.own import SqlOwnStore

        return SqlOwnStore(self.database)

    @cached_property
    def usage(self) -> "SqlUsageStore":
        """What the model cost."""
        from coach.storage.llm import SqlUsageStore

        return SqlUsageStore(self.database)

    @cached_property
    def consents(self) -> "SqlConsentStore":
        """Who agreed to what."""
        from coach.storage.llm import SqlConsentStore

        return SqlConsentStore(self.database)
