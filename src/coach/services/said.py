"""What a conversation has said already, so that nothing is said twice."""

import re
from collections.abc import Sequence

from coach.domain.asked import Exchange
from coach.domain.passage import Answer, Declined

_PLACE = re.compile(r"^（.*より）$")
_NOT_SAID = re.compile(r"[\W_]+")
_PIECES = re.compile(r"[。！？!?\n]+|(?<=\.)\s")


class Said:
    """The answers of a conversation. `passages` are the ids of all that were quoted, `last` of the last answer's."""

    def __init__(self, earlier: Sequence[Exchange]) -> None:
        answers = [one for one in earlier if one.citations]
        self.passages = frozenset(citation.passage_id for one in answers for citation in one.citations)
        self.last = frozenset(citation.passage_id for citation in answers[-1].citations) if answers else frozenset()
        quotes = [citation.quote for one in answers for citation in one.citations]
        self._text = _letters("".join([*(one.answer.text for one in answers), *quotes]))

    def contains(self, sentence: str) -> bool:
        """Whether a sentence was said, marks and spaces aside."""
        return _letters(sentence) in self._text

    def holds(self, answer: Answer | Declined) -> bool:
        """Whether an answer says nothing new. A refusal is never a repetition."""
        if isinstance(answer, Declined):
            return False
        lines = [line for line in answer.text.split("\n") if not _PLACE.match(line)]
        return all(self.contains(piece) for line in lines for piece in _PIECES.split(line))


def _letters(text: str) -> str:
    return _NOT_SAID.sub("", text)
