"""The app's frame: style, navigation, one coach for all sessions, and the one place where an error becomes a box."""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from coach.bootstrap import Coach
from coach.domain.errors import CoachError
from coach.ui import language, navigation, shared
from coach.ui.components import frame, problem, readiness
from coach.ui.language import _
from coach.ui.pages import ask, practice, prepare, progress, review, scenarios, settings, sources, start

_MARK = Path(__file__).parent / "assets" / "mark.svg"
"""Our own picture: an icon by name would be fetched from the network."""

_log = logging.getLogger(__name__)

Show = Callable[[Coach], None]


def run() -> None:
    """One run of the script: what Streamlit calls again after every click."""
    language.begin()
    st.set_page_config(page_title=_("信用と信頼の対話コーチ"), page_icon=str(_MARK), layout="wide")
    st.logo(str(_MARK), size="large")
    frame.show()
    pages = {
        "start": _page(start.show, _("はじめに"), "", ":material/home:"),
        "prepare": _page(prepare.show, _("準備"), "prepare", ":material/edit_note:"),
        "practice": _page(practice.show, _("練習"), "practice", ":material/record_voice_over:"),
        "ask": _page(ask.show, _("質問"), "ask", ":material/help:"),
        "review": _page(review.show, _("ふりかえり"), "review", ":material/history_edu:"),
        "progress": _page(progress.show, _("記録"), "progress", ":material/timeline:"),
        "scenarios": _page(scenarios.show, _("シナリオを作る"), "scenarios", ":material/edit_document:"),
        "sources": _page(sources.show, _("資料"), "sources", ":material/library_books:"),
        "evaluation": _page(_evaluation, _("評価"), "evaluation", ":material/monitoring:"),
        "settings": _page(settings.show, _("設定"), "settings", ":material/settings:"),
    }
    navigation.remember(pages)
    st.navigation(list(pages.values()), position="top").run()


def _evaluation(coach: Coach) -> None:
    """The page's measures reckon with numpy, which nobody else needs for a first page."""
    from coach.ui.pages import evaluation

    evaluation.show(coach)


def _page(show: Show, title: str, path: str, icon: str) -> Page:
    return st.Page(partial(_guarded, show), title=title, url_path=path, icon=icon, default=not path)


def _guarded(show: Show) -> None:
    try:
        coach = shared.coach()
        show(coach)
        readiness.begin(coach)
    except CoachError as error:
        problem.show(str(error))
    except Exception:  # noqa: BLE001 (the last place where a fault can become a sentence)
        # A reader can do nothing with a traceback; whoever runs the server finds it in the log.
        _log.exception("a page failed")
        problem.show(
            _("思いがけない問題が起きました。ページを読み込み直してください。保存された会話は失われていません。")
        )
