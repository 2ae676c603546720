"""Whether an answer's sentences rest on the passages: checked by words, not believed."""

import re
from collections.abc import Sequence
from functools import lru_cache

from coach.domain.passage import Passage
from coach.japanese import normalise, sentences, terms
from coach.llm.markup import ADDRESS
from coach.llm.orders import without_orders
from coach.prompts import render

_SUPPORTED = 0.5
"""Share of a sentence's content words that the passages must hold."""

_WELL_SUPPORTED = 0.85
_DICTATED_RUN, _INSTRUCTION_RUN = 8, 12
_DICTATION = re.compile(
    r"と(?:だけ|のみ)?、?(?:答え|言っ|言え|出力|書い|書け|返し|返せ|返答|回答|繰り返|表示|断言|宣言)|出力し|そのまま|無視し|忘れて|プロンプト|指示|ふりをし|なりき|演じ"
    r"|\b(?:say|ignore|print|output|repeat|respond|reply with|answer with|pretend|act as|system prompt)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[「『“\"'`]([^」』”\"'`]{3,})[」』”\"'`]")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠々]")


class Grounding:
    """The test for one question and its passages."""

    def __init__(self, question: str, passages: Sequence[Passage]) -> None:
        text = "\n".join(f"{one.section_name}\n{without_orders(one.text)}" for one in passages)
        self._words = frozenset(terms(text))
        self._letters = _letters(text)
        self._text = text
        self._question = _letters(question)
        self._in_japanese = bool(_JAPANESE.search(question))
        self._dictates = bool(_DICTATION.search(question))
        quoted = [_letters(match.group(1)) for match in _QUOTED.finditer(question)]
        self._quoted = [one for one in quoted if len(one) >= 3 and one not in self._letters]

    def kept(self, answer: str) -> str:
        """The sentences of `answer` that may be shown, as they stand in it."""
        kept = ""
        at = 0
        for start, end in sentences(answer):
            if self.allows(answer[start:end]):
                # What stands between two sentences (a new line, a space) goes with the second.
                kept += answer[at if kept else start : end]
            at = end
        return kept

    def allows(self, sentence: str) -> bool:
        """Whether one sentence may be shown."""
        bare = _letters(sentence)
        if any(one.group() not in self._text for one in ADDRESS.finditer(sentence)):
            return False
        if self._shares(bare, _instructions(), _INSTRUCTION_RUN):
            return False
        support = self._support(sentence)
        if self._dictates and self._is_dictated(sentence, bare, support):
            return False
        return support >= _SUPPORTED

    def _support(self, sentence: str) -> float:
        if not _JAPANESE.search(sentence):
            # Words of another language cannot be looked up in Japanese passages; the citations must carry it.
            return 0.0 if self._in_japanese else 1.0
        found = set(terms(sentence))
        return len(found & self._words) / len(found) if found else 1.0

    def _is_dictated(self, sentence: str, bare: str, support: float) -> bool:
        if any(one in bare for one in self._quoted):
            return True
        shared = self._shares(bare, self._question, _DICTATED_RUN)
        # Words of another language cannot be looked up, so they support nothing that was asked for to the letter.
        return shared and (support < _WELL_SUPPORTED or not _JAPANESE.search(sentence))

    def _shares(self, bare: str, other: str, run: int) -> bool:
        """Whether a run of letters is in both and not in the passages."""
        runs = (bare[at : at + run] for at in range(len(bare) - run + 1))
        return any(one in other and one not in self._letters for one in runs) or (
            3 <= len(bare) < run and bare in other and bare not in self._letters
        )


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", normalise(text))


@lru_cache(maxsize=1)
def _instructions() -> str:
    return _letters(render("answer_system"))
