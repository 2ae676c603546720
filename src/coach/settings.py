"""Everything that can be set, read from the environment once. Importing this module reads nothing."""

from enum import StrEnum
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from coach.domain.errors import BadInput

_PACKAGE = Path(__file__).resolve().parent


class Engine(StrEnum):
    """Which engine speaks."""

    AUTO = "auto"
    LOCAL = "local"
    LLM = "llm"


class Settings(BaseSettings):
    """The settings of one process; frozen. Each is the environment variable COACH_<NAME>."""

    model_config = SettingsConfigDict(env_prefix="COACH_", frozen=True, extra="ignore", populate_by_name=True)

    home: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("trust-coach", appauthor=False)))
    """Folder of the vector store, the database and caches."""

    engine: Engine = Engine.AUTO
    llm_base_url: str | None = None
    llm_api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("COACH_LLM_API_KEY", "OPENAI_API_KEY")
    )
    llm_model: str = "gpt-5.2"
    llm_temperature: float | None = Field(default=None, ge=0, le=2)
    """None: the endpoint's own."""

    llm_reasoning_effort: str | None = None
    """`none`, `low` … for models that think first; None: the endpoint's own."""

    llm_speech_model: str = "whisper-1"
    """The endpoint's model that turns recordings into text."""

    llm_max_tokens: int = Field(default=1_200, gt=0)
    """The longest reply that is asked for."""

    llm_connect_seconds: float = Field(default=3.0, gt=0)
    llm_first_word_seconds: float = Field(default=12.0, gt=0)
    """Silence before the first word; after it the local engine answers."""

    llm_gap_seconds: float = Field(default=6.0, gt=0)
    """Silence between two pieces of a stream."""

    llm_total_seconds: float = Field(default=40.0, gt=0)
    """A streamed reply that takes longer is given up."""

    llm_whole_seconds: float = Field(default=20.0, gt=0)
    """A whole answer of the endpoint that is not streamed (vectors, speech), and the wait for a note after the reply."""

    llm_retries: int = Field(default=1, ge=0, le=5)
    """How often a call is tried again where that can help."""

    llm_longest_wait_seconds: float = Field(default=3.0, ge=0)
    """A server that asks to wait longer (Retry-After) is left alone for that time, and the local engine answers."""

    llm_rest_seconds: float = Field(default=30.0, gt=0)
    """How long an endpoint that failed twice running is not asked; doubled each time, up to ten times as long."""

    llm_concurrency: int = Field(default=4, gt=0)
    """Calls at the same time."""

    llm_daily_tokens: int | None = Field(default=None, gt=0)
    """Tokens a person may use on one day; after that the local engine goes on. None: no limit."""

    mask: bool = True
    """Whether names and contact data are masked before they leave this machine; loopback endpoints are exempt."""

    embedding: str = "local"
    """`local` (bundled weights) or `openai:<model>`."""

    chroma_url: str | None = None
    """A Chroma server; None: embedded, below `home`."""

    database_url: str | None = None
    """SQLAlchemy URL; None: SQLite below `home`."""

    max_document_bytes: int = Field(default=20_000_000, gt=0)
    """A larger document is refused."""

    max_document_characters: int = Field(default=2_000_000, gt=0)
    """A document whose text is longer is refused."""

    @property
    def speaks_with_llm(self) -> bool:
        """Whether the engine is `llm`: asked for, or `auto` with a key or an endpoint."""
        if self.engine is Engine.AUTO:
            return bool(self.llm_base_url or self.llm_api_key)
        return self.engine is Engine.LLM

    @property
    def database(self) -> str:
        """The SQLAlchemy URL in force."""
        return self.database_url or f"sqlite:///{(self.home / 'coach.sqlite3').as_posix()}"


def load(**overrides: Any) -> Settings:
    """The settings of the environment. Raises BadInput that names the variable and what it may hold."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        name = "COACH_" + str(first["loc"][0]).upper().removeprefix("COACH_")
        raise BadInput(f"環境変数 {name} の値 {first['input']!r} は使えません（{first['msg']}）。") from None


def shipped(name: str) -> Path:
    """A file or folder that comes with the coach: `knowledge`, `eval`, `app.py`, `.streamlit`.

    In a checkout it lies at the top level, in an installed package below coach/_data.
    """
    checkout = _PACKAGE.parents[1] / name
    return (
        checkout
        if checkout.exists() and (_PACKAGE.parents[1] / "pyproject.toml").exists()
        else _PACKAGE / "_data" / name
    )
