"""Everything that is kept of the reader: to take along, and to delete. One's own data, complete."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.own import Counts, Kind
from coach.ui import export_all, pending
from coach.ui.language import _, bound
from coach.ui.shared import USER
from coach.ui.wording import literal

_NAMES = {
    Kind.PRACTICES: "練習の記録",
    Kind.QUESTIONS: "質問と答え",
    Kind.REVIEWS: "実際の会話のふりかえり",
    Kind.PREPARATIONS: "面談の準備シート",
    Kind.COMMITMENTS: "決めた行動",
    Kind.DISPUTES: "読み取りについてのご意見",
}


def show(coach: Coach) -> None:
    """The files and the way to delete; nothing where nothing is kept. Files are made when somebody asks for them."""
    counts = coach.own.counts(acting=USER)
    if not counts:
        return
    st.subheader(_("あなたのデータ"), anchor=False)
    st.caption(_("このアプリに残っているあなたの記録は、まとめて保存することも、削除することもできます。"))
    with st.container(horizontal=True):
        if Kind.PRACTICES in counts:
            _zip(coach)
        _json(coach)
        _delete(coach, counts)


def _zip(coach: Coach) -> None:
    st.download_button(
        _("すべて保存（Markdown・ZIP）"),
        bound(lambda: export_all.as_zip(coach.own.rehearsals(acting=USER))),
        "renshu-kiroku.zip",
        "application/zip",
        key="save-all-zip",
        icon=":material/folder_zip:",
        on_click="ignore",
        help=_("練習の記録を、一回につき一つの文書にまとめます。"),
    )


def _json(coach: Coach) -> None:
    st.download_button(
        _("すべて保存（JSON）"),
        bound(lambda: export_all.as_json(coach.own.everything(acting=USER))),
        "renshu-kiroku.json",
        "application/json",
        key="save-all-json",
        icon=":material/download:",
        on_click="ignore",
        help=_("練習、質問、ふりかえり、準備シート、決めた行動など、すべての記録が入ります。"),
    )


def _delete(coach: Coach, counts: Counts) -> None:
    with st.popover(_("すべて削除"), type="tertiary", icon=":material/delete:", key="forget-all"):
        st.markdown(_("選んだ記録をすべて削除します。元に戻すことはできません。残したいものは選択を外してください。"))
        chosen = [kind for kind, count in counts.items() if _chosen(kind, count)]
        st.caption(_("準備シートを消すと、そこから作った練習シナリオも消えます。"))
        st.caption(_("ご自分で作ったシナリオは「シナリオを作る」のページで削除できます。"))
        sure = st.checkbox(_("元に戻せないことを確かめました"), key="sure-to-delete-all")
        if st.button(_("選んだ記録を削除する"), key="delete-all", type="primary", disabled=not (sure and chosen)):
            coach.own.delete(chosen, acting=USER)
            if Kind.REVIEWS in chosen:
                pending.forget()  # a talk that was handed over and not read yet
            st.rerun()


def _chosen(kind: Kind, count: int) -> bool:
    label = _("{name}（{count}件）").format(name=_(_NAMES[kind]), count=count)
    return st.checkbox(literal(label), value=True, key=f"delete-kind-{kind}")
