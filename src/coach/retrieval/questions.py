"""The questions that a passage answers: its own FAQ line, and those written by hand beside a document.

`handbook.ja.md` may have `handbook.ja.questions.yaml` beside it: a list of `about` (a heading, or words of the
passage) and `questions`. They are indexed as further vectors of the passage, and shown as suggestions.
"""

import re
from pathlib import Path
from typing import Any

from coach.domain.errors import BadInput
from coach.domain.passage import Passage

Asked = tuple[str, tuple[str, ...]]
"""What is asked about, and the questions."""

_MARK = re.compile(r"^(?:Ｑ|Q|問|質問)\s*[0-9０-９]{0,3}\s*[.．:：、)）]\s*")


def questions_beside(path: Path) -> tuple[Asked, ...]:
    """The questions in the file beside a document; none without such a file. Raises BadInput when it is malformed."""
    beside = path.with_name(f"{path.stem}.questions.yaml")
    if not beside.is_file():
        return ()
    import yaml

    try:
        return tuple(_asked(entry) for entry in yaml.safe_load(beside.read_text(encoding="utf-8")) or ())
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise BadInput(
            f"「{beside.name}」を読めません（{type(error).__name__}）。about と questions を持つ項目の一覧にしてください。"
        ) from error


def _asked(entry: dict[str, Any]) -> Asked:
    return str(entry["about"]), tuple(str(question) for question in entry["questions"])


def questions_for(passage: Passage, asked: tuple[Asked, ...]) -> tuple[str, ...]:
    """The questions that this passage answers."""
    own = _own_question(passage)
    written = [
        question
        for about, questions in asked
        if about in passage.text or (passage.section and about == passage.section[-1])
        for question in questions
    ]
    return tuple(dict.fromkeys([*([own] if own else []), *written]))


def _own_question(passage: Passage) -> str:
    title = passage.section[-1] if passage.section else ""
    if _MARK.match(title):
        return _MARK.sub("", title)
    return title if title.endswith(("？", "?")) else ""
