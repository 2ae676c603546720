"""Texts, dates and figures on their way to the screen: escaped, and written as Japanese people write them."""

import html
import re
from datetime import date as Day  # noqa: N812 (`date` is how a moment is written)
from datetime import datetime, tzinfo

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>$:<&])")
_LINKED = re.compile(r":(?=/|$)|www(?=\.|$)|(?=@)", re.IGNORECASE)
"""Where Markdown would make a link of a bare address, escaped or not; a letter without width keeps it from that."""

_DAYS = "月火水木金土日"


def safe(text: str) -> str:
    """Somebody's text as HTML that shows it to the letter."""
    return html.escape(text, quote=True)


def literal(text: str) -> str:
    """Somebody's text as Markdown that shows it to the letter: no formulas, colours, icons, images or links."""
    return _MARKDOWN.sub(r"\\\1", _LINKED.sub("\\g<0>\u2060", text)).replace("\n", "  \n")


def block(*parts: str) -> str:
    """Pieces of HTML as one block of ours, marked as Japanese for line breaking and screen readers."""
    return f'<div class="c" lang="ja">{"".join(parts)}</div>'


def date(when: datetime, zone: tzinfo | None = None) -> str:
    """11月22日(日) 15:07."""
    here = when.astimezone(zone)
    return f"{here.month}月{here.day}日({_DAYS[here.weekday()]}) {here.hour}:{here.minute:02}"


def day(when: Day) -> str:
    """11月22日(日)."""
    return f"{when.month}月{when.day}日({_DAYS[when.weekday()]})"


def signed(change: float) -> str:
    """+0.05, −0.05 or ±0.00."""
    rounded = round(change, 2)
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else '±'}{abs(rounded):.2f}"


def percent(share: float) -> str:
    """42%."""
    return f"{round(share * 100)}%"


def short(text: str, limit: int = 40) -> str:
    """One line of at most `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
