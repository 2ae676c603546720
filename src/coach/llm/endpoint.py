"""Where a model is reached: read from the settings once, with everything that depends on the address."""

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pydantic import SecretStr

from coach.settings import Settings

_OPENAI = "https://api.openai.com/v1"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server and a model on it."""

    url: str
    model: str
    key: SecretStr | None = field(default=None, repr=False)

    @classmethod
    def of(cls, settings: Settings) -> "Endpoint":
        """The endpoint that the settings name. OPENAI_BASE_URL is not read: only what was shown is used."""
        return cls((settings.llm_base_url or _OPENAI).rstrip("/"), settings.llm_model, settings.llm_api_key)

    @property
    def host(self) -> str:
        """Host and port, as shown to people and stored with a consent."""
        parts = urlsplit(self.url)
        return (parts.hostname or self.url) + (f":{parts.port}" if parts.port else "")

    @property
    def is_loopback(self) -> bool:
        """Whether text for it stays on this machine."""
        name = urlsplit(self.url).hostname or ""
        if name == "localhost" or name.endswith(".localhost"):
            return True
        try:
            return ipaddress.ip_address(name).is_loopback
        except ValueError:
            return False

    @property
    def is_openai(self) -> bool:
        """Whether it speaks OpenAI's newest dialect (`max_completion_tokens`); other servers know `max_tokens`."""
        name = urlsplit(self.url).hostname or ""
        return name in ("openai.com", "openai.azure.com") or name.endswith((".openai.com", ".openai.azure.com"))
