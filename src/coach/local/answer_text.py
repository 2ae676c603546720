"""An answer from a passage's own sentences: the one that answers first, then what belongs to it. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coach.domain.passage import Passage
from coach.japanese import sentences

MOST = 400
"""Characters of an answer, the naming of its section left out."""

_ITEM = re.compile(
    r"^\s*(?:-\s+|-(?=[^\s\d-])|[*+]\s+|[•‣◦・○◯]\s*|(?P<number>[0-9０-９]{1,2}[.．)）](?![0-9０-９])|[①-⑳])\s*)"
)
_ANNOUNCES = re.compile(r"(?:次の|以下の|下記|たとえば|例えば|例は|とおりです|[:：]$)")
_LEANS_BACK = re.compile(
    r"^(?:これ|それ|この|その|ただし|つまり|なぜなら|また|一方|とはいえ|そのうえ|しかし|逆に|反対に|だから|したがって)"
)
_BOX = re.compile(r"^(?:【[^】]{1,12}】|結論)\s*[:：]?\s*")
_QUESTION_LINE = re.compile(r"^(?:Ｑ|Q|問|質問)\s*[0-9０-９]{0,3}\s*[.．:：、)）]")
_ANSWER_MARK = re.compile(r"^(?:Ａ|A|答|回答)\s*[0-9０-９]{0,3}\s*[.．:：、)）]\s*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence `passage.text[start:end]` and how well it answers (any scale)."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Extract:
    """What is said from one passage: readable `text`, and the words of the passage that it rests on (`quotes`)."""

    passage: Passage
    text: str
    quotes: tuple[str, ...]


def extract(passage: Passage, scored: Sequence[Sentence], room: int) -> Extract | None:
    """The best sentence of a passage with what belongs to it, in at most `room` characters; None when nothing fits."""
    lines = _lines(passage.text)
    if not lines:
        return None
    asked = _question_lines(passage.text)
    telling = [each for each in scored if not any(a <= each.start < b for a, b in asked)]
    best = max(
        telling or scored, key=lambda each: (each.score, -each.start), default=Sentence(0, len(passage.text), 0.0)
    )
    if any(line.startswith("|") for line in lines):
        text, quote = _row(lines, passage.text[best.start : best.end])
        return Extract(passage, text, (quote,)) if text and len(text) <= room else None
    key = next(
        (
            line
            for line in lines
            if line in passage.text[best.start : best.end] or passage.text[best.start : best.end].strip() in line
        ),
        lines[0],
    )
    chosen = _list(lines, key) if any(_ITEM.match(line) for line in lines) else _prose(passage, best)
    kept = _fitting(chosen, room)
    if not kept:
        return None
    quote = _quote(passage.text, passage.text[best.start : best.end].strip(), kept)
    return Extract(passage, "\n".join(_shown(line) for line in kept), (quote,))


def _question_lines(text: str) -> list[tuple[int, int]]:
    """Where the question of a question-and-answer pair stands: it is asked, not told, however many sentences it has."""
    found, start = [], 0
    for line in text.split("\n"):
        if _QUESTION_LINE.match(line.strip()):
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip() and not _QUESTION_LINE.match(line.strip())]


def _list(lines: Sequence[str], key: str) -> list[str]:
    """A list is given whole with its lead-in; running text around it only where it answers."""
    first = next(number for number, line in enumerate(lines) if _ITEM.match(line))
    last = max(number for number, line in enumerate(lines) if _ITEM.match(line))
    at = lines.index(key)
    if first - 1 <= at <= last:
        return list(lines[max(0, first - 1) :])
    return [key, *lines[max(0, first - 1) :]] if at > last else list(lines[at:])


def _prose(passage: Passage, best: Sentence) -> list[str]:
    """The sentence that answers and those after it; the one before too, when it leans on it; then the earlier ones."""
    asked = _question_lines(passage.text)
    spans = [(a, b) for a, b in sentences(passage.text) if not any(start <= a < end for start, end in asked)]
    at = next((number for number, (a, b) in enumerate(spans) if a <= best.start < b), 0)
    while at and _LEANS_BACK.match(_BOX.sub("", passage.text[slice(*spans[at])])):
        at -= 1
    following = "".join(passage.text[a:b] for a, b in spans[at:])
    return [following]


def _row(lines: Sequence[str], key: str) -> tuple[str, str]:
    """Table rows as sentences: the first cell is the subject, the header says what the others are."""
    rows = [_cells(line) for line in lines if line.startswith("|")]
    header, body = rows[0], rows[1:] or rows[:1]
    chosen = [row for row in body if key.startswith("|") and row == _cells(key)] or body
    said = []
    for row in chosen:
        named = [f"{name}：{cell}" for name, cell in zip(header[1:], row[1:], strict=False) if cell]
        said.append(f"{row[0]}\n" + "\n".join(f"・{each}" for each in named))
    return "\n".join(said), max(chosen[0], key=len)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _fitting(lines: Sequence[str], room: int) -> list[str]:
    """The lines that fit; a line alone too long is cut after a sentence."""
    kept: list[str] = []
    for line in lines:
        size = sum(len(each) + 1 for each in kept) + len(line)
        if size <= room:
            kept.append(line)
        elif not kept:
            whole = [line[:b] for _, b in sentences(line) if b <= room]
            return whole[-1:]
        else:
            break
    return kept


def _quote(text: str, best: str, kept: Sequence[str]) -> str:
    """The key sentence when it is shown, else the first that is; without list marks, so that it can be read alone.

    Always an exact part of `text`: what is shown may be put together from sentences that stand apart in it.
    """
    shown = "\n".join(kept)
    wanted = [best] if best in shown else []
    wanted += [kept[0], *(kept[0][a:b] for a, b in sentences(kept[0]))]
    bare = (_ANSWER_MARK.sub("", _ITEM.sub("", each)) or each for each in wanted)
    return next((each for each in bare if each and each in text), best or text)


def _shown(line: str) -> str:
    item = _ITEM.match(line)
    if item and not item["number"]:
        return "・" + line[item.end() :]
    return _ANSWER_MARK.sub("", _BOX.sub("", line))
