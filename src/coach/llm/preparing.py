"""A sheet written by a model: every sentence is checked by code, and stands before the local one, never in its place."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from coach.domain.preparation import Draft, Drafter, Offer, OfferedReaction, Speech, called
from coach.domain.preparation import Request as Asked
from coach.domain.words import SCENE
from coach.japanese import normalise
from coach.llm.delimit import data
from coach.llm.fault import Fault, ModelFailed
from coach.llm.model import ChatModel, Message, Request, Role
from coach.llm.people import people
from coach.llm.structured import ask_object, list_in, list_of, object_schema, text_in
from coach.llm.tag_reading import is_steering
from coach.prompts import render

_TEXT = {"type": "string"}
_SCHEMA = object_schema(
    facts=list_of(object_schema(text=_TEXT, source=_TEXT)),
    messages=list_of(object_schema(text=_TEXT, source=_TEXT)),
    replies=list_of(object_schema(sign=_TEXT, text=_TEXT)),
)
_SPEECH = {Speech.POLITE: "です・ます", Speech.PLAIN: "くだけた言い方（です・ますを使わない）"}
_LONGEST, _LONGEST_WORRIES = 200, 2_000
_FIGURES = re.compile(
    r"\d+(?:[.,]\d+)*|[一二三四五六七八九十百千万億]+(?=[件名人回社台本枚割％%円点度日年歳]|時間|か月|ヶ月|週)"
)
_ORDINARY = frozenset({"一人", "一日", "一度", "一回", "一年", "一件", "二人"})
_ADDRESS = re.compile(r"https?:|www\.|@|[<>{}\[\]|`#]")
_POLITE_END = re.compile(r"(?:です|ます|ました|ません|ください|でしょう|ましょう|でした)(?:か|ね|よ)*[。！？!?]*$")


class LlmDrafter:
    """`Drafter` over a model and another drafter, whose wordings stay behind the model's."""

    def __init__(self, model: ChatModel, local: Drafter) -> None:
        self._model = model
        self._local = local

    def draft(self, request: Asked) -> Draft:
        """The draft; the local one, with the reason, where the model gave nothing usable."""
        local = self._local.draft(request)
        if is_steering(request.worries):
            return replace(local, fallback=ModelFailed(Fault.STEERED).reason)
        try:
            return ask_object(self._model, asked(request, local), lambda value: merged(value, request, local))
        except ModelFailed as error:
            return replace(local, fallback=error.reason)
        except Exception:  # noqa: BLE001 (whatever went wrong, there is a sheet)
            return replace(local, fallback=ModelFailed(Fault.INTERNAL).reason)


def asked(request: Asked, local: Draft) -> Request:
    """What is asked. Notes that the local draft holds back are not sent."""
    turn = render(
        "prepare_turn",
        scene=SCENE[request.scene],
        you=called(request.name) or "あなた",
        task=request.task[:100] or "（なし）",
        facts=data("事実", "\n".join(_sources(local)) or "（なし）"),
        worries=data("気がかり", request.worries[:_LONGEST_WORRIES] or "（なし）"),
        reactions="\n".join(f"- {one.sign}" for one in local.reactions[:6]),
        draft="\n".join(f"- {one.wordings[0]}" for one in (*local.facts, *local.messages) if one.wordings),
    )
    system = render("prepare_system", speech=_SPEECH[local.speech])
    messages = (Message(Role.SYSTEM, system), Message(Role.USER, turn))
    return Request("prepare", messages, schema=_SCHEMA, pieces=True, names=tuple(filter(None, (request.name,))))


def merged(value: dict[str, Any], request: Asked, local: Draft) -> Draft:
    """The local draft with the model's sentences first, as far as they hold. Raises ModelFailed when none does."""
    check = Grounded(request, local)
    facts = [one for one in _offers(list_in(value, "facts"), check) if one.source]
    messages = _offers(list_in(value, "messages"), check)
    replies = {
        text_in(one, "sign"): text_in(one, "text")
        for one in list_in(value, "replies")
        if isinstance(one, dict) and check.allows(text_in(one, "text"))
    }
    if not facts and not messages and not replies:
        raise ModelFailed(Fault.BAD_JSON)
    return replace(
        local,
        facts=_before(facts, local.facts),
        messages=(*messages, *local.messages),
        reactions=tuple(_with_reply(one, replies.get(one.sign)) for one in local.reactions),
        engine="llm",
    )


class Grounded:
    """The test for the sentences of one sheet: nothing in them that was not typed, and the manner that was wanted."""

    def __init__(self, request: Asked, local: Draft) -> None:
        self.sources = _sources(local)
        self._typed = normalise("\n".join((*self.sources, request.worries, request.task, called(request.name))))
        self._figures = {_plain(one) for one in _FIGURES.findall(self._typed)}
        self._speech = local.speech

    def allows(self, text: str) -> bool:
        """Whether a sentence may be offered."""
        if not 4 <= len(text) <= _LONGEST or "\n" in text or _ADDRESS.search(normalise(text)):
            return False
        if not self.figures_typed(text) or any(normalise(text[a:b]) not in self._typed for a, b in people(text)):
            return False
        return bool(_POLITE_END.search(text)) is (self._speech is Speech.POLITE)

    def figures_typed(self, text: str) -> bool:
        """Whether every figure in it was typed."""
        found = {_plain(one) for one in _FIGURES.findall(normalise(text)) if not _is_ordinary(one, text)}
        return found <= self._figures


def _is_ordinary(figure: str, text: str) -> bool:
    return any(word.startswith(figure) and word in text for word in _ORDINARY)


def _plain(figure: str) -> str:
    bare = figure.replace(",", "")
    return str(int(bare)) if bare.isdecimal() else bare


def _sources(local: Draft) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.source for one in (*local.facts, *local.messages) if one.source))


def _offers(found: Sequence[Any], check: Grounded) -> list[Offer]:
    """The sentences that hold; a source that was not typed is none, and a figure must stand in the sentence's own."""
    offers = []
    for one in found:
        if not isinstance(one, dict):
            continue
        text, source = text_in(one, "text"), text_in(one, "source")
        if check.allows(text):
            offers.append(Offer((text,), source if source in check.sources else ""))
    return offers


def _before(written: Sequence[Offer], local: Sequence[Offer]) -> tuple[Offer, ...]:
    """Each local offer with the model's wording first, when that keeps the figures of the line it rests on."""
    of = {one.source: one.wordings for one in reversed(written) if _keeps(one)}
    return tuple(replace(one, wordings=(*of.get(one.source, ()), *one.wordings)) for one in local)


def _keeps(offer: Offer) -> bool:
    figures = [
        {_plain(one) for one in re.findall(r"\d+", normalise(text))} for text in (offer.wordings[0], offer.source)
    ]
    return figures[0] == figures[1]


def _with_reply(reaction: OfferedReaction, text: str | None) -> OfferedReaction:
    if not text:
        return reaction
    return replace(reaction, reply=replace(reaction.reply, wordings=(text, *reaction.reply.wordings)))
