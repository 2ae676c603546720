"""Questions to begin with."""

import streamlit as st

from coach.ui.language import _

_EXAMPLES = (
    "信用と信頼はどう違いますか？",
    "評価面談で、信頼のメッセージはどう伝えればよいですか？",
    "1on1が進捗確認だけになってしまいます。どうすればよいですか？",
    "信用が低い部下を、信頼してもよいのでしょうか？",
    "一度失った信頼は、どう取り戻せますか？",
    "仕事を任せるとき、丸投げにならないためには？",
)


def show(*, open_: bool) -> str | None:
    """The examples; the one that was clicked."""
    with (
        st.expander(_("質問の例"), expanded=open_, icon=":material/lightbulb:"),
        st.container(horizontal=True, gap="small"),
    ):
        clicked = [_(text) for text in _EXAMPLES if st.button(_(text), key=f"example-{text}", wrap=True)]
    return clicked[0] if clicked else None
