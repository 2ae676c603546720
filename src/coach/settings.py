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
