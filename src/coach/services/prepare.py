"""Sheets for the morning before an interview: made, kept, told in another manner, and turned into a rehearsal."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from coach.domain.errors import BadInput
from coach.domain.preparation import Behind, Draft, Drafter, Preparation, Request, Sheet, Speech, chosen
from coach.domain.scenario import Scenario
from coach.domain.utterance import clean
from coach.ports import Quoter, Tagger

_LONGEST_NAME, _LONGEST_TASK, _LONGEST_TEXT = 40, 400, 20_000
_QUOTES = 5


class PreparationStore(Protocol):
    """Keeps sheets. Every call names who acts; nobody reaches another person's rows."""

    def keep(self, preparation: Preparation, *, acting: str) -> None:
        """Keep a sheet, in the place of one with the same id."""
        ...

    def get(self, preparation_id: str, *, acting: str) -> Preparation:
        """The sheet. Raises NotFound when there is none, or it is somebody else's."""
        ...

    def recent(self, *, acting: str, limit: int = 20) -> list[Preparation]:
        """The acting user's sheets, newest first."""
        ...

    def delete(self, preparation_id: str, *, acting: str) -> None:
        """Forget a sheet."""
        ...


class Caster(Protocol):
    """Makes a rehearsal of a sheet and keeps it."""

    def cast(self, preparation: Preparation) -> Scenario:
        """The scenario, kept; made anew when there is one already."""
        ...

    def forget(self, preparation_id: str) -> None:
        """Delete the scenario of a sheet, when there is one."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """Who writes, reads, quotes and casts."""

    drafter: Drafter
    tagger: Tagger
    quoter: Quoter
    caster: Caster


class PrepareService:
    """Makes sheets and keeps them."""

    def __init__(self, desk: Desk, store: PreparationStore, *, versions: Callable[[], Mapping[str, str]]) -> None:
        self._desk = desk
        self._store = store
        self._versions = versions

    def prepare(self, request: Request, *, acting: str) -> Preparation:
        """A new sheet, kept."""
        asked = cleaned(request)
        made = Preparation(
            uuid.uuid4().hex, acting, asked, self._sheet(asked), datetime.now(UTC), dict(self._versions())
        )
        self._store.keep(made, acting=acting)
        return made

    def retell(self, preparation_id: str, speech: Speech, *, acting: str) -> Preparation:
        """The same sheet in another manner of speech, kept under the same id."""
        there = self._store.get(preparation_id, acting=acting)
        asked = replace(there.request, speech=speech)
        told = replace(there, request=asked, sheet=self._sheet(asked), versions=dict(self._versions()))
        self._store.keep(told, acting=acting)
        return told

    def rehearse(self, preparation_id: str, *, acting: str) -> Scenario:
        """The sheet as a scenario that can be practised."""
        return self._desk.caster.cast(self._store.get(preparation_id, acting=acting))

    def delete(self, preparation_id: str, *, acting: str) -> None:
        """Forget a sheet and the scenario that was made of it."""
        self._store.get(preparation_id, acting=acting)  # somebody else's scenario stays
        self._desk.caster.forget(preparation_id)  # first: a sheet that is still there can be deleted again
        self._store.delete(preparation_id, acting=acting)

    def _sheet(self, request: Request) -> Sheet:
        draft = self._desk.drafter.draft(request)
        sheet = chosen(draft, lambda text: self._desk.tagger.tag(text, scene=request.scene))
        return replace(sheet, behind=self._behind(draft))

    def _behind(self, draft: Draft) -> tuple[Behind, ...]:
        """The quotes for the draft's topics, each once."""
        found: dict[str, Behind] = {}
        for section, topic in draft.topics:
            citation = self._desk.quoter.quote(topic)
            if citation and len(found) < _QUOTES:
                found.setdefault(citation.quote, Behind(section, citation))
        return tuple(found.values())


def cleaned(request: Request) -> Request:
    """What was typed, without what no text holds and what is more than a field takes."""
    return replace(
        request,
        name=_cleaned(request.name, _LONGEST_NAME),
        facts=_cleaned(request.facts, _LONGEST_TEXT),
        worries=_cleaned(request.worries, _LONGEST_TEXT),
        task=_cleaned(request.task, _LONGEST_TASK),
    )


def _cleaned(text: str, limit: int) -> str:
    try:
        return clean(text[:limit], limit=limit)
    except BadInput:  # nothing is left of it, and nothing may be typed
        return ""
