"""Reading and filling prompt texts. A filled-in value is never read for placeholders again."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "texts"
_PLACEHOLDER = re.compile(r"\{\{([a-z_]+)\}\}")


def render(name: str, /, **values: str) -> str:
    """The newest text called `name` with its placeholders filled. Raises KeyError naming what is unknown or missing."""
    text = _text(name)
    wanted = set(_PLACEHOLDER.findall(text))
    if missing := wanted - set(values):
        raise KeyError(f"prompt {name!r} needs {', '.join(sorted(missing))}")
    if unknown := set(values) - wanted:
        raise KeyError(f"prompt {name!r} has no place for {', '.join(sorted(unknown))}")
    return _PLACEHOLDER.sub(lambda match: values[match.group(1)], text)


def names() -> tuple[str, ...]:
    """The texts there are."""
    return tuple(sorted(_newest()))


def version() -> str:
    """One short word for all newest texts together; it changes with any of them and is stored with what they made."""
    digest = hashlib.sha256()
    for name in names():
        digest.update(f"{name}\0{_newest()[name].name}\0{_text(name)}\0".encode())
    return digest.hexdigest()[:10]


@lru_cache(maxsize=1)
def _newest() -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in sorted(_FOLDER.glob("*.md"), key=lambda one: int(one.stem.rpartition(".")[2])):
        found[path.stem.rpartition(".")[0]] = path
    return found


@lru_cache(maxsize=64)
def _text(name: str) -> str:
    try:
        return _newest()[name].read_text(encoding="utf-8").strip()
    except KeyError:
        raise KeyError(f"no prompt {name!r}; there are {', '.join(names())}") from None
