"""Questions with their answers, as they are kept."""

from dataclasses import dataclass
from datetime import datetime

from coach.domain.passage import Answer, Citation, Declined


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question of a conversation, and its answer.

    `question` is what was typed; `understood` is the question that was answered, readable without the earlier turns.
    `helpful` is None until the reader says.
    """

    id: str
    conversation: str
    question: str
    understood: str
    answer: Answer | Declined
    asked_at: datetime
    helpful: bool | None = None

    @property
    def answered(self) -> bool:
        """Whether the knowledge held an answer."""
        return isinstance(self.answer, Answer)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What the answer rests on; nothing for a refusal."""
        return self.answer.citations if isinstance(self.answer, Answer) else ()


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A stored question in plain fields. `question` can be read alone, also when it was a follow-up."""

    id: str
    question: str
    answered: bool
    answer: str
    citations: tuple[Citation, ...]
    helpful: bool | None
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation in a list: its first question, how many there are, and when the last was asked."""

    id: str
    first: str
    count: int
    last_at: datetime
