"""Questions that HR adds to the data set here: kept below COACH_HOME, never in the files that ship with the coach."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coach.domain.errors import BadInput, NotFound
from coach.evaluation.cases import Question, read_questions

TOPIC = "追加した質問"
SPLIT = "own"
_MOST = 500
"""Characters of a question."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A question to be added, as HR wrote it. `gold` is a piece of the right passage ("" where none is known).

    `asked` is the id of the question in the app that it was made from; only that id is kept, not who asked.
    """

    question: str
    answerable: bool
    gold: str = ""
    asked: str = ""


class OwnQuestions:
    """The file of one's own questions, in the form of the shipped one."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def below(cls, home: Path) -> "OwnQuestions":
        """Those of a COACH_HOME: `eval/questions.jsonl` in it."""
        return cls(home / "eval" / "questions.jsonl")

    def all(self) -> list[Question]:
        """The questions, oldest first; none when nothing was added yet. Raises BadInput for a damaged file."""
        return read_questions(self._path) if self._path.exists() else []

    def taken(self) -> set[str]:
        """The ids of the questions in the app that were added already."""
        return {str(one["asked"]) for one in self._lines() if one.get("asked")}

    def add(self, wish: Wish) -> Question:
        """Keep one. Raises BadInput for an empty, overlong or known one."""
        text = " ".join(wish.question.split())
        if not text:
            raise BadInput("質問の文章を入力してください。")
        if len(text) > _MOST:
            raise BadInput(f"質問は{_MOST}文字以内にしてください。")
        if any(one.question == text for one in self.all()):
            raise BadInput("同じ質問がすでに加えられています。")
        gold = [wish.gold] if wish.answerable and wish.gold else []
        name = f"own-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
        line = {
            "id": name,
            "question": text,
            "answerable": wish.answerable,
            "topic": TOPIC,
            "split": SPLIT,
            "gold": gold,
        }
        line |= {"asked": wish.asked, "added": datetime.now(UTC).isoformat(timespec="seconds")}
        self._write([*self._lines(), line])
        return Question(name, text, wish.answerable, TOPIC, SPLIT, tuple(gold))

    def remove(self, question_id: str) -> None:
        """Forget one. Raises NotFound."""
        lines = self._lines()
        kept = [one for one in lines if one.get("id") != question_id]
        if len(kept) == len(lines):
            raise NotFound("その質問は見つかりません。画面を読み込み直してください。")
        self._write(kept)

    def _lines(self) -> list[dict[str, Any]]:
        if not self._path.exists():
            return []
        self.all()  # says which line is damaged
        return [json.loads(line) for line in self._path.read_text(encoding="utf-8").splitlines() if line.strip()]

    def _write(self, lines: list[dict[str, Any]]) -> None:
        text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)
        beside = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(text, encoding="utf-8")
            beside.replace(self._path)
        except OSError as error:
            raise BadInput(
                f"{self._path.name} に書き込めません（{error.strerror}）。COACH_HOME を確かめてください。"
            ) from None
