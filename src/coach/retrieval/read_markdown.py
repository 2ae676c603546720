"""Markdown files."""

from coach.domain.encoding import decode
from coach.retrieval.blocks import Line
from coach.retrieval.read_text import lines_of


def lines_in(data: bytes, name: str, most: int) -> list[Line]:  # noqa: ARG001 -- the text is as long as the file
    """The lines of a Markdown file. Raises BadInput when it is no text."""
    return lines_of(decode(data, name), markdown=True)
