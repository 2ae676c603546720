"""A citation that opens its passage, with the quoted words highlighted, and leads to its place in the document."""

from collections.abc import Sequence

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.passage import Citation
from coach.ui import navigation, shared
from coach.ui.highlight import quoted
from coach.ui.language import _
from coach.ui.wording import block, literal, safe, short


def show(coach: Coach, citation: Citation, *, key: str, label: str | None = None) -> None:
    """The way to the passage, named by its place or by `label`, and the passage."""
    with st.popover(
        literal(label or _source(citation)), key=key, icon=":material/menu_book:", type="tertiary", wrap=True
    ):
        where = _("{document}　{section}").format(document=citation.document, section=citation.section)
        passage = shared.passage(coach, citation.passage_id)
        gone = _("ナレッジが更新されたため、引用した文だけを表示しています。")
        st.html(
            block(
                f'<p class="small muted">{safe(where)}</p>',
                quoted(passage.text if passage else citation.quote, citation.quote),
                "" if passage else f'<p class="small muted">{safe(gone)}</p>',
            )
        )
        if passage:
            address = {"document": citation.document, "passage": citation.passage_id, **_marked(passage.text, citation)}
            navigation.link("sources", _("資料の中で読む"), ":material/find_in_page:", **address, **_back())


def show_all(coach: Coach, citations: Sequence[Citation], *, key: str, numbers: bool = False) -> None:
    """Several side by side."""
    if not citations:
        return
    with st.container(horizontal=True, gap="small"):
        for number, citation in enumerate(citations, 1):
            label = f"[{number}] {_source(citation)}" if numbers else None
            show(coach, citation, key=f"{key}-{number}", label=label)


def _source(citation: Citation) -> str:
    place = citation.section.split(" › ")[-1] or citation.document
    return _("出典：{place}").format(place=short(place, 26))


def _marked(text: str, citation: Citation) -> dict[str, str]:
    """Where the quote stands in its passage, for the address."""
    start = text.find(citation.quote)
    return {"at": f"{start}-{start + len(citation.quote)}"} if start >= 0 else {}


def _back() -> dict[str, str]:
    """Where the reader comes from, as far as the address tells."""
    for name in ("talk", "id"):
        if value := navigation.asked(name):
            return {name: value}
    return {}
