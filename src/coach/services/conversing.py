"""Conversations of questions: each is understood after the ones before, answered, and on disk before it is shown."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from coach.domain.asked import Exchange
from coach.domain.utterance import MAX_QUESTION, clean
from coach.ports import Asking, QuestionStore
from coach.services.ask import Answered, AskService


class ConversingService:
    """Questions of the acting user, one after another."""

    def __init__(self, ask: AskService, store: QuestionStore) -> None:
        self._ask = ask
        self._store = store

    def conversation(self, conversation_id: str, *, acting: str) -> Sequence[Exchange]:
        """The exchanges so far, oldest first; none for an unknown one or somebody else's."""
        return self._store.conversation(conversation_id, acting=acting)

    def ask(self, question: str, *, acting: str, conversation: str | None = None) -> Exchange:
        """One more question, answered and kept; without `conversation` a new one begins. Raises BadInput."""
        *_, last = self.asking(question, acting=acting, conversation=conversation)
        assert isinstance(last, Exchange)
        return last

    def asking(self, question: str, *, acting: str, conversation: str | None = None) -> Iterator[str | Exchange]:
        """`ask` while the answer is written: what may be shown by now, each time all of it, then, kept, the exchange.

        Where the kept answer differs from what was shown, it counts.
        """
        typed = clean(question, limit=MAX_QUESTION, what="質問")
        earlier = self._store.conversation(conversation, acting=acting) if conversation else ()
        # An id that nobody here has asked under is not taken over from an address.
        session = conversation if conversation and earlier else uuid.uuid4().hex
        for told in self._ask.following(typed, Asking(earlier=tuple(earlier), session=session, owner=acting)):
            if isinstance(told, Answered):
                exchange = Exchange(uuid.uuid4().hex, session, typed, told.understood, told.answer, datetime.now(UTC))
                self._store.add(exchange, acting=acting)
                yield exchange
            else:
                yield told
