"""Times as the reader's own clock shows them."""

from datetime import date as Day  # noqa: N812 (`date` is how one is written)
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from coach.ui.wording import date


def zone() -> ZoneInfo | None:
    """The browser's time zone; None, which is the server's, when the browser does not tell."""
    try:
        return ZoneInfo(st.context.timezone) if st.context.timezone else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def local(when: datetime) -> str:
    """The moment as the reader's own clock shows it."""
    return date(when, zone())


def today() -> Day:
    """The day it is there."""
    return datetime.now(zone()).date()
