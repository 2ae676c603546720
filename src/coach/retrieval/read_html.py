"""Web pages: their text and structure, nothing that runs."""

import re
from collections.abc import Iterator
from typing import Any

from coach.domain.encoding import decode, tidy
from coach.retrieval.blocks import BlockKind, Line

_DROPPED = ("script", "style", "noscript", "template", "head", "nav", "iframe", "svg", "object", "form", "footer")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOXES = frozenset(
    [
        "address",
        "article",
        "aside",
        "body",
        "center",
        "details",
        "div",
        "dl",
        "figure",
        "header",
        "html",
        "main",
        "ol",
        "section",
        "summary",
        "ul",
        "tbody",
    ]
)
_SPACE = re.compile(r"\s+")


def lines_in(data: bytes, name: str, most: int) -> list[Line]:  # noqa: ARG001 -- the text is no longer than the file
    """The lines of a web page. Raises BadInput when it is no text."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(decode(data, name), "lxml")
    for tag in soup(list(_DROPPED)):
        tag.decompose()
    for tag in soup.select("[hidden], [aria-hidden=true], [style*='display:none'], [style*='display: none']"):
        tag.decompose()
    return list(_lines(soup.body or soup))


def _lines(node: Any) -> Iterator[Line]:
    """The blocks below a node; text that stands between blocks becomes a paragraph."""
    loose: list[str] = []
    for child in node.children:
        if _is_text(child) or (child.name and not _is_block(child)):
            loose.append(child if isinstance(child, str) else _text(child))
            continue
        if child.name is None:
            continue
        yield from _paragraph("".join(loose))
        loose = []
        yield from _block(child)
    yield from _paragraph("".join(loose))


def _block(tag: Any) -> Iterator[Line]:
    if tag.name in _HEADINGS:
        yield from _made(_text(tag), BlockKind.HEADING, _HEADINGS[tag.name])
    elif tag.name == "table":
        yield from _table(tag)
    elif tag.name == "li":
        yield from _item(tag)
    elif tag.name == "dt":
        yield from _made(_text(tag), BlockKind.QUESTION if _text(tag).endswith(("？", "?")) else BlockKind.PARAGRAPH, 4)
    elif tag.name == "dd":
        yield from _made(_text(tag), BlockKind.ANSWER)
    elif tag.name == "blockquote":
        yield from _made(_text(tag), BlockKind.QUOTATION)
    elif tag.name in ("p", "pre"):
        for part in tag.get_text("\n" if tag.find("br") or tag.name == "pre" else "").split("\n"):
            yield from _paragraph(part)
    else:
        yield from _lines(tag)


def _item(tag: Any) -> Iterator[Line]:
    inner = list(tag.find_all(["ul", "ol", "table"]))
    for nested in inner:
        nested.extract()
    number = (
        f"{len(tag.find_previous_siblings('li')) + 1}. " if tag.parent is not None and tag.parent.name == "ol" else "- "
    )
    if text := _text(tag):
        yield Line(number + text, BlockKind.LIST_ITEM, 1)
    for nested in inner:
        if nested.parent is None:
            yield from _block(nested)


def _table(tag: Any) -> Iterator[Line]:
    rows = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
    kind = BlockKind.TABLE_HEADER
    for row in rows:
        cells = [_text(cell).replace("|", "｜") for cell in row.find_all(["td", "th"], recursive=False)]
        if any(cells):
            yield Line(f"| {' | '.join(cells)} |", kind)
            kind = BlockKind.TABLE_ROW


def _is_text(node: Any) -> bool:
    return type(node).__name__ == "NavigableString"


def _is_block(tag: Any) -> bool:
    return (
        tag.name in _HEADINGS
        or tag.name in _BOXES
        or tag.name in ("table", "li", "dt", "dd", "blockquote", "p", "pre", "tr", "td")
        or bool(tag.find(["p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4"]))
    )


def _text(tag: Any) -> str:
    return _SPACE.sub(" ", tidy(tag.get_text(" " if tag.find("br") else ""))).strip()


def _paragraph(text: str) -> Iterator[Line]:
    return _made(_SPACE.sub(" ", tidy(text)).strip(), BlockKind.PARAGRAPH)


def _made(text: str, kind: BlockKind, level: int = 0) -> Iterator[Line]:
    if text:
        yield Line(text, kind, level)
