"""Where things are kept: one database, one store for each kind of thing, opened when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from coach.ports import DisputeStore, PracticeStore
from coach.settings import Settings

if TYPE_CHECKING:
    from coach.evaluation.store import RunStore
    from coach.storage.database import Database
    from coach.storage.llm import SqlConsentStore, SqlUsageStore


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
    def runs(self) -> "RunStore":
        """Keeps evaluations."""
        from coach.storage.runs import SqlRunStore

        return SqlRunStore(self.database)

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
