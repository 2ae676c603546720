"""Groups of expressions with one meaning, read from lexicon.toml.

They decide nothing by themselves: each is one feature, and training finds its weight.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("lexicon.toml")


@dataclass(frozen=True, slots=True)
class Group:
    """Expressions with one meaning. `meaning` is what a manager is told; "" for groups that are never shown."""

    name: str
    meaning: str
    pattern: re.Pattern[str]


@cache
def groups() -> tuple[Group, ...]:
    """Every group, in the order of the file."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    words: dict[str, str] = table["words"]
    return tuple(_group(name, entry, words) for name, entry in table["groups"].items())


def _group(name: str, entry: dict[str, list[str] | str], words: dict[str, str]) -> Group:
    pattern = "|".join(entry["patterns"])
    for word, expression in words.items():
        pattern = pattern.replace(f"<{word}>", expression)
    return Group(name, str(entry["meaning"]), re.compile(pattern, re.MULTILINE))
