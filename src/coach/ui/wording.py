"""Texts, dates and figures on their way to the screen: escaped, and written as the reader's language writes them."""

import html
import re
from datetime import date as Day  # noqa: N812 (`date` is how a moment is written)
from datetime import datetime, tzinfo

from coach.ui.language import SOURCE, _, current

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>$:<&])")
_LINKED = re.compile(r":(?=/|$)|www(?=\.|$)|(?=@)", re.IGNORECASE)
"""Where Markdown would make a link of a bare address, escaped or not; a letter without width keeps it from that."""

WEEKDAYS = ("月", "火", "水", "木", "金", "土", "日")
_MONTHS = ("1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月")
_JAPANESE = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")


def safe(text: str) -> str:
    """Somebody's text as HTML that shows it to the letter."""
    return html.escape(text, quote=True)


def literal(text: str) -> str:
    """Somebody's text as Markdown that shows it to the letter: no formulas, colours, icons, images or links."""
    return _MARKDOWN.sub(r"\\\1", _LINKED.sub("\\g<0>\u2060", text)).replace("\n", "  \n")


def block(*parts: str) -> str:
    """Pieces of HTML as one block of ours, marked with its language for line breaking and screen readers.

    What holds Japanese is Japanese, whoever reads: scenarios and the handbook stay in their language.
    """
    inside = "".join(parts)
    return f'<div class="c" lang="{"ja" if _JAPANESE.search(inside) else current()}">{inside}</div>'


def date(when: datetime, zone: tzinfo | None = None) -> str:
    """11月22日(日) 15:07; Sun 22 Nov 15:07."""
    here = when.astimezone(zone)
    return f"{day(here)} {here.hour}:{here.minute:02}"


def day(when: Day) -> str:
    """11月22日(日); Sun 22 Nov."""
    written = _("{month}{day}日({weekday})")
    return written.format(month=_(_MONTHS[when.month - 1]), day=when.day, weekday=_(WEEKDAYS[when.weekday()]))


def short_day(when: Day) -> str:
    """11/22; 22 Nov."""
    if current() == SOURCE:
        return f"{when.month}/{when.day}"
    return _("{month}{day}日").format(month=_(_MONTHS[when.month - 1]), day=when.day)


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
