"""Who reads, plays, comments, finds and answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from coach.domain.asked import Exchange
from coach.domain.felt_trust import FeltTrust
from coach.domain.labels import Scene, Tag
from coach.domain.note import Note
from coach.domain.passage import CONTEXT_BUDGET, Answer, Citation, Declined, Found, Passage
from coach.domain.transcript import Practice, Turn

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vector = npt.NDArray[np.float32]
else:
    Vector = Any  # numpy takes as long to import as a fifth of the app; only those who reckon need it
"""A unit vector of `Embedder.dimensions` numbers."""


class Embedder(Protocol):
    """Texts as unit vectors. Remembers the last texts, so that one turn embeds its utterance once."""

    @property
    def name(self) -> str:
        """Model and version; another name means another vector space."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    def query(self, text: str) -> Vector:
        """The vector of something a person said or asked."""
        ...

    def queries(self, texts: Sequence[str]) -> list[Vector]:
        """The vectors of many questions at once, in order."""
        ...

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        """The vectors of pieces of knowledge, in order."""
        ...


class Tagger(Protocol):
    """Reads an utterance."""

    def tag(self, utterance: str, before: Sequence[Turn] = (), *, scene: Scene | None = None) -> Tag:
        """The tag of `utterance`, said after the turns `before`."""
        ...


@dataclass(frozen=True, slots=True)
class Moment:
    """What a partner knows when it replies: the practice up to now, what was just said, and how it was felt."""

    practice: Practice
    say: str
    tag: Tag
    felt: FeltTrust


@dataclass(frozen=True, slots=True)
class Reply:
    """The subordinate's words. `line` names the bank entry, `revealed` counts the concern's steps that are out."""

    text: str
    line: str = ""
    revealed: int = 0
    engine: str = "local"
    fallback: str = ""


@runtime_checkable
class ForesightedTagger(Tagger, Protocol):
    """A tagger that is faster when it hears of many utterances beforehand."""

    def prepare(self, utterances: Sequence[str]) -> None:
        """These will be asked for next."""
        ...


class Partner(Protocol):
    """Plays the subordinate."""

    def reply(self, moment: Moment) -> Iterator[str | Reply]:
        """Pieces of text as they come, then, last, the whole `Reply`."""
        ...


class Adviser(Protocol):
    """Comments on an utterance."""

    def topic(self, moment: Moment) -> str | None:
        """What to look up in the knowledge for this comment; None when there is nothing to say."""
        ...

    def advise(self, moment: Moment, passages: Sequence[Passage]) -> Note:
        """The note, grounded in `passages`."""
        ...


class Commentary(Protocol):
    """What the coach makes of one utterance."""

    @property
    def tag(self) -> Tag:
        """The reading that counts."""
        ...

    @property
    def note(self) -> Note:
        """The comment."""
        ...


class Reading(Protocol):
    """A commentary on its way."""

    def result(self) -> Commentary:
        """Wait for it; what cannot be had in time is the local engine's."""
        ...


class Reader(Protocol):
    """Tags and comments beside the reply."""

    def start(self, moment: Moment, passages: Sequence[Passage]) -> Reading:
        """Begin; returns at once."""
        ...


class Answerer(Protocol):
    """Answers a free question."""

    def answer(self, question: str, found: Sequence[Found]) -> Answer | Declined:
        """An answer from the passages found, best first, or a polite refusal."""
        ...


@dataclass(frozen=True, slots=True)
class Asking:
    """How a question was put: as it was typed after the `earlier` turns (oldest first; none for a new question).

    `session` and `owner` say in which conversation and whose; they are counted, never sent.
    """

    typed: str = ""
    earlier: tuple[Exchange, ...] = ()
    session: str = ""
    owner: str = "local"


@runtime_checkable
class StreamingAnswerer(Protocol):
    """Answers while it is still writing, and can read the turns before."""

    def stream(self, question: str, found: Sequence[Found], asking: Asking) -> Iterator[str | Answer | Declined]:
        """Pieces that may be shown as they come, then, last, the whole, which counts.

        `question` can be read alone, also when it was a follow-up.
        """
        ...


class Retriever(Protocol):
    """Finds passages."""

    def find(self, question: str, *, budget: int = CONTEXT_BUDGET) -> list[Found]:
        """The passages that fit best, best first, at most `budget` characters in all."""
        ...


class Quoter(Protocol):
    """Finds the sentence of the knowledge behind a point."""

    def quote(self, topic: str) -> Citation | None:
        """The best sentence for `topic`; None when the knowledge has nothing near."""
        ...


class Masker(Protocol):
    """Puts placeholders (人物01, 連絡先01) where names and contact data stand; the same name, the same placeholder."""

    def mask(self, text: str) -> str:
        """The text with placeholders."""
        ...
