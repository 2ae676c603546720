"""A run as files to keep, to compute with, and to print."""

import streamlit as st

from coach.bootstrap import Coach
from coach.evaluation.export import as_csv, as_json
from coach.evaluation.report import as_html
from coach.ui.components import eval_choose
from coach.ui.language import _

_MAKERS = {
    "csv": (as_csv, "text/csv", "一件ずつの表（CSV）"),
    "html": (as_html, "text/html", "印刷できるレポート（HTML）"),
    "json": (as_json, "application/json", "すべてのデータ（JSON）"),
}


def show(coach: Coach) -> None:
    """Three buttons."""
    run = eval_choose.show(coach, _("書き出す評価"), key="eval-export-run")
    if run is None:
        return
    name = f"hyoka-{run.dataset}-{run.started_at:%Y%m%d-%H%M}"
    with st.container(horizontal=True):
        for suffix, (make, mime, label) in _MAKERS.items():
            st.download_button(
                _(label),
                make(run),
                f"{name}.{suffix}",
                mime,
                key=f"eval-save-{suffix}",
                icon=":material/download:",
                on_click="ignore",
            )
    st.caption(_("CSVとJSONには、質問と回答の文章がそのまま含まれます。取り扱いにご注意ください。"))
