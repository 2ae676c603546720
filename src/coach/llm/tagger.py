"""Utterances read by a model, with the local reading as a hint and as the fallback."""

import threading
from collections import OrderedDict
from collections.abc import Sequence

from coach.domain.labels import Scene, Tag
from coach.domain.transcript import Turn
from coach.domain.words import SCENE
from coach.llm.delimit import data, talk
from coach.llm.fault import Fault, ModelFailed
from coach.llm.model import ChatModel, Message, Request, Role
from coach.llm.spoken import SpokenTag, spoken
from coach.llm.structured import ask_object, object_schema
from coach.llm.tag_reading import TAG_FIELDS, hint, is_steering, read_tag
from coach.ports import Tagger
from coach.prompts import render

TURNS_BEFORE = 3
_REMEMBERED = 512


class LlmTagger:
    """`Tagger` over a model. Within a process the same utterance after the same talk gets the same tag."""

    def __init__(self, model: ChatModel, fallback: Tagger, *, examples: str) -> None:
        self._model = model
        self._fallback = fallback
        self._system = render("tag_system", labels=render("labels"), examples=examples)
        self._remembered: OrderedDict[tuple[str, ...], SpokenTag] = OrderedDict()
        self._lock = threading.Lock()

    def tag(self, utterance: str, before: Sequence[Turn] = (), *, scene: Scene | None = None) -> Tag:
        """The model's tag, or the local one with the reason why."""
        local = self._fallback.tag(utterance, before, scene=scene)
        key = (utterance, scene.value if scene else "", *(turn.say for turn in before[-TURNS_BEFORE:]))
        with self._lock:
            if key in self._remembered:
                return self._remembered[key]
        try:
            tag = self._asked(utterance, before, scene=scene, local=local)
        except ModelFailed as error:
            fallen: Tag = spoken(SpokenTag, local, fallback=error.reason)
            return fallen
        with self._lock:
            self._remembered[key] = tag
            while len(self._remembered) > _REMEMBERED:
                self._remembered.popitem(last=False)
        return tag

    def _asked(self, utterance: str, before: Sequence[Turn], *, scene: Scene | None, local: Tag) -> SpokenTag:
        if is_steering(utterance):
            raise ModelFailed(Fault.STEERED)
        request = self.request(utterance, before, scene=scene, local=local)
        return ask_object(self._model, request, lambda value: read_tag(value, utterance, local))

    def request(self, utterance: str, before: Sequence[Turn], *, scene: Scene | None, local: Tag) -> Request:
        """What is asked."""
        turn = render(
            "tag_turn",
            scene=SCENE[scene] if scene else "（不明）",
            before=talk(before, turns=TURNS_BEFORE),
            say=data("発話", utterance),
            hint=hint(local),
        )
        return Request(
            "tag",
            (Message(Role.SYSTEM, self._system), Message(Role.USER, turn)),
            schema=object_schema(**TAG_FIELDS),
            pieces=True,
        )
