"""Word files, looked at before they are unpacked."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from coach.domain.encoding import tidy
from coach.domain.errors import BadInput
from coach.retrieval.blocks import BlockKind, Line
from coach.retrieval.read_text import lines_of

_UNPACKED_PER_CHARACTER = 60
"""Bytes of XML that a character of text takes in a Word file at most, images and styles included."""

_LEGACY = b"\xd0\xcf\x11\xe0"
_HEADING = re.compile(r"^(?:heading|見出し)\s*([1-9])$", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list|リスト|箇条書き", re.IGNORECASE)


def lines_in(data: bytes, name: str, most: int) -> list[Line]:
    """The lines of a Word file. Raises BadInput for a locked, damaged or bomb-like one."""
    _check(data, name, most)
    from docx import Document

    document = Document(BytesIO(data))
    marked = any(_level(each) for each in document.paragraphs)
    return [line for item in document.iter_inner_content() for line in _lines(item, marked=marked)]


def _check(data: bytes, name: str, most: int) -> None:
    if data.startswith(_LEGACY):
        raise BadInput(
            f"「{name}」はパスワード付きか、古い形式のWord文書です。パスワードを外し、.docxで保存し直してください。"
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
    except zipfile.BadZipFile as error:
        raise BadInput(f"「{name}」はWord文書（.docx）として読めません。Wordで開いて保存し直してください。") from error
    unpacked = sum(part.file_size for part in parts)
    if unpacked > max(most * _UNPACKED_PER_CHARACTER, 5 * len(data)):
        raise BadInput(
            f"「{name}」は展開すると大きくなりすぎます（{unpacked / 1e6:,.0f} MB）。内容を確かめ、必要な部分だけを別の文書に保存してください。"
        )
    if len(parts) > 5_000:
        raise BadInput(
            f"「{name}」は部品が多すぎます（{len(parts):,}個）。必要な部分だけを別の文書に保存してください。"
        )


def _lines(item: Any, *, marked: bool) -> Iterator[Line]:
    if hasattr(item, "rows"):
        yield from _table(item)
        yield Line("")
        return
    for number, text in enumerate(line.strip() for line in tidy(item.text).split("\n")):
        if not text:
            yield Line("")
        elif (level := _level(item)) and number == 0:
            yield Line(text, BlockKind.QUESTION if text.startswith(("Q", "Ｑ")) else BlockKind.HEADING, level)
        elif _is_item(item):
            yield Line(f"- {text}", BlockKind.LIST_ITEM, 1)
        else:
            # Where nothing is styled as a heading, the text is read like a plain one.
            yield from (lines_of(text) if marked else _plain(text))


def _plain(text: str) -> Iterator[Line]:
    # A line to come lets `lines_of` see a heading for what it is.
    yield from lines_of(f"{text}\n。")[:1]


def _level(paragraph: Any) -> int:
    style = paragraph.style.name if paragraph.style is not None else ""
    if style in ("Title", "表題"):
        return 1
    found = _HEADING.match(style or "")
    return int(found[1]) if found else 0


def _is_item(paragraph: Any) -> bool:
    properties = paragraph._p.pPr  # noqa: SLF001 -- python-docx has no other way to see numbering
    style = paragraph.style.name if paragraph.style is not None else ""
    return bool(_LIST_STYLE.search(style or "")) or (properties is not None and properties.numPr is not None)


def _table(table: Any) -> Iterator[Line]:
    kind = BlockKind.TABLE_HEADER
    for row in table.rows:
        cells: list[str] = []
        seen: set[int] = set()
        for cell in row.cells:
            if id(cell._tc) not in seen:  # noqa: SLF001 -- a merged cell comes once for each column it spans
                seen.add(id(cell._tc))  # noqa: SLF001
                cells.append(_cell_text(cell))
        if any(cells):
            yield Line(f"| {' | '.join(cells)} |", kind)
            kind = BlockKind.TABLE_ROW


def _cell_text(cell: Any) -> str:
    """The text of a cell, tables inside it too."""
    parts = [tidy(paragraph.text).strip() for paragraph in cell.paragraphs]
    parts += [_cell_text(inner) for table in cell.tables for row in table.rows for inner in row.cells]
    return " ".join(part.replace("\n", " ").replace("|", "｜") for part in parts if part)
