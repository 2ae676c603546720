"""What would be sent for a text: the real faculties work on it over a model that writes down and sends nothing."""

import tempfile
from enum import StrEnum
from pathlib import Path

from coach.bootstrap import Coach, build
from coach.llm.engine import LlmEngine
from coach.llm.preview import Recorder, preview
from coach.llm.usage import MemoryUsage
from coach.settings import Settings

_USER = "local"


class Kind(StrEnum):
    """What the text is."""

    TURN = "turn"
    QUESTION = "question"
    TAG = "tag"


def would_send(settings: Settings, text: str, kind: Kind, *, scenario: str) -> list[str]:
    """The requests that the text would cause, as HTTP; none when it would not be sent. Needs no consent.

    Raises BadInput for an unusable text or an unknown scenario.
    """
    with tempfile.TemporaryDirectory(prefix="coach-show-") as folder:
        here, engine, recorder = _recording(settings, Path(folder))
        if kind is Kind.TURN:
            practice = here.scratch_practice()
            practice.turn(practice.begin(scenario, acting=_USER).id, text, acting=_USER)
        elif kind is Kind.QUESTION:
            here.ask.ask(text)
        else:
            from coach.domain.utterance import clean

            here.tagger.tag(clean(text))
        return [preview(engine, request) for request in recorder.requests]


def _recording(settings: Settings, folder: Path) -> tuple[Coach, LlmEngine, Recorder]:
    quiet = settings.model_copy(update={"embedding": "local"})
    if settings.embedding != "local":
        # The index belongs to the endpoint's vectors; asking it would send the text there.
        quiet = quiet.model_copy(update={"home": folder, "chroma_url": None})
    recorder = Recorder()
    engine = LlmEngine(settings, MemoryUsage(), model=recorder)
    here = build(quiet)
    here.llm = engine
    return here, engine, recorder
