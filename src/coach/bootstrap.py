"""The only place that chooses adapters. Everything is made when it is first used, so that a small command stays fast."""

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from coach.ports import Answerer, DisputeStore, Embedder, PracticeStore, Retriever, ScenarioLibrary
from coach.settings import Settings, shipped

if TYPE_CHECKING:
    from coach.local.partner import LocalPartner
    from coach.local.tagger import LocalTagger
    from coach.retrieval.index import KnowledgeIndex
    from coach.retrieval.retriever import HybridRetriever
    from coach.services.ask import AskService
    from coach.services.debriefing import DebriefingService
    from coach.services.practice import Faculties, PracticeService
    from coach.services.review import ReviewService
    from coach.storage.database import Database

_SILENT = {
    "ANONYMIZED_TELEMETRY": "False",
    "RAGAS_DO_NOT_TRACK": "true",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
}
"""Nothing that managers type may leave the machine unasked, so the libraries' telemetry is off."""


class Coach:
    """The faculties, services and stores of one process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def embedder(self) -> Embedder:
        """Texts as vectors."""
        from coach.retrieval.embedding import LocalEmbedder

        return LocalEmbedder()

    @cached_property
    def tagger(self) -> "LocalTagger":
        """Reads utterances."""
        from coach.local.tagger import LocalTagger

        return LocalTagger(self.embedder)

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

        return KnowledgeIndex(self.settings, self.embedder)

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

        return LocalAnswerer(self.embedder, self.knowledge)

    @cached_property
    def scenarios(self) -> ScenarioLibrary:
        """What can be rehearsed: the shipped scenarios, and one's own below COACH_HOME."""
        from coach.storage.scenarios import YamlScenarioLibrary

        return YamlScenarioLibrary(shipped("knowledge") / "scenarios", self.settings.home / "scenarios")

    @cached_property
    def partner(self) -> "LocalPartner":
        """Plays the subordinate."""
        from coach.local.partner import LocalPartner
        from coach.local.responses import read_shared
        from coach.local.topics import Topics

        shared = read_shared(shipped("knowledge") / "responses")
        return LocalPartner(Topics(self.embedder, self.settings.home / "cues"), shared)

    @cached_property
    def database(self) -> "Database":
        """The migrated database."""
        from coach.storage.database import Database

        return Database(self.settings.database)

    @cached_property
    def practices(self) -> PracticeStore:
        """Keeps rehearsals."""
        from coach.storage.practices import SqlPracticeStore

        return SqlPracticeStore(self.database)

    @cached_property
    def disputes(self) -> DisputeStore:
        """Keeps readers' other opinions."""
        from coach.storage.disputes import SqlDisputeStore

        return SqlDisputeStore(self.database)

    @cached_property
    def practice(self) -> "PracticeService":
        """The turn loop."""
        from coach.services.practice import PracticeService

        return PracticeService(self.faculties, self.scenarios, self.practices, versions=self._versions())

    @cached_property
    def review(self) -> "ReviewService":
        """Real conversations."""
        from coach.services.review import ReviewService

        return ReviewService(self.faculties)

    @cached_property
    def faculties(self) -> "Faculties":
        """Who reads, plays, comments and finds."""
        from coach.local.adviser import LocalAdviser
        from coach.services.practice import Faculties

        return Faculties(self.tagger, self.partner, LocalAdviser(self.tagger), self.retriever)

    @cached_property
    def ask(self) -> "AskService":
        """Free questions."""
        from coach.services.ask import AskService

        return AskService(self.retriever, self.answerer)

    @cached_property
    def debriefing(self) -> "DebriefingService":
        """The look back."""
        from coach.local.quoter import LocalQuoter
        from coach.services.debriefing import DebriefingService

        return DebriefingService(LocalQuoter(self.retriever))

    def _versions(self) -> Mapping[str, str]:
        return {
            "coach": version("trust-coach"),
            "tagger": self.tagger.version,
            "knowledge": self.knowledge.version(),
        }


def build(settings: Settings) -> Coach:
    """The coach for these settings."""
    os.environ.update(_SILENT)
    return Coach(settings)
