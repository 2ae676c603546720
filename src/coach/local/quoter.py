"""Quotes for fixed points: looked up once per topic."""

from functools import lru_cache

from coach.domain.passage import Citation
from coach.local.adviser import quote_for
from coach.ports import Retriever

_BUDGET = 800


class LocalQuoter:
    """`Quoter` over a retriever; remembers the topics, which are few and fixed."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._remembered = lru_cache(maxsize=128)(self._look_up)

    def quote(self, topic: str) -> Citation | None:
        """The best sentence for `topic`."""
        return self._remembered(topic)

    def _look_up(self, topic: str) -> Citation | None:
        return quote_for(topic, [found.passage for found in self._retriever.find(topic, budget=_BUDGET)])
