"""What a language model was used for, and what a person decided about it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Usage:
    """One call. `fault` names why it failed; `session` is the practice it belonged to, if any."""

    at: datetime
    purpose: str
    model: str
    session: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0
    estimated: bool = False
    fault: str | None = None

    @property
    def tokens(self) -> int:
        """Both directions."""
        return self.prompt_tokens + self.completion_tokens


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided about one destination; another destination is asked about anew."""

    host: str
    allowed: bool
    at: datetime
