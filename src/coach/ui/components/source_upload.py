"""New documents on their way into the knowledge, with their progress and what became of each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from coach.bootstrap import Coach
from coach.ui import uploads
from coach.ui.language import _
from coach.ui.wording import literal, short

if TYPE_CHECKING:
    from coach.retrieval.ingest import IngestReport, Progress

_DONE = "sources-done"


def show(coach: Coach) -> None:
    """The field for files, and what the last upload came to."""
    size = coach.settings.max_document_bytes / 1e6
    with st.form("upload", clear_on_submit=True):
        files = st.file_uploader(
            _("資料を追加する（.txt .md .html .docx .pdf、一つ{size:,.0f} MBまで）").format(size=size),
            accept_multiple_files=True,
            key="upload-files",
        )
        sent = st.form_submit_button(_("取り込む"), type="primary", icon=":material/upload_file:")
    if sent and files:
        _take_in(coach, files)
    elif sent:
        st.info(_("ファイルを選んでから「取り込む」を押してください。"))
    _became(st.session_state.pop(_DONE, None))


def _take_in(coach: Coach, files: Sequence[uploads.Upload]) -> None:
    with st.empty(), uploads.on_disk(files) as paths:
        bar = st.progress(0.0, text=_("資料を読んでいます。終わるまで、このページを開いたままお待ちください。"))

        def report(progress: "Progress") -> None:
            bar.progress(progress.done / progress.total if progress.total else 1.0, text=in_words(progress))

        st.session_state[_DONE] = coach.knowledge.ingest(paths, progress=report)
    coach.knowledge_changed()
    st.rerun()


def in_words(progress: "Progress") -> str:
    """How far it is, and how fast."""
    return _("「{name}」を取り込んでいます：{done}／{total}節（毎秒{speed:.1f}節）").format(
        name=literal(short(progress.document)),
        done=progress.done,
        total=progress.total,
        speed=progress.passages_per_second,
    )


def _became(report: "IngestReport | None") -> None:
    if report is None:
        return
    if report.documents and not report.added and not report.removed:
        st.success(_("{count}件の資料は、すでに同じ内容で取り込まれています。").format(count=report.documents))
    elif report.documents:
        text = _("{count}件の資料を取り込みました（新しい節 {added}、そのままの節 {same}、{seconds:.1f}秒）。")
        st.success(
            text.format(count=report.documents, added=report.added, same=report.unchanged, seconds=report.seconds)
        )
    for problem in report.problems:
        st.warning(literal(_(problem.message)), icon=":material/info:")
