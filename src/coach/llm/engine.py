"""The engine put together: one model with its wrappers, and the four faculties over it."""

from dataclasses import dataclass
from pathlib import Path

from coach.domain.preparation import Drafter
from coach.llm.answerer import LlmAnswerer
from coach.llm.breaker import Breaker, BreakerChat
from coach.llm.endpoint import Endpoint
from coach.llm.examples import examples
from coach.llm.masking import MaskedChat
from coach.llm.model import ChatModel
from coach.llm.openai_chat import OpenAiChat
from coach.llm.partner import LlmPartner
from coach.llm.preparing import LlmDrafter
from coach.llm.reader import LlmAdviser, LlmReader
from coach.llm.retrying import RetryingChat
from coach.llm.speech import Transcriber
from coach.llm.tagger import LlmTagger
from coach.llm.usage import Meter, MeteredChat, UsageStore
from coach.ports import Adviser, Answerer, Partner, Tagger
from coach.prompts import version
from coach.settings import Settings


@dataclass(frozen=True, slots=True)
class LocalFaculties:
    """What answers in a practice where the model does not."""

    tagger: Tagger
    partner: Partner
    adviser: Adviser


class LlmEngine:
    """One endpoint's model, and what it can do. Nothing is imported or opened before the first call or `warm`."""

    def __init__(self, settings: Settings, usage: UsageStore, *, model: ChatModel | None = None) -> None:
        """`model` stands in for the endpoint's with all its wrappers, to see what would be asked of it."""
        self.endpoint = Endpoint.of(settings)
        self.chat = OpenAiChat(settings)
        self.breaker = Breaker(settings.llm_rest_seconds)
        self._settings = settings
        meter = Meter(usage, name=self.endpoint.model, daily_tokens=settings.llm_daily_tokens)
        self.transcriber = Transcriber(settings, meter)
        metered = MeteredChat(self.chat, meter)
        retrying = RetryingChat(metered, retries=settings.llm_retries, longest_wait=settings.llm_longest_wait_seconds)
        guarded = BreakerChat(retrying, self.breaker)
        self.model: ChatModel = model or (MaskedChat(guarded) if self.masks else guarded)

    @property
    def masks(self) -> bool:
        """Whether names and contact data are masked."""
        return self._settings.mask and not self.endpoint.is_loopback

    def warm(self) -> None:
        """Import the SDK in the background."""
        self.chat.warm()

    def versions(self) -> dict[str, str]:
        """What made a turn, beside what the local engine names."""
        return {"model": self.endpoint.model, "prompts": version()}

    def tagger(self, local: LocalFaculties, utterances: Path) -> LlmTagger:
        """Reads utterances; `utterances` is the folder of labelled ones."""
        return LlmTagger(self.model, local.tagger, examples=examples(utterances))

    def partner(self, local: LocalFaculties) -> LlmPartner:
        """Plays the subordinate."""
        return LlmPartner(self.model, local.partner)

    def reader(self, local: LocalFaculties, utterances: Path) -> LlmReader:
        """Tags and comments beside the reply."""
        patience = self._settings.llm_whole_seconds + self._settings.llm_longest_wait_seconds
        return LlmReader(self.model, (local.tagger, local.adviser), examples=examples(utterances), patience=patience)

    def drafter(self, local: Drafter) -> LlmDrafter:
        """Writes sheets for the morning before an interview."""
        return LlmDrafter(self.model, local)

    def adviser(self, local: LocalFaculties, utterances: Path) -> LlmAdviser:
        """Comments."""
        return LlmAdviser(self.reader(local, utterances), local.adviser)

    def answerer(self, local: Answerer) -> LlmAnswerer:
        """Answers free questions. Asked apart: a local answerer opens the knowledge, which tagging does not need."""
        return LlmAnswerer(self.model, local)
