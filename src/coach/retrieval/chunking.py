"""A document as self-contained passages.

A list keeps its lead-in, a table row its header, an answer its question; a piece that continues is told its section
by `Passage.section`. The sizes are the ones that found most in docs/retrieval.md.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from coach.domain.passage import Passage
from coach.japanese import sentences
from coach.retrieval.blocks import Block, BlockKind, Document

CHUNKER = "c1"
"""Another name means other passages; an index made with another one is rebuilt."""

TARGET = 80
"""Characters. Parts of a section are put together up to this size."""

MOST = 320
"""Characters. A list is kept whole, a sentence uncut, up to this size."""

_RUNNING = (BlockKind.PARAGRAPH, BlockKind.ANSWER, BlockKind.QUOTATION)


@dataclass(frozen=True, slots=True)
class Part:
    """What must not be torn: `document.text[start:end]` is its text, `lead` stands before it (lead-in or header)."""

    text: str
    start: int
    end: int
    kind: BlockKind
    page: int | None
    lead: str = ""

    @property
    def size(self) -> int:
        """Characters, the lead counted."""
        return len(self.text) + len(self.lead) + bool(self.lead)


def passages_of(document: Document, *, target: int = TARGET, most: int = MOST) -> list[Passage]:
    """The passages of a document, in order. Their ids are unique and stable for the same name, section and text."""
    seen: Counter[str] = Counter()
    asking = {block.section for block in document.blocks if block.kind is BlockKind.QUESTION}
    passages = []
    for section, blocks in groupby(document.blocks, key=lambda block: block.section):
        parts = list(_parts(document, [block for block in blocks if block.kind is not BlockKind.HEADING], most))
        question = section[-1] if section in asking else ""
        for group in _packed(parts, target - len(question)):
            text = _text(document, group, question)
            start, end = group[0].start, group[-1].end
            key = "\0".join((document.name, *section, text))
            seen[key] += 1
            identity = hashlib.sha256(f"{key}\0{seen[key]}".encode("utf-8", "replace")).hexdigest()[:16]
            passages.append(
                Passage(identity, document.name, section, text, start, end, group[0].kind.value, group[0].page)
            )
    return passages


def _parts(document: Document, blocks: Sequence[Block], most: int) -> Iterator[Part]:
    """Lists with their lead-in, tables row by row, running text sentence by sentence where it is long."""
    blocks = [block for block in blocks if block.kind is not BlockKind.QUESTION]
    position = 0
    while position < len(blocks):
        block = blocks[position]
        following = blocks[position + 1].kind if position + 1 < len(blocks) else None
        if block.kind is BlockKind.LIST_ITEM or (block.kind in _RUNNING and following is BlockKind.LIST_ITEM):
            lead = None if block.kind is BlockKind.LIST_ITEM else block
            position += bool(lead)
            items = []
            while position < len(blocks) and blocks[position].kind is BlockKind.LIST_ITEM:
                items.append(blocks[position])
                position += 1
            yield from _list_parts(document, lead, items, most)
        elif block.kind is BlockKind.TABLE_HEADER:
            rows = []
            position += 1
            while position < len(blocks) and blocks[position].kind is BlockKind.TABLE_ROW:
                rows.append(blocks[position])
                position += 1
            yield from ([_part(document, row, row, block.text) for row in rows] or [_part(document, block, block)])
        else:
            yield from _running_parts(document, block, most)
            position += 1


def _part(document: Document, first: Block, last: Block, lead: str = "") -> Part:
    return Part(document.text[first.start : last.end], first.start, last.end, first.kind, first.page, lead)


def _list_parts(document: Document, lead: Block | None, items: Sequence[Block], most: int) -> Iterator[Part]:
    whole = _part(document, lead or items[0], items[-1])
    if len(whole.text) <= most:
        kind = items[0].kind
        yield Part(whole.text, whole.start, whole.end, kind, whole.page)
        return
    room = max(most - (len(lead.text) if lead else 0), most // 3)
    for number, group in enumerate(_within(items, room)):
        first = lead if lead and number == 0 else group[0]
        repeated = lead.text if lead and number else ""
        part = _part(document, first, group[-1], repeated)
        if part.size <= 2 * most:
            yield Part(part.text, part.start, part.end, BlockKind.LIST_ITEM, part.page, repeated)
        else:
            for block in group:
                yield from _running_parts(document, block, most)


def _within(blocks: Sequence[Block], room: int) -> Iterator[list[Block]]:
    group: list[Block] = []
    for block in blocks:
        if group and block.end - group[0].start > room:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _running_parts(document: Document, block: Block, most: int) -> Iterator[Part]:
    for start, end in _cut(block, most):
        yield Part(document.text[start:end], start, end, block.kind, block.page)


def _cut(block: Block, most: int) -> Iterator[tuple[int, int]]:
    for start, end in sentences(block.text):
        for at in range(block.start + start, block.start + end, most):
            yield at, min(at + most, block.start + end)


def _packed(parts: Iterable[Part], target: int) -> Iterator[list[Part]]:
    """Neighbours put together up to `target` characters; parts that carry the same lead share it."""
    group: list[Part] = []
    for part in parts:
        size = sum(each.size for each in group)
        if group and (size + part.size > target or group[-1].lead != part.lead):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _text(document: Document, group: Sequence[Part], question: str) -> str:
    body = document.text[group[0].start : group[-1].end]
    lines = [line for line in (question, group[0].lead, *body.split("\n")) if line.strip()]
    return "\n".join(lines)
