"""Masks names and contact data before they leave the machine, and puts them back in the reply."""

import re
from collections.abc import Iterator
from dataclasses import replace

from coach.llm.contacts import contacts
from coach.llm.model import ChatModel, Completion, Message, Request
from coach.llm.organisations import organisations
from coach.llm.people import known, people

_PERSON, _CONTACT, _ORGANISATION = _KINDS = ("人物", "連絡先", "組織")
_PLACEHOLDER = re.compile(f"({'|'.join(_KINDS)}) ?([0-9０-９]{{1,2}})")
"""Two digits are given out; models drop a zero or add a space now and then."""

_BEGINNING = re.compile(
    f"(?:{'|'.join(kind[:length] for kind in _KINDS for length in range(1, len(kind)))}"
    f"|(?:{'|'.join(_KINDS)}) ?[0-9０-９]?)$"
)
"""What may turn into a placeholder, or into another one, with the next piece of a stream."""

_MANY = 100


class Mask:
    """Which placeholder stands for what, in one request.

    Numbers follow the order of the messages, so a conversation that only grows keeps its numbers (and the provider's
    prompt cache).
    """

    def __init__(self, names: tuple[str, ...] = (), *, taken: frozenset[str] = frozenset()) -> None:
        self._names = names
        self._taken = taken
        self._of: dict[str, str] = {}
        self._back: dict[str, str] = {}
        for part in (part for name in names for part in name.split()):
            self._placeholder(_PERSON, part)

    def mask(self, text: str) -> str:
        """The text with placeholders."""
        for kind, spans in (
            (_CONTACT, contacts),
            (_PERSON, lambda text: known(text, self._names)),
            (_ORGANISATION, organisations),
            (_PERSON, people),
        ):
            out: list[str] = []
            at = 0
            for start, end in spans(text):
                if _PLACEHOLDER.search(text[start:end]):
                    continue
                out += [text[at:start], self._placeholder(kind, text[start:end])]
                at = end
            text = "".join([*out, text[at:]])
        return text

    def unmask(self, text: str) -> str:
        """The text with the names back; a placeholder that was never given out stays, for the guards to see."""
        return _PLACEHOLDER.sub(lambda match: self._back.get(_plain(match), match.group()), text)

    def unmask_pieces(self, pieces: Iterator[str | Completion]) -> Iterator[str | Completion]:
        """The same for a stream: what might be the beginning of a placeholder waits for the next piece."""
        waiting = ""
        for piece in pieces:
            if isinstance(piece, Completion):
                if waiting:
                    yield self.unmask(waiting)
                yield replace(piece, text=self.unmask(piece.text))
                return
            text = waiting + piece
            beginning = _BEGINNING.search(text)
            cut = beginning.start() if beginning else len(text)
            waiting = text[cut:]
            if cut:
                yield self.unmask(text[:cut])

    def _placeholder(self, kind: str, original: str) -> str:
        if original not in self._of:
            numbers = (f"{kind}{number:02d}" for number in range(1, _MANY))
            free = next((one for one in numbers if one not in self._taken and one not in self._back), None)
            if free is None:
                # More than anybody names in a talk; what is left over is hidden, and does not come back.
                return kind
            self._of[original] = free
            self._back[free] = original
        return self._of[original]


class MaskedChat:
    """`ChatModel` that never shows another one a name or an address."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model

    def run(self, request: Request) -> Iterator[str | Completion]:
        """The other model's pieces with the names back."""
        masked, mask = masked_request(request)
        yield from mask.unmask_pieces(self._model.run(masked))


def masked_request(request: Request) -> tuple[Request, Mask]:
    """The request as it leaves, and the mask that undoes it."""
    taken = frozenset(_plain(match) for one in request.messages for match in _PLACEHOLDER.finditer(one.text))
    mask = Mask(request.names, taken=taken)
    messages = tuple(Message(one.role, mask.mask(one.text)) for one in request.messages)
    return replace(request, messages=messages, names=()), mask


def redacted(text: str) -> str:
    """The text without names and contact data, for good: for what needs no way back (embeddings)."""
    for kind, spans in ((_CONTACT, contacts), (_ORGANISATION, organisations), (_PERSON, people)):
        for start, end in reversed(spans(text)):
            text = text[:start] + kind + text[end:]
    return text


def _plain(match: re.Match[str]) -> str:
    number = int(match.group(2))
    return f"{match.group(1)}{number:02d}"
