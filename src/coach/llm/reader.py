"""Tag and note in one structured call, made beside the reply: the first words never wait for it."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from coach.domain.labels import Tag
from coach.domain.note import Note
from coach.domain.passage import Passage
from coach.domain.scenario import Scenario
from coach.domain.words import SCENE
from coach.llm.citing import citations
from coach.llm.delimit import data, numbered, talk
from coach.llm.fault import Fault, ModelFailed
from coach.llm.markup import ADDRESS
from coach.llm.model import ChatModel, Message, Request, Role
from coach.llm.spoken import SpokenNote, SpokenTag, spoken
from coach.llm.structured import ask_object, list_in, list_of, object_schema, text_in
from coach.llm.tag_reading import TAG_FIELDS, hint, is_steering, read_tag
from coach.llm.tagger import TURNS_BEFORE
from coach.ports import Adviser, Moment, Tagger
from coach.prompts import render

_TEXT = {"type": "string"}
_SCHEMA = object_schema(
    **TAG_FIELDS,
    text=_TEXT,
    rephrase={"type": ["string", "null"]},
    quotes=list_of(object_schema(passage={"type": "integer"}, quote=_TEXT)),
)
_LONGEST_NOTE, _LONGEST_REPHRASE = 300, 400


@dataclass(frozen=True, slots=True)
class Commentary:
    """What the coach makes of one utterance."""

    tag: Tag
    note: Note


class Reading:
    """A commentary on its way."""

    def __init__(self, local: Commentary, patience: float) -> None:
        self._done = threading.Event()
        self._commentary = local
        self._local = local
        self._patience = patience

    def put(self, commentary: Commentary) -> None:
        """Hand it in."""
        self._commentary = commentary
        self._done.set()

    def result(self) -> Commentary:
        """The commentary; the local one, with the reason, when the model's does not come."""
        if not self._done.wait(self._patience):
            return fallen(self._local, ModelFailed(Fault.SILENT))
        return self._commentary


class LlmReader:
    """Reads and comments. The local adviser chooses what the note is about and gives a draft."""

    def __init__(
        self, model: ChatModel, local: tuple[Tagger, Adviser], *, examples: str, patience: float = 25.0
    ) -> None:
        self._model = model
        self._tagger, self._fallback = local
        self._patience = patience
        self._system = render("reading_system", labels=render("labels"), examples=examples)

    def start(self, moment: Moment, passages: Sequence[Passage]) -> Reading:
        """Begin; `moment` holds the local tag, `passages` what was found for the adviser's topic."""
        local = Commentary(moment.tag, self._fallback.advise(moment, passages))
        reading = Reading(local, self._patience)

        def work() -> None:
            try:
                reading.put(self._read(moment, passages, local))
            except ModelFailed as error:
                reading.put(fallen(local, error))
            except Exception:  # noqa: BLE001 (whatever went wrong, the turn is answered)
                reading.put(fallen(local, ModelFailed(Fault.INTERNAL)))

        threading.Thread(target=work, name="coach-llm-read", daemon=True).start()
        return reading

    def request(self, moment: Moment, passages: Sequence[Passage], draft: Note) -> Request:
        """What is asked."""
        practice = moment.practice
        turn = render(
            "reading_turn",
            scene=SCENE[practice.scenario.scene],
            facts=_facts(practice.scenario),
            before=talk(practice.path(), turns=TURNS_BEFORE),
            passages=numbered(passages),
            say=data("発話", moment.say),
            hint=hint(moment.tag),
            draft=" ".join(filter(None, (draft.text, draft.rephrase and f"言い換え：{draft.rephrase}"))) or "（なし）",
        )
        return Request(
            "reading",
            (Message(Role.SYSTEM, self._system), Message(Role.USER, turn)),
            schema=_SCHEMA,
            pieces=True,  # nobody sees them, but silence is noticed as early as in the reply beside it
            session=practice.id,
            owner=practice.owner,
            names=(practice.scenario.persona.name,),
        )

    def _harmless(self, moment: Moment, note: Note, draft: Note) -> Note:
        """The note without a rewording that the local tagger reads as harmful; the draft's in its place."""
        if not note.rephrase or note.rephrase == draft.rephrase:
            return note
        scene = moment.practice.scenario.scene
        flags = self._tagger.tag(note.rephrase, moment.practice.path(), scene=scene).flags
        return replace(note, rephrase=draft.rephrase) if flags else note

    def _read(self, moment: Moment, passages: Sequence[Passage], local: Commentary) -> Commentary:
        if is_steering(moment.say):
            raise ModelFailed(Fault.STEERED)
        return ask_object(
            self._model,
            self.request(moment, passages, local.note),
            lambda value: Commentary(
                read_tag(value, moment.say, moment.tag),
                self._harmless(moment, read_note(value, passages, local.note), local.note),
            ),
        )


class LlmAdviser:
    """`Adviser` over the reader, for whoever wants the note alone."""

    def __init__(self, reader: LlmReader, fallback: Adviser) -> None:
        self._reader = reader
        self._fallback = fallback

    def topic(self, moment: Moment) -> str | None:
        """What to look up: the local adviser's choice, which is the same for the same tags."""
        return self._fallback.topic(moment)

    def advise(self, moment: Moment, passages: Sequence[Passage]) -> Note:
        """The note. Where nothing useful can be said the model is not asked."""
        if self._fallback.topic(moment) is None:
            return self._fallback.advise(moment, passages)
        return self._reader.start(moment, passages).result().note


def read_note(value: dict[str, Any], passages: Sequence[Passage], draft: Note) -> Note:
    """The note in `value`; the draft where there is none, or none that could be shown with a source."""
    text = text_in(value, "text")
    cited = citations(list_in(value, "quotes"), passages) or draft.citations
    if not text or not cited or len(text) > _LONGEST_NOTE or ADDRESS.search(text):
        return spoken(SpokenNote, draft)  # type: ignore[no-any-return]
    rephrase = text_in(value, "rephrase").strip("「」") or None
    if rephrase and (len(rephrase) > _LONGEST_REPHRASE or ADDRESS.search(rephrase)):
        rephrase = draft.rephrase
    return SpokenNote(text, rephrase, cited, draft.advice, engine="llm")


def fallen(local: Commentary, error: ModelFailed) -> Commentary:
    """The local commentary, with the reason why it is that."""
    return Commentary(
        spoken(SpokenTag, local.tag, fallback=error.reason), spoken(SpokenNote, local.note, fallback=error.reason)
    )


def _facts(scenario: Scenario) -> str:
    return "\n".join(f"- {fact.label}：{fact.value}" for fact in scenario.facts) or "（なし）"
