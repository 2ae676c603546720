"""Plain Japanese text and Markdown as lines whose kind is known.

Marked structure is taken as marked (`#`, `-`, `>`, `|`). Unmarked structure is read from the way the Japanese write
plain text: a heading is a short line that does not end a sentence and stands before text; `Q1.` and `A.` are a
question and its answer; 【結論】 opens a box.
"""

import re
import unicodedata

from coach.domain.encoding import decode
from coach.retrieval.blocks import BlockKind, Line

MAX_HEADING = 60
"""Characters. A longer line that does not end a sentence is a broken line of running text."""

_MARKED_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_NUMBERED_HEADING = re.compile(
    r"^(?:第\s*[0-9０-９一二三四五六七八九十]+\s*(?P<depth>[編部章節条項])|[■◆●▼□◇]\s*|(?P<dotted>[0-9０-９]+(?:[.．][0-9０-９]+)+)[.．]?\s+)"
)
_NUMBERED_LINE = re.compile(r"^[0-9０-９]{1,2}[.．、)）]\s*\S")
_BULLET = re.compile(
    r"^(?P<indent>\s*)(?:-\s+|-(?=[^\s\d-])|[*+]\s+|[•‣◦・○◯]\s*|[0-9０-９]{1,2}[.．)）]\s*(?![0-9０-９])|[(（][0-9０-９]{1,2}[)）]\s*|[①-⑳]\s*)(?=\S)"
)
_QUESTION = re.compile(r"^(?:Ｑ|Q|問|質問)\s*[0-9０-９]{0,3}\s*[.．:：、)）]\s*\S")
_ANSWER = re.compile(r"^(?:Ａ|A|答|回答)\s*[0-9０-９]{0,3}\s*[.．:：、)）]\s*\S")
_BOX = re.compile(r"^【[^】]{1,12}】\s*[:：]?\s*\S")
_RULER = re.compile(r"^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_LINE_OF_SIGNS = re.compile(r"^[\W_]{3,}$")
_SENTENCE_END = tuple('。．.！!？?、，,：:；;」』）)】”"')
_HARD_END = tuple("。．！!？?」』")
_ENDING_BRACKET = re.compile(
    r"(?<=.)(?:【[^】]{1,30}】|[（(][^）)]{1,30}[）)]|「[^」]{1,14}」|『[^』]{1,14}』|“[^”]{1,14}”)$"
)
_SPOKEN = re.compile(r"^「[^「」]*」$|^『[^『』]*』$|^[（(][^（()）]*[)）]$")
_LEAD_IN = re.compile(r"^(?:例|たとえば|例えば)\s*[:：、]")
_CLOSING = re.compile(r"^(?:まとめ|おわりに|終わりに|最後に|さいごに|結び|参考|付録)")
_DEPTHS = {"編": 1, "部": 1, "章": 1, "節": 2, "条": 2, "項": 3}
_EMPHASIS = re.compile(r"\*\*(.+?)\*\*|__(.+?)__|`([^`]+)`")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def lines_in(data: bytes, name: str, most: int) -> list[Line]:  # noqa: ARG001 -- the text is as long as the file
    """The lines of a plain text file. Raises BadInput when it is no text."""
    return lines_of(decode(data, name))


def lines_of(source: str, *, markdown: bool = False, page: int | None = None) -> list[Line]:
    """The lines of `source`, each with its kind. Markdown's signs for emphasis, quotation and headings are left out."""
    raw = [line.rstrip() for line in source.split("\n")]
    if markdown:
        raw = _without_front_matter(raw)
    elif _is_wrapped(raw):
        raw = _joined(raw)
    reader = _Reader(raw, markdown=markdown, page=page)
    return reader.read()


class _Reader:
    """One pass over the lines; it remembers only what the next line needs."""

    def __init__(self, raw: list[str], *, markdown: bool, page: int | None) -> None:
        self.raw = raw
        self.markdown = markdown
        self.page = page
        self.in_table = False
        self.in_answer = False
        self.in_code = False
        self.lines: list[Line] = []

    def read(self) -> list[Line]:
        for number, line in enumerate(self.raw):
            text = line.strip()
            if not text:
                self.in_table = False
                self.lines.append(Line("", page=self.page))
            elif self.markdown and text.startswith("```"):
                self.in_code = not self.in_code
            elif not _RULER.match(text) and not _LINE_OF_SIGNS.match(text):
                self.lines.append(self._line(number, line, text))
        return self.lines

    def _line(self, number: int, line: str, text: str) -> Line:
        if self.in_code:
            return self._made(text, BlockKind.PARAGRAPH)
        if text.startswith("|") and text.count("|") >= 2:
            kind = BlockKind.TABLE_ROW if self.in_table else BlockKind.TABLE_HEADER
            self.in_table = True
            return self._made(_plain(text, markdown=self.markdown), kind)
        self.in_table = False
        if marked := _MARKED_HEADING.match(text):
            self.in_answer = False
            title = _plain(marked[2], markdown=True)
            kind = BlockKind.QUESTION if _QUESTION.match(title) else BlockKind.HEADING
            self.in_answer = kind is BlockKind.QUESTION
            return self._made(title, kind, len(marked[1]))
        if self.markdown and text.startswith(">"):
            return self._made(_plain(text.lstrip("> "), markdown=True), BlockKind.QUOTATION)
        return self._unmarked(number, line, _plain(text, markdown=self.markdown))

    def _unmarked(self, number: int, line: str, text: str) -> Line:
        if _QUESTION.match(text):
            self.in_answer = True
            return self._made(text, BlockKind.QUESTION, 3)
        if _ANSWER.match(text):
            return self._made(text, BlockKind.ANSWER)
        if _BOX.match(text) and not self._is_heading(number, text):
            return self._made(text, BlockKind.QUOTATION)
        if level := self._is_heading(number, text):
            self.in_answer = False
            return self._made(text, BlockKind.HEADING, level)
        if bullet := _BULLET.match(line):
            return self._made(text, BlockKind.LIST_ITEM, 1 + len(bullet["indent"].expandtabs(4)) // 2)
        return self._made(text, BlockKind.ANSWER if self.in_answer else BlockKind.PARAGRAPH)

    def _is_heading(self, number: int, text: str) -> int:
        """The level of an unmarked heading, 0 for anything else."""
        if self.markdown or len(text) > MAX_HEADING:
            return 0
        if numbered := _NUMBERED_HEADING.match(text):
            rest = text[numbered.end() :]
            if not rest.endswith(("。", "、")) and len(rest) <= 40:
                return _DEPTHS.get(
                    numbered["depth"] or "", 1 + (numbered["dotted"] or "").replace("．", ".").count(".")
                )
        if _NUMBERED_LINE.match(text) and self._stands_alone(number, text):
            return 1
        if _BULLET.match(text) or _LEAD_IN.match(text) or not self._next_text(number):
            return 0
        if text.endswith(_SENTENCE_END) and not _is_title(text):
            return 0
        return 1 if self._after_blank(number) or _CLOSING.match(text) else 2

    def _stands_alone(self, number: int, text: str) -> bool:
        """「1. はじめに」 is a heading when no 「2. …」 follows directly and it ends no sentence."""
        following = self._next_text(number)
        return bool(following) and not _BULLET.match(following) and not text.endswith(_SENTENCE_END)

    def _next_text(self, number: int) -> str:
        following = (self.raw[place].strip() for place in range(number + 1, len(self.raw)))
        return next((text for text in following if text), "")

    def _after_blank(self, number: int) -> bool:
        return number == 0 or not self.raw[number - 1].strip()

    def _made(self, text: str, kind: BlockKind, level: int = 0) -> Line:
        return Line(text, kind, level, self.page)


def _is_title(text: str) -> bool:
    """Whether a line that ends with a bracket is a title: 「違いを整理する【過去と未来】」「面談での「信用」と「信頼」」."""
    ending = _ENDING_BRACKET.search(text)
    return (
        ending is not None
        and not _SPOKEN.match(text)
        and "。" not in text
        and text[: ending.start()][-1:] not in _SENTENCE_END
    )


def _plain(text: str, *, markdown: bool) -> str:
    if not markdown:
        return text
    text = _LINK.sub(r"\1", text)
    return _EMPHASIS.sub(lambda found: next(group for group in found.groups() if group), text).strip()


def _without_front_matter(raw: list[str]) -> list[str]:
    if raw and raw[0] == "---" and "---" in raw[1:60]:
        return raw[raw.index("---", 1) + 1 :]
    return raw


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _is_wrapped(raw: list[str]) -> bool:
    """Whether running text was broken at a fixed width: most lines that end no sentence are about equally wide."""
    running = [line for line in raw if line.strip() and not _BULLET.match(line) and not line.strip().startswith("|")]
    open_ended = [_width(line) for line in running if not line.endswith(_HARD_END)]
    if len(open_ended) < 4 or len(open_ended) < 0.3 * len(running):
        return False
    widest = max(open_ended)
    return widest >= 40 and sum(width >= 0.85 * widest for width in open_ended) >= 0.5 * len(open_ended)


def _joined(raw: list[str]) -> list[str]:
    """The lines with those of one wrapped paragraph put together."""
    widest = max((_width(line) for line in raw), default=0)
    joined: list[str] = []
    is_open = False
    for line in raw:
        text = line.strip()
        starts_anew = (
            not text or _BULLET.match(line) or _QUESTION.match(text) or _ANSWER.match(text) or _BOX.match(text)
        )
        if is_open and not starts_anew:
            joined[-1] += _glue(joined[-1], text) + text
        else:
            joined.append(line)
        is_open = bool(text) and not line.endswith(_HARD_END) and _width(line) >= 0.8 * widest
    return joined


def _glue(before: str, after: str) -> str:
    return " " if before[-1:].isascii() and after[:1].isascii() else ""
