"""Going from page to page. What a page shows is in its address, so that a reload or another browser shows the same."""

from collections.abc import Mapping
from typing import NoReturn

import streamlit as st
from streamlit.navigation.page import Page

_PAGES = "pages"


def remember(pages: Mapping[str, Page]) -> None:
    """Keep this run's pages by name."""
    st.session_state[_PAGES] = pages


def go(page: str, **address: str) -> NoReturn:
    """Show a page; `address` becomes its query parameters."""
    st.switch_page(st.session_state[_PAGES][page], query_params=address)


def link(page: str, label: str, icon: str, **address: str) -> None:
    """A link to a page, which may also be opened in another tab."""
    st.page_link(st.session_state[_PAGES][page], label=label, icon=icon, query_params=address)


def exists(page: str) -> bool:
    """Whether this app has a page of that name."""
    return page in st.session_state[_PAGES]


def asked(name: str) -> str | None:
    """The query parameter `name`; None when it is missing or empty."""
    return st.query_params.get(name) or None
