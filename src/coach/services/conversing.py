"""Conversations of questions: each is understood after the ones before, answered, and on disk before it is shown."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

from coach.domain.asked import Exchange
from coach.domain.utterance import MAX_QUESTION, clean
from coach.ports import QuestionStore
from coach.services.ask import AskService


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
        typed = clean(question, limit=MAX_QUESTION, what="質問")
        earlier = self._store.conversation(conversation, acting=acting) if conversation else ()
        understood, answer = self._ask.follow(typed, earlier)
        exchange = Exchange(
            id=uuid.uuid4().hex,
            # An id that nobody here has asked under is not taken over from an address.
            conversation=conversation if conversation and earlier else uuid.uuid4().hex,
            question=typed,
            understood=understood,
            answer=answer,
            asked_at=datetime.now(UTC),
        )
        self._store.add(exchange, acting=acting)
        return exchange
