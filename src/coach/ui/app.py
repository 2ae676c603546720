"""The app's frame: style, navigation, one coach for all sessions, and the one place where an error becomes a box."""

import logging
from functools import partial
from importlib import import_module
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from coach.domain.errors import CoachError
from coach.ui import language, navigation, shared
from coach.ui.components import frame, problem, readiness
from coach.ui.language import _

_MARK = Path(__file__).parent / "assets" / "mark.svg"
"""Our own picture: an icon by name would be fetched from the network."""

_FIRST = "start"

_log = logging.getLogger(__name__)


def run() -> None:
    """One run of the script: what Streamlit calls again after every click."""
    language.begin()
    st.set_page_config(page_title=_("信用と信頼の対話コーチ"), page_icon=str(_MARK), layout="wide")
    st.logo(str(_MARK), size="large")
    frame.show()
    pages = (
        _page("start", _("はじめに"), ":material/home:"),
        _page("prepare", _("準備"), ":material/edit_note:"),
        _page("practice", _("練習"), ":material/record_voice_over:"),
        _page("ask", _("質問"), ":material/help:"),
        _page("review", _("ふりかえり"), ":material/history_edu:"),
        _page("progress", _("記録"), ":material/timeline:"),
        _page("scenarios", _("シナリオを作る"), ":material/edit_document:"),
        _page("sources", _("資料"), ":material/library_books:"),
        _page("evaluation", _("コーチの評価"), ":material/monitoring:"),
        _page("settings", _("設定"), ":material/settings:"),
    )
    navigation.remember(dict(pages))
    st.navigation([page for _name, page in pages], position="top").run()


def _page(name: str, title: str, icon: str) -> tuple[str, Page]:
    """A page of `coach.ui.pages` with its name; the first has the app's own address."""
    path = "" if name == _FIRST else name
    return name, st.Page(partial(_guarded, name), title=title, url_path=path, icon=icon, default=not path)


def _guarded(name: str) -> None:
    try:
        coach = shared.coach()
        import_module(f"coach.ui.pages.{name}").show(coach)  # by name: a first page does not wait for the others
        readiness.begin(coach)
    except CoachError as error:
        problem.show(str(error))
    except Exception:  # noqa: BLE001 (the last place where a fault can become a sentence)
        # A reader can do nothing with a traceback; whoever runs the server finds it in the log.
        _log.exception("a page failed")
        problem.show(
            _("思いがけない問題が起きました。ページを読み込み直してください。保存された会話は失われていません。")
        )
