"""The documents of the knowledge: to look into, or to take out."""

from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from coach.bootstrap import Coach
from coach.ui import clock, navigation
from coach.ui.components import chip
from coach.ui.language import _
from coach.ui.wording import block, literal, safe

if TYPE_CHECKING:
    from coach.retrieval.catalogue import Source


def show(coach: Coach) -> None:
    """One card a document."""
    documents = coach.knowledge.documents()
    st.subheader(_("取り込んだ資料（{count}件）").format(count=len(documents)), anchor=False)
    for number, source in enumerate(documents):
        _card(coach, source, number, last=len(documents) == 1)


def _card(coach: Coach, source: "Source", number: int, *, last: bool) -> None:
    with st.container(
        border=True, key=f"card-source-{number}", horizontal=True, vertical_alignment="center", gap="small"
    ):
        with st.container(width="stretch", key=f"recent-source-{number}"):
            st.html(block(f'<p class="title">{_named(source)}</p>', _facts(source)))
        if st.button(_("中身を見る"), key=f"preview-{number}", icon=":material/visibility:"):
            navigation.go("sources", document=source.name)
        with st.popover(_("外す"), type="tertiary"):
            if last:
                st.markdown(
                    _(
                        "最後の一件は外せません。答えやコメントの根拠がなくなるためです。先に別の資料を追加してください。"
                    )
                )
                return
            st.markdown(
                _("「{name}」を知識から外します。もとのファイルは消えません。").format(name=literal(source.name))
            )
            if st.button(_("外す"), key=f"remove-{number}", type="primary"):
                coach.knowledge.remove(source.name)
                coach.knowledge_changed()
                st.rerun()


def _named(source: "Source") -> str:
    """The document's own title with the name of its file, as HTML; the name alone where it has no other title."""
    if source.title in ("", source.name):
        return safe(source.name)
    return f'{safe(source.title)}　<span class="small muted">{safe(source.name)}</span>'


def _facts(source: "Source") -> str:
    return chip.row(
        chip.plain(_("{count:,}節").format(count=source.passages)),
        chip.plain(_("{count:,}文字").format(count=source.characters)),
        chip.plain(_("{date} 更新").format(date=clock.local(datetime.fromisoformat(source.added)))),
    )
