"""Few-shot examples of tagging: chosen from the labelled utterances' train split, always the same ones."""

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from coach.domain.labels import Flag, Orientation
from coach.prompts import render

_PER_LABEL = 4
_PER_FLAG = 1
_LONGEST = 70
"""Characters; short examples show the boundary as well as long ones and cost less."""


@lru_cache(maxsize=4)
def examples(folder: Path) -> str:
    """The examples as lines of the prompt. Without data (an unfinished checkout) those of our own prompt text."""
    rows = sorted(_train_rows(folder), key=lambda row: hashlib.sha256(str(row["id"]).encode()).digest())
    if len(rows) < _PER_LABEL * len(Orientation):
        return render("examples")
    chosen: list[dict[str, Any]] = []
    for flag in Flag:
        chosen += [row for row in rows if flag.value in row["flags"]][:_PER_FLAG]
    for label in Orientation:
        plain = [row for row in rows if row["label"] == label.value and not row["flags"]]
        # Near misses first: they show where the boundary runs.
        chosen += sorted(plain, key=lambda row: not row.get("near_miss"))[:_PER_LABEL]
    return "\n".join(_line(row) for row in chosen)


def _train_rows(folder: Path) -> Iterator[dict[str, Any]]:
    """Usable rows; nothing of the dev and test splits ever enters a prompt."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                row = json.loads(line)
            except json.JSONDecodeError:
                continue
            if _is_usable(row):
                yield row


def _is_usable(row: Any) -> bool:
    if not isinstance(row, dict) or row.get("split") != "train" or row.get("lang", "ja") != "ja":
        return False
    text = row.get("text")
    if not isinstance(text, str) or not 4 <= len(text) <= _LONGEST or "\n" in text:
        return False
    return row.get("label") in set(Orientation) and all(isinstance(row.get(name), list) for name in ("flags", "moves"))


def _line(row: dict[str, Any]) -> str:
    tag = {name: row.get(name) for name in ("label", "time", "flags", "moves")}
    return f"- 「{row['text']}」→ {json.dumps(tag, ensure_ascii=False)}"
