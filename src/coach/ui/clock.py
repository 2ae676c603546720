"""Times as the reader's own clock shows them."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from coach.ui.wording import date


def local(when: datetime) -> str:
    """The moment in the browser's time zone; in the server's when the browser does not tell."""
    try:
        zone = ZoneInfo(st.context.timezone) if st.context.timezone else None
    except (ZoneInfoNotFoundError, ValueError):
        zone = None
    return date(when, zone)
