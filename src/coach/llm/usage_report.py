"""What the model cost, added up: by day, by purpose, by rehearsal and turn, by conversation and question."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Protocol

from coach.domain.errors import NotFound
from coach.domain.usage import Usage
from coach.ports import PracticeStore, QuestionStore

PURPOSE = {
    "partner": "部下役の返事",
    "reading": "分類と助言",
    "prepare": "準備シート",
    "tag": "分類",
    "answer": "質問への答え",
    "speech": "音声の文字起こし",
    "embedding": "埋め込み",
}

_ANSWER = "answer"
_SESSIONS = 20
"""Rehearsals and conversations that a report names."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Calls and tokens. `estimated` counts the calls whose tokens the endpoint did not tell."""

    calls: int = 0
    failed: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0
    estimated: int = 0

    @property
    def tokens(self) -> int:
        """Both directions."""
        return self.prompt_tokens + self.completion_tokens


@dataclass(frozen=True, slots=True)
class SessionSum:
    """One rehearsal, or one conversation of questions, whose turns are its questions.

    `turns` is None when it was deleted since, or began before the days of the report.
    """

    session: str
    last_at: datetime
    total: Sum
    turns: int | None = None
    questions: bool = False

    @property
    def tokens_a_turn(self) -> float | None:
        """Tokens a turn, on average."""
        return self.total.tokens / self.turns if self.turns else None

    @property
    def calls_a_turn(self) -> float | None:
        """Calls a turn, on average."""
        return self.total.calls / self.turns if self.turns else None


@dataclass(frozen=True, slots=True)
class UsageReport:
    """Everything that the command and the settings page show."""

    today: Sum
    whole: Sum
    days: Mapping[str, Sum]
    purposes: Mapping[str, Sum]
    sessions: tuple[SessionSum, ...]
    daily_limit: int | None = None

    @property
    def left(self) -> int | None:
        """Tokens that may still be used today; None without a limit."""
        return None if self.daily_limit is None else max(0, self.daily_limit - self.today.tokens)


def add_up(rows: Iterable[Usage]) -> Sum:
    """The sum of calls."""
    kept = list(rows)
    return Sum(
        calls=len(kept),
        failed=sum(one.fault is not None for one in kept),
        prompt_tokens=sum(one.prompt_tokens for one in kept),
        completion_tokens=sum(one.completion_tokens for one in kept),
        cached_tokens=sum(one.cached_tokens for one in kept),
        estimated=sum(one.estimated for one in kept),
    )


def report(
    rows: Iterable[Usage],
    *,
    turns: Callable[[str], int | None],
    now: datetime,
    daily_limit: int | None = None,
) -> UsageReport:
    """The figures, newest day and rehearsal first; days are those of `now`'s zone.

    `turns` counts the turns of a session. It is asked for the newest sessions only, and only those are shown.
    """
    kept = sorted(rows, key=lambda one: one.at, reverse=True)
    days = _grouped(kept, lambda one: one.at.astimezone(now.tzinfo).date().isoformat())
    sessions = _grouped((one for one in kept if one.session), lambda one: one.session)
    return UsageReport(
        today=add_up(days.get(now.date().isoformat(), [])),
        whole=add_up(kept),
        days={day: add_up(each) for day, each in days.items()},
        purposes={name: add_up(each) for name, each in _grouped(kept, lambda one: one.purpose).items()},
        sessions=tuple(
            SessionSum(name, each[0].at, add_up(each), turns(name), all(one.purpose == _ANSWER for one in each))
            for name, each in islice(sessions.items(), _SESSIONS)
        ),
        daily_limit=daily_limit,
    )


class Book(Protocol):
    """What holds the calls."""

    def since(self, moment: datetime, *, acting: str) -> list[Usage]:
        """The acting user's calls since then."""
        ...


@dataclass(frozen=True, slots=True)
class Talks:
    """Where the turns are counted that the calls were made for."""

    practices: PracticeStore
    questions: QuestionStore

    def turns(self, session: str, *, since: datetime, acting: str) -> int | None:
        """The turns of a rehearsal, or the questions of a conversation, all of them asked since then; else None."""
        asked = [one.asked_at for one in self.questions.conversation(session, acting=acting)]
        if asked:
            return len(asked) if min(asked) >= since else None
        try:
            practice = self.practices.get(session, acting=acting)
        except NotFound:
            return None
        return len(practice.turns) if practice.started_at >= since else None


def last_days(days: int, book: Book, talks: Talks, *, daily_limit: int | None, acting: str) -> UsageReport:
    """The report over the last days, today included."""
    now = datetime.now().astimezone()
    first = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days - 1)
    return report(
        book.since(first, acting=acting),
        turns=lambda session: talks.turns(session, since=first, acting=acting),
        now=now,
        daily_limit=daily_limit,
    )


def _grouped(rows: Iterable[Usage], key: Callable[[Usage], str]) -> dict[str, list[Usage]]:
    found: dict[str, list[Usage]] = {}
    for one in rows:
        found.setdefault(key(one), []).append(one)
    return found
