"""The services over engines and stores. Everything is made when it is first used, so that a small command stays fast."""

import os
from collections.abc import Mapping
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from coach.bootstrap.engines import Engines
from coach.domain.labels import Scene
from coach.ports import PracticeStore, StreamingAnswerer
from coach.settings import Settings, shipped

if TYPE_CHECKING:
    from coach.domain.preparation import Request
    from coach.evaluation.service import Evaluation
    from coach.local.preparation_cast import LocalCaster
    from coach.services.ask import AskService
    from coach.services.commitments import CommitmentService
    from coach.services.conversing import ConversingService
    from coach.services.debriefing import DebriefingService
    from coach.services.own import OwnService
    from coach.services.practice import PracticeService
    from coach.services.prepare import PrepareService
    from coach.services.progress import ProgressService
    from coach.services.review import ReviewService

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


class Coach(Engines):
    """The faculties, services and stores of one process."""

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
        return OwnService(
            shelves,
            self.owned,
            debrief=lambda one: self.debriefing.debrief(one),  # noqa: PLW0108 (made when first asked)
            uncast=self._caster.forget,
        )

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
        from coach.local.quoter import LocalQuoter
        from coach.services.prepare import Desk, PrepareService

        folder = shipped("knowledge") / "preparation"
        local = LocalDrafter(folder)
        drafter = self.llm.drafter(local) if self.llm else local
        desk = Desk(drafter, self.local_tagger, LocalQuoter(self.retriever), self._caster)
        return PrepareService(desk, self.preparations, versions=self._versions)

    @cached_property
    def _caster(self) -> "LocalCaster":
        from coach.local.preparation_cast import LocalCaster

        library = self.scenarios
        return LocalCaster(shipped("knowledge") / "preparation", library.all, keep=library.put, drop=library.delete)

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
