"""A big card that leads somewhere."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from coach.ui.wording import block, safe


@contextmanager
def frame(key: str, title: str, text: str) -> Iterator[None]:
    """The card; what is done inside is its ways in."""
    with st.container(border=True, key=f"card-{key}", height="stretch", vertical_alignment="distribute"):
        with st.container():
            st.subheader(title, anchor=False)
            st.html(block(f"<p>{safe(text)}</p>"))
        with st.container(gap="small"):
            yield
