"""What decided, made visible: parts of an utterance, and quotes in their passage. Pure: text in, HTML out."""

from collections.abc import Sequence
from itertools import pairwise

from coach.domain.labels import Orientation, Tag
from coach.domain.passage import Citation
from coach.ui.wording import safe


def marked(text: str, tag: Tag) -> str:
    """The utterance with its credit and trust parts underlined and the deciding words shaded."""
    ends = [(one.start, one.end) for one in tag.segments] + [(one.start, one.end) for one in tag.cues]
    edges = {0, len(text), *(min(at, len(text)) for pair in ends for at in pair)}
    pieces = [_piece(text, start, end, tag) for start, end in pairwise(sorted(edges))]
    return f'<div class="marked">{"".join(pieces)}</div>'


def _piece(text: str, start: int, end: int, tag: Tag) -> str:
    inside = safe(text[start:end])
    cue = next((cue for cue in tag.cues if cue.start <= start and end <= cue.end), None)
    if cue:
        inside = f'<mark title="{safe(cue.meaning)}">{inside}</mark>'
    segment = next((one for one in tag.segments if one.start <= start and end <= one.end), None)
    if segment is None or segment.label not in (Orientation.CREDIT, Orientation.TRUST):
        return inside
    return f'<span class="part {segment.label}">{inside}</span>'


def quoted(passage: str, quote: str) -> str:
    """The passage with the quote highlighted at its first place; as it is when it does not hold the quote."""
    before, found, after = passage.partition(quote) if quote else (passage, "", "")
    if not found:
        return f'<div class="passage">{safe(passage)}</div>'
    return f'<div class="passage">{safe(before)}<mark>{safe(found)}</mark>{safe(after)}</div>'


def _as_said(quote: str) -> tuple[str, str]:
    """The quote, and the quote without its lead (「結論： 」, 「- 」), which an answer leaves out."""
    return quote, quote.rpartition("： ")[2].removeprefix("- ")


def _outside(text: str, at: int) -> int:
    """The place itself, or, inside brackets, the one after they close: at the latest the end of the line."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    depth = 0
    for place in range(start, end if end >= 0 else len(text)):
        if place >= at and depth == 0:
            return place
        depth = max(0, depth + (text[place] in "「『（(") - (text[place] in "」』）)"))
    return end if end >= 0 else len(text)


def numbered(text: str, citations: Sequence[Citation]) -> str:
    """An answer in which each sentence that quotes is followed by the number of its citation."""
    places: dict[int, list[int]] = {}
    for number, citation in enumerate(citations, 1):
        said = next((part for part in _as_said(citation.quote) if part and part in text), None)
        if said is not None:
            places.setdefault(_outside(text, text.index(said) + len(said)), []).append(number)
    pieces = []
    for start, end in pairwise(sorted({0, *places, len(text)})):
        signs = "".join(f'<sup class="n">[{number}]</sup>' for number in places.get(end, []))
        pieces.append(safe(text[start:end]) + signs)
    return f'<div class="said">{"".join(pieces)}</div>'
