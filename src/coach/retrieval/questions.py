"""The questions that a passage answers: its own FAQ line, and those written by hand beside a document.

`handbook.ja.md` may have `handbook.ja.questions.yaml` beside it: a list of `about` (a heading, or words of the
passage), `questions` and, if wanted, `otherwise`: the same asked in other people's words. All of them are indexed as
further vectors of the passage; `questions` are also shown as suggestions.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.domain.errors import BadInput
from coach.domain.passage import Passage

_MARK = re.compile(r"^(?:Ｑ|Q|問|質問)\s*[0-9０-９]{0,3}\s*[.．:：、)）]\s*")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about, the questions fit to be shown, and other ways to ask them."""

    about: str
    questions: tuple[str, ...]
    otherwise: tuple[str, ...] = ()


def questions_beside(path: Path) -> tuple[Asked, ...]:
    """The questions in the file beside a document; none without such a file. Raises BadInput when it is malformed."""
    beside = path.with_name(f"{path.stem}.questions.yaml")
    if not beside.is_file():
        return ()
    import yaml

    try:
        return tuple(_asked(entry) for entry in yaml.safe_load(beside.read_text(encoding="utf-8")) or ())
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(
            f"「{beside.name}」を読めません（{type(error).__name__}）。about と questions を持つ項目の一覧にしてください。"
        ) from error


def _asked(entry: dict[str, Any]) -> Asked:
    questions, otherwise = (tuple(map(str, entry.get(key) or ())) for key in ("questions", "otherwise"))
    return Asked(str(entry["about"]), questions, otherwise)


def questions_for(passage: Passage, asked: tuple[Asked, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions that this passage answers: those fit to be shown, and other ways to ask them."""
    own = _own_question(passage)
    about = [
        one for one in asked if one.about in passage.text or (passage.section and one.about == passage.section[-1])
    ]
    shown = dict.fromkeys([*([own] if own else []), *(question for one in about for question in one.questions)])
    others = dict.fromkeys(question for one in about for question in one.otherwise if question not in shown)
    return tuple(shown), tuple(others)


def _own_question(passage: Passage) -> str:
    title = passage.section[-1] if passage.section else ""
    if _MARK.match(title):
        return _MARK.sub("", title)
    return title if title.endswith(("？", "?")) else ""
