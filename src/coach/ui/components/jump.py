"""Bringing a part of the page into view, once: what is new, or what a link led to."""

import json
from typing import Literal

import streamlit as st

_SCRIPT = """<script>/* {view} */ setTimeout(() => document.querySelector('.st-key-{key}')?.scrollIntoView(
{block: '{block}', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'}), 150);</script>"""


def show(key: str, view: str, *, block: Literal["start", "nearest"] = "start") -> None:
    """Scroll to the container with that key when `view` is another one than before; `nearest`: no further than needed."""
    # The key stands in a selector of ours: nothing that a reader typed gets there.
    safe_key = "".join(char for char in key if char.isalnum() or char in "-_")
    with st.container(key="jump"):
        shown = json.dumps(view).replace("<", "").replace("*/", "")
        st.html(
            _SCRIPT.replace("{view}", shown).replace("{key}", safe_key).replace("{block}", block),
            unsafe_allow_javascript=True,
        )
