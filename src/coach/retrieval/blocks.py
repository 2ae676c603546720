"""A document as it was read: its text, and blocks that say what each part is."""

import json
from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a part of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_HEADER = "table_header"
    TABLE_ROW = "table_row"
    QUESTION = "question"
    ANSWER = "answer"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Block:
    """`document.text[start:end]`, one line or one joined paragraph of the document.

    `section` is the path of headings above it, outermost first (a heading's own path ends with itself). `level` is
    the depth of a heading or list item (from 1), 0 for the rest. `page` counts from 1 where the format has pages.
    """

    kind: BlockKind
    text: str
    start: int
    end: int
    section: tuple[str, ...] = ()
    level: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read. `name` is unique in the knowledge (the file's name)."""

    name: str
    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line on its way to becoming a block: what a reader already knows about it (`kind` None: not known)."""

    text: str
    kind: BlockKind | None = None
    level: int = 0
    page: int | None = None


def assemble(name: str, lines: list[Line]) -> Document:
    """The document whose text is the lines, one under the other; each line without text is a blank line.

    Every line with text must have a kind.
    """
    blocks: list[Block] = []
    path: list[tuple[int, str]] = []
    position = 0
    for line in lines:
        if line.text and line.kind is not None:
            start = position + len(line.text) - len(line.text.lstrip())
            text = line.text.strip()
            if line.kind in (BlockKind.HEADING, BlockKind.QUESTION):
                level = line.level or (path[-1][0] + 1 if path else 1)
                path = [above for above in path if above[0] < level]
                path.append((level, text))
            section = tuple(title for _, title in path)
            blocks.append(Block(line.kind, text, start, start + len(text), section, line.level, line.page))
        position += len(line.text) + 1
    return Document(name, "\n".join(line.text for line in lines), tuple(blocks))


def to_json(document: Document) -> str:
    """The document as text that `from_json` reads."""
    rows = [[b.kind.value, b.start, b.end, b.section, b.level, b.page] for b in document.blocks]
    return json.dumps({"text": document.text, "blocks": rows}, ensure_ascii=False)


def from_json(name: str, source: str) -> Document:
    """The document that `to_json` wrote."""
    read = json.loads(source)
    text = read["text"]
    blocks = (
        Block(BlockKind(kind), text[start:end], start, end, tuple(section), level, page)
        for kind, start, end, section, level, page in read["blocks"]
    )
    return Document(name, text, tuple(blocks))
