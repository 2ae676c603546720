"""The faculties and services. Everything is made when it is first used, so that a small command stays fast."""

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from coach.bootstrap.stores import Stores
from coach.domain.labels import Scene
from coach.ports import Answerer, Embedder, Partner, PracticeStore, Retriever, StreamingAnswerer, Tagger
from coach.settings import Settings, shipped

if TYPE_CHECKING:
    from coach.domain.preparation import Request
    from coach.evaluation.service import Evaluation
    from coach.llm.consent import Standing
    from coach.llm.engine import LlmEngine, LocalFaculties
    from coach.llm.usage_report import UsageReport
    from coach.local.tagger import LocalTagger
    from coach.retrieval.index import KnowledgeIndex
    from coach.retrieval.retriever import HybridRetriever
    from coach.services.ask import AskService
    from coach.services.commitments import CommitmentService
    from coach.services.conversing import ConversingService
    from coach.services.debriefing import DebriefingService
    from coach.services.own import OwnService
    from coach.services.practice import Faculties, PracticeService
    from coach.services.prepare import PrepareService
    from coach.services.progress import ProgressService
    from coach.services.review import ReviewService
    from coach.storage.scenarios import YamlScenarioLibrary

_SILENT = {
    "ANONYMIZED_TELEMETRY": "False",
    "RAGAS_DO_NOT_TRACK": "true",
    "LANGSMITH_TRACING": "false",
    "LANGSMITH_TRACING_V2": "false",
    "LANGCHAIN_TRACING_V2": "false",
}
"""Nothing that managers type may leave the machine unasked, so the libraries' telemetry is off."""

_USER = "local"
"""Who acts until there is a login."""


def _utterances() -> Path:
    return shipped("eval") / "utterances"


class Coach(Stores):
    """The faculties, services and stores of one process."""

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
    def local_tagger(self) -> "LocalTagger":
        """Reads utterances without a model."""
        from coach.local.tagger import LocalTagger

        return LocalTagger(self.local_embedder)

    @cached_property
    def local(self) -> "LocalFaculties":
        """What answers where no model does."""
        from coach.llm.engine import LocalFaculties
        from coach.local.adviser import LocalAdviser
        from coach.local.partner import LocalPartner
        from coach.local.responses import read_shared
        from coach.local.topics import Topics

        topics = Topics(self.local_embedder, self.settings.home / "cues")
        partner = LocalPartner(topics, read_shared(shipped("knowledge") / "responses"))
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
    def practice(self) -> "PracticeService":
        """The turn loop."""
        return self._practice_with(self.practices)

    @cached_property
    def evaluation(self) -> "Evaluation":
        """Measures the coach. Nothing of it is loaded before it is called for."""
        from coach.evaluation.runner import Subject
        from coach.evaluation.service import Evaluation

        subject = Subject(
            ask=lambda question: self.ask.ask(question),  # noqa: PLW0108 (made when first asked)
            tagger=lambda: self.tagger,
            rehearsal=self.scratch_practice,
            scenarios=lambda: [one for one in self.scenarios.all() if not one.own],
            passages=lambda: self.knowledge.passages(),  # noqa: PLW0108 (likewise)
            embedder=lambda: self.embedder,
            versions=self._versions,
            engine=lambda: "llm" if self.standing == "allowed" else "local",
            may_judge=self._may_judge,
            tokens_since=lambda moment: self.usage.tokens_since(moment, acting=_USER),
        )
        return Evaluation(subject, self.runs, self.settings, data=shipped("eval"))

    def _may_judge(self) -> bool:
        """Whether text may go to the model in the settings; asking for that judge is no consent by itself."""
        from coach.llm.consent import standing
        from coach.settings import Engine

        # COACH_ENGINE=local says who answers, not who judges: what was agreed to for the endpoint holds.
        settings = self.settings
        auto = settings.model_copy(update={"engine": Engine.AUTO}) if settings.engine is Engine.LOCAL else settings
        return not auto.speaks_with_llm or standing(auto, self.consents, acting=_USER) == "allowed"

    @cached_property
    def review(self) -> "ReviewService":
        """Real conversations."""
        from coach.llm.masking import Mask
        from coach.services.review import ReviewService

        return ReviewService(self.faculties, self.reviews, self.practices, masker=Mask, versions=self._versions())

    @cached_property
    def faculties(self) -> "Faculties":
        """Who reads, plays, comments and finds."""
        from coach.services.practice import Faculties

        reader = self.llm.reader(self.local, _utterances()) if self.llm else None
        return Faculties(self.local_tagger, self.partner, self.local.adviser, self.retriever, reader)

    @cached_property
    def ask(self) -> "AskService":
        """Free questions."""
        from coach.services.ask import AskService

        answerer = self.answerer
        streaming = answerer if isinstance(answerer, StreamingAnswerer) else None
        return AskService(self.retriever, answerer, streaming=streaming)

    @cached_property
    def progress(self) -> "ProgressService":
        """Rehearsals over time."""
        from coach.services.progress import ProgressService
        from coach.storage.practice_states import SqlPracticeStates

        return ProgressService(self.practices, SqlPracticeStates(self.database))

    @cached_property
    def own(self) -> "OwnService":
        """All of one's own records."""
        from coach.services.own import OwnService, Shelves

        shelves = Shelves(
            self.practices, self.questions, self.reviews, self.preparations, self.commitments, self.disputes
        )
        return OwnService(shelves, self.owned, debrief=lambda one: self.debriefing.debrief(one))  # noqa: PLW0108 (made when first asked)

    @cached_property
    def actions(self) -> "CommitmentService":
        """What people set out to do."""
        from coach.services.commitments import CommitmentService

        return CommitmentService(self.commitments)

    @cached_property
    def conversing(self) -> "ConversingService":
        """Free questions, one after another."""
        from coach.services.conversing import ConversingService

        return ConversingService(self.ask, self.questions)

    @cached_property
    def prepare(self) -> "PrepareService":
        """Sheets for the morning before an interview."""
        from coach.local.preparation import LocalDrafter
        from coach.local.preparation_cast import LocalCaster
        from coach.local.quoter import LocalQuoter
        from coach.services.prepare import Desk, PrepareService

        folder = shipped("knowledge") / "preparation"
        local = LocalDrafter(folder)
        drafter = self.llm.drafter(local) if self.llm else local
        caster = LocalCaster(folder, self.scenarios.all, self.scenarios.put)
        desk = Desk(drafter, self.local_tagger, LocalQuoter(self.retriever), caster)
        return PrepareService(desk, self.preparations, versions=self._versions)

    def prepare_example(self, scene: Scene) -> "Request":
        """A filled form to begin with."""
        from coach.local.preparation import example

        return example(shipped("knowledge") / "preparation", scene)

    @cached_property
    def debriefing(self) -> "DebriefingService":
        """The look back."""
        from coach.local.quoter import LocalQuoter
        from coach.services.debriefing import DebriefingService

        return DebriefingService(LocalQuoter(self.retriever))

    def scratch_practice(self) -> "PracticeService":
        """The turn loop over rehearsals that are forgotten."""
        from coach.evaluation.scratch import ScratchStore

        return self._practice_with(ScratchStore())

    def knowledge_changed(self) -> None:
        """After documents came or went: what remembers the old knowledge is made anew when it is next used."""
        for name in ("practice", "prepare", "review", "debriefing"):
            self.__dict__.pop(name, None)

    def _practice_with(self, store: PracticeStore) -> "PracticeService":
        from coach.services.practice import PracticeService

        return PracticeService(self.faculties, self.scenarios, store, versions=self._versions())

    def _versions(self) -> Mapping[str, str]:
        return {
            "coach": version("trust-coach"),
            "tagger": self.local_tagger.version,
            "knowledge": self.knowledge.version(),
            **(self.llm.versions() if self.llm else {}),
        }


def build(settings: Settings) -> Coach:
    """The coach for these settings."""
    os.environ.update(_SILENT)
    return Coach(settings)
