"""The language model's books: calls, and consents. Every call only ever touches the acting user's rows."""

from datetime import datetime

from sqlalchemy import func, select

from coach.domain.usage import Choice, Usage
from coach.storage.database import Database
from coach.storage.tables import ConsentRow, UsageRow

_SAME = (
    "at",
    "purpose",
    "model",
    "session",
    "prompt_tokens",
    "completion_tokens",
    "cached_tokens",
    "estimated",
    "fault",
)


class SqlUsageStore:
    """`UsageStore` over SQLAlchemy."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, usage: Usage, *, acting: str) -> None:
        """Keep one call."""
        with self._database.session() as session:
            session.add(UsageRow(owner=acting, **{name: getattr(usage, name) for name in _SAME}))

    def tokens_since(self, moment: datetime, *, acting: str) -> int:
        """What the acting user has used since then."""
        total = func.coalesce(func.sum(UsageRow.prompt_tokens + UsageRow.completion_tokens), 0)
        with self._database.session() as session:
            found = session.scalar(select(total).where(UsageRow.owner == acting, UsageRow.at >= moment))
        return int(found or 0)

    def since(self, moment: datetime, *, acting: str) -> list[Usage]:
        """The acting user's calls since then, oldest first."""
        asked = select(UsageRow).where(UsageRow.owner == acting, UsageRow.at >= moment).order_by(UsageRow.id)
        with self._database.session() as session:
            return [Usage(**{name: getattr(row, name) for name in _SAME}) for row in session.scalars(asked)]


class SqlConsentStore:
    """`ConsentStore` over SQLAlchemy."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def choice(self, host: str, *, acting: str) -> Choice | None:
        """The acting user's choice for a destination."""
        with self._database.session() as session:
            row = session.get(ConsentRow, (acting, host))
            return Choice(row.host, row.allowed, row.at) if row else None

    def choose(self, choice: Choice, *, acting: str) -> None:
        """Keep a choice."""
        with self._database.session() as session:
            session.merge(ConsentRow(owner=acting, host=choice.host, allowed=choice.allowed, at=choice.at))
