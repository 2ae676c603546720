"""Knowledge as passages, and answers that quote them."""

from dataclasses import dataclass

CONTEXT_BUDGET = 1_500
"""Characters of passages that an answerer may be handed for one question."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A self-contained piece of a document.

    `text[...]` is `document[start:end]` in the document's own characters, apart from a lead-in or table header put
    before it so that it can be read alone. `section` is the path of headings, outermost first. `kind` is the kind
    of its main block. `id` is stable for the same document name, section and text.
    """

    id: str
    document: str
    section: tuple[str, ...]
    text: str
    start: int = 0
    end: int = 0
    kind: str = "paragraph"
    page: int | None = None

    @property
    def section_name(self) -> str:
        """The path of headings on one line."""
        return " › ".join(self.section)


@dataclass(frozen=True, slots=True)
class Found:
    """A passage and how well it fits a question. `similarity` is the cosine (-1 to 1); `score` orders the list."""

    passage: Passage
    score: float
    similarity: float


@dataclass(frozen=True, slots=True)
class Citation:
    """`quote` is an exact substring of the passage with that id."""

    passage_id: str
    document: str
    section: str
    quote: str

    @property
    def shown(self) -> str:
        """The quote for the eye: the row of a table as words, without its bars. What is kept stays exact."""
        return "\n".join(_row(line) if line.lstrip().startswith("|") else line for line in self.quote.split("\n"))


def _row(line: str) -> str:
    first, *rest = [cell.strip() for cell in line.strip().strip("|").split("|")]
    told = "／".join(cell for cell in rest if cell)
    return f"{first}：{told}" if first and told else first or told


def cite(passage: Passage, quote: str) -> Citation:
    """A citation of `quote`. Raises ValueError when the passage does not contain it to the letter."""
    if not quote or quote not in passage.text:
        raise ValueError(f"passage {passage.id} does not contain {quote!r}")
    return Citation(passage.id, passage.document, passage.section_name, quote)


@dataclass(frozen=True, slots=True)
class Answer:
    """A grounded answer."""

    text: str
    citations: tuple[Citation, ...]
    passages: tuple[Passage, ...] = ()
    engine: str = "local"
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Declined:
    """The knowledge does not answer. `text` says so politely; `suggestions` are questions it does answer."""

    text: str
    suggestions: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    engine: str = "local"
    fallback: str = ""

    @property
    def sentence(self) -> str:
        """The refusal alone: `text` without the list of suggestions, and its lead-in, that end it."""
        told, listed, _ = self.text.partition("\n・")
        return told.rpartition("\n")[0] or told if listed and self.suggestions else self.text
