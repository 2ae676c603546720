"""The two engines, the knowledge and what they are made from: the place where an adapter is chosen for each faculty."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coach.bootstrap.stores import Stores
from coach.ports import Answerer, Embedder, Partner, Retriever, Tagger
from coach.settings import shipped

if TYPE_CHECKING:
    from coach.llm.consent import Standing
    from coach.llm.engine import LlmEngine, LocalFaculties
    from coach.llm.usage_report import UsageReport
    from coach.local.second_reader import SecondReader
    from coach.local.tagger import LocalTagger
    from coach.retrieval.index import KnowledgeIndex
    from coach.retrieval.retriever import HybridRetriever
    from coach.services.practice import Faculties
    from coach.storage.scenarios import YamlScenarioLibrary

_USER = "local"
"""Who acts until there is a login."""


def _utterances() -> Path:
    return shipped("eval") / "utterances"


class Engines(Stores):
    """Who reads, plays, comments, finds and answers."""

    @cached_property
    def embedder(self) -> Embedder:
        """Texts as vectors."""
        if self.settings.embedding.startswith("openai:") and self.standing == "allowed":
            from coach.llm.embedding import OpenAiEmbedder
            from coach.llm.usage import Meter

            return OpenAiEmbedder(self.settings, Meter(self.usage, name=self.settings.embedding))
        return self.local_embedder

    @cached_property
    def local_embedder(self) -> Embedder:
        """The bundled vectors: the local tagger and partner were trained on them."""
        from coach.retrieval.embedding import LocalEmbedder

        return LocalEmbedder()

    @cached_property
    def second_reader(self) -> "SecondReader":
        """The sentence model adjusted for utterances; tagger and partner share what it has read."""
        from coach.local.second_reader import SecondReader

        return SecondReader()

    @cached_property
    def local_tagger(self) -> "LocalTagger":
        """Reads utterances without a model."""
        from coach.local.tagger import LocalTagger

        return LocalTagger(self.local_embedder, self.second_reader)

    @cached_property
    def local(self) -> "LocalFaculties":
        """What answers where no model does."""
        from coach.llm.engine import LocalFaculties
        from coach.local.adviser import LocalAdviser
        from coach.local.exchanges import Exchanges, read_exchanges
        from coach.local.partner import LocalPartner
        from coach.local.responses import read_shared
        from coach.local.topics import Topics

        topics = Topics(self.local_embedder, self.settings.home / "cues")
        responses = shipped("knowledge") / "responses"
        exchanges = Exchanges(read_exchanges(responses / "exchanges"), self.local_embedder, self.second_reader)
        partner = LocalPartner(topics, exchanges, read_shared(responses))
        adviser = LocalAdviser(self.local_tagger)
        return LocalFaculties(self.local_tagger, partner, adviser)

    @property
    def standing(self) -> "Standing":
        """Whether a model may be used: off, ask, allowed, denied."""
        from coach.llm.consent import Standing, standing

        if not self.settings.speaks_with_llm:
            return Standing.OFF  # without opening the database
        return standing(self.settings, self.consents, acting=_USER)

    @cached_property
    def llm(self) -> "LlmEngine | None":
        """The model, when one is set up and may be used. After a new choice build a new Coach."""
        if self.standing != "allowed":
            return None
        from coach.llm.engine import LlmEngine

        engine = LlmEngine(self.settings, self.usage)
        engine.warm()
        return engine

    def usage_report(self, days: int = 30) -> "UsageReport":
        """What the model cost in the last days."""
        from coach.llm.usage_report import Talks, last_days

        limit = self.settings.llm_daily_tokens
        talks = Talks(self.practices, self.questions)
        return last_days(days, self.usage, talks, daily_limit=limit, acting=_USER)

    def choose(self, *, allowed: bool) -> "Standing":
        """Keep whether text may be sent to the endpoint; what holds from now on, for a Coach built anew."""
        from coach.llm.consent import choose

        return choose(self.settings, self.consents, allowed=allowed, acting=_USER)

    @cached_property
    def tagger(self) -> Tagger:
        """Reads utterances."""
        return self.llm.tagger(self.local, _utterances()) if self.llm else self.local_tagger

    @cached_property
    def knowledge(self) -> "KnowledgeIndex":
        """The index, filled with the shipped handbook if nothing was ingested yet."""
        index = self.bare_knowledge
        index.ensure([shipped("knowledge")])
        return index

    @cached_property
    def bare_knowledge(self) -> "KnowledgeIndex":
        """The index as it is."""
        from coach.retrieval.index import KnowledgeIndex
        from coach.retrieval.remembering import RememberingEmbedder

        return KnowledgeIndex(self.settings, RememberingEmbedder(self.embedder, self.settings.home / "knowledge"))

    def knowledge_of(self, paths: Sequence[Path], home: Path) -> "tuple[HybridRetriever, KnowledgeIndex]":
        """An index of these documents alone, below `home`: what training asks its questions."""
        from coach.retrieval.index import KnowledgeIndex
        from coach.retrieval.retriever import HybridRetriever

        index = KnowledgeIndex(self.settings.model_copy(update={"home": home, "chroma_url": None}), self.embedder)
        index.ingest(paths, replace=True)
        return HybridRetriever(index=index), index

    @cached_property
    def retriever(self) -> Retriever:
        """Finds passages."""
        from coach.retrieval.retriever import HybridRetriever

        return HybridRetriever(index=self.knowledge)

    @cached_property
    def answerer(self) -> Answerer:
        """Answers free questions."""
        from coach.local.answerer import LocalAnswerer

        local = LocalAnswerer(self.embedder, self.knowledge)
        return self.llm.answerer(local) if self.llm else local

    @cached_property
    def scenarios(self) -> "YamlScenarioLibrary":
        """What can be rehearsed: the shipped scenarios, and one's own below COACH_HOME."""
        from coach.storage.scenarios import YamlScenarioLibrary

        return YamlScenarioLibrary(shipped("knowledge") / "scenarios", self.settings.home / "scenarios")

    @cached_property
    def partner(self) -> Partner:
        """Plays the subordinate."""
        return self.llm.partner(self.local) if self.llm else self.local.partner

    @cached_property
    def faculties(self) -> "Faculties":
        """Who reads, plays, comments and finds."""
        from coach.services.practice import Faculties

        reader = self.llm.reader(self.local, _utterances()) if self.llm else None
        return Faculties(self.local_tagger, self.partner, self.local.adviser, self.retriever, reader)
