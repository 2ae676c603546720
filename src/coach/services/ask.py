"""Free questions."""

from coach.domain.passage import Answer, Declined
from coach.domain.utterance import MAX_QUESTION, clean
from coach.ports import Answerer, Retriever


class AskService:
    """Answers from the knowledge, or says that it does not hold the answer."""

    def __init__(self, retriever: Retriever, answerer: Answerer) -> None:
        self._retriever = retriever
        self._answerer = answerer

    def ask(self, question: str) -> Answer | Declined:
        """The answer to `question`. Raises BadInput for an empty or too long one."""
        text = clean(question, limit=MAX_QUESTION, what="質問")
        return self._answerer.answer(text, self._retriever.find(text))
