"""The turn loop: an utterance is tagged, felt, answered, commented on, and on disk before it counts as said."""

import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from coach.domain.errors import BadInput
from coach.domain.felt_trust import step
from coach.domain.note import Note
from coach.domain.passage import Passage
from coach.domain.scenario import Scenario
from coach.domain.transcript import Practice, Turn
from coach.domain.utterance import clean
from coach.ports import Adviser, Moment, Partner, PracticeStore, Reader, Reply, Retriever, ScenarioLibrary, Tagger

_PASSAGES_FOR_A_NOTE = 800
"""Characters of knowledge that a note may rest on."""


@dataclass(frozen=True, slots=True)
class Faculties:
    """Who reads, plays, comments and finds."""

    tagger: Tagger
    partner: Partner
    adviser: Adviser
    retriever: Retriever
    reader: Reader | None = None
    """Tags and comments beside the reply, in place of the adviser; the tagger's tag steers the reply meanwhile."""


class PracticeService:
    """Rehearsals of the acting user."""

    def __init__(
        self, faculties: Faculties, scenarios: ScenarioLibrary, store: PracticeStore, *, versions: Mapping[str, str]
    ) -> None:
        self._faculties = faculties
        self._scenarios = scenarios
        self._store = store
        self._versions = versions

    def scenarios(self) -> list[Scenario]:
        """What can be rehearsed."""
        return self._scenarios.all()

    def begin(self, scenario_id: str, *, acting: str) -> Practice:
        """A new rehearsal, kept. Raises BadInput for an unknown scenario."""
        return self.begin_with(self._scenarios.get(scenario_id), acting=acting)

    def begin_with(self, scenario: Scenario, *, acting: str) -> Practice:
        """A new rehearsal of a scenario that need not be in the library."""
        practice = Practice(uuid.uuid4().hex, acting, scenario, datetime.now(UTC))
        self._store.add(practice)
        return practice

    def get(self, practice_id: str, *, acting: str) -> Practice:
        """The rehearsal as it stands on disk."""
        return self._store.get(practice_id, acting=acting)

    def recent(self, *, acting: str, limit: int = 20) -> list[Practice]:
        """The acting user's rehearsals, newest first."""
        return self._store.recent(acting=acting, limit=limit)

    def say(self, practice_id: str, utterance: str, *, acting: str, after: str | None = "head") -> Iterator[str | Turn]:
        """One turn: pieces of the reply as they come, then, saved, the whole turn.

        `after` is the turn to go on from: "head", another turn's id (a fork), or None for the opening.
        Raises BadInput for an unusable utterance or a rehearsal that has ended.
        """
        began = time.perf_counter()
        text = clean(utterance)
        practice = self._store.get(practice_id, acting=acting)
        if practice.ended_at is not None and after == "head":
            raise BadInput("この練習は終了しています。続けるには、新しい練習を始めてください。")
        if after != "head":
            practice = practice.at(after)
        moment = self._moment(practice, text)
        passages = self._passages(moment)
        reading = self._faculties.reader.start(moment, passages) if self._faculties.reader else None
        reply = None
        for piece in self._faculties.partner.reply(moment):
            if isinstance(piece, Reply):
                reply = piece
            else:
                yield piece
        assert reply is not None, "a partner ends with its Reply"
        if reading is None:
            note = self._faculties.adviser.advise(moment, passages)
        else:
            read = reading.result()
            note = read.note
            moment = replace(moment, tag=read.tag, felt=step(practice.felt(), read.tag, practice.scenario))
        turn = self._turn(moment, reply, note, began)
        self._store.add_turn(practice.id, turn, acting=acting)
        yield turn

    def turn(self, practice_id: str, utterance: str, *, acting: str, after: str | None = "head") -> Turn:
        """One turn, without the pieces."""
        *_, turn = self.say(practice_id, utterance, acting=acting, after=after)
        assert isinstance(turn, Turn)
        return turn

    def go_back(self, practice_id: str, turn_id: str | None, *, acting: str) -> Practice:
        """Continue from another turn of the tree."""
        self._store.move_head(practice_id, turn_id, acting=acting)
        return self._store.get(practice_id, acting=acting)

    def end(self, practice_id: str, *, acting: str) -> Practice:
        """Close the rehearsal; its debrief can be read from now on."""
        practice = self._store.get(practice_id, acting=acting)
        if practice.ended_at is None:
            practice = practice.ended(datetime.now(UTC))
            self._store.end(practice, acting=acting)
        return practice

    def delete(self, practice_id: str, *, acting: str) -> None:
        """Forget the rehearsal and all its turns."""
        self._store.delete(practice_id, acting=acting)

    def _moment(self, practice: Practice, text: str) -> Moment:
        path = practice.path()
        tag = self._faculties.tagger.tag(text, path, scene=practice.scenario.scene)
        return Moment(practice, text, tag, step(practice.felt(), tag, practice.scenario))

    def _passages(self, moment: Moment) -> list[Passage]:
        topic = self._faculties.adviser.topic(moment)
        found = self._faculties.retriever.find(topic, budget=_PASSAGES_FOR_A_NOTE) if topic else []
        return [one.passage for one in found]

    def _turn(self, moment: Moment, reply: Reply, note: Note, began: float) -> Turn:
        return Turn(
            id=uuid.uuid4().hex,
            parent=moment.practice.head,
            number=len(moment.practice.path()) + 1,
            say=moment.say,
            tag=moment.tag,
            felt_trust=moment.felt.value,
            stage=moment.felt.stage,
            reply=reply.text,
            note=note,
            revealed=reply.revealed,
            line=reply.line,
            engine=reply.engine,
            fallback=" ".join(dict.fromkeys(filter(None, (reply.fallback, getattr(note, "fallback", ""))))),
            ms=round((time.perf_counter() - began) * 1000, 1),
            versions=self._versions,
        )
