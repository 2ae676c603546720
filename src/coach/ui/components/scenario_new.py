"""Ways to begin a scenario: a copy of one that is there, a file, or a draft left open."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.scenario import Scenario
from coach.domain.words import DIFFICULTY, SCENE
from coach.ui import drafts, navigation
from coach.ui.language import _


def show(coach: Coach) -> None:
    """The ways."""
    with st.container(border=True, key="card-new"):
        st.subheader(_("新しく作る"), anchor=False)
        chosen = st.selectbox(_("もとにするシナリオ"), coach.scenarios.all(), format_func=_named, key="copied")
        if st.button(_("写して書き始める"), key="copy", type="primary", icon=":material/content_copy:"):
            _begin(f"{drafts.COPY}:{chosen.id}")
        with st.expander(_("YAMLファイルから読み込む"), icon=":material/upload_file:"):
            _file()
    for key in drafts.open_ones():
        if st.button(_("書きかけのシナリオを続ける"), key=f"go-on-{key}", icon=":material/edit:"):
            navigation.go("scenarios", draft=key)


def _begin(key: str) -> None:
    drafts.forget(key)
    navigation.go("scenarios", draft=key)


def _file() -> None:
    with st.form("scenario-file", clear_on_submit=True, border=False):
        file = st.file_uploader(_("シナリオのYAML（UTF-8）"), key="scenario-upload")
        sent = st.form_submit_button(_("読み込む"))
    if not sent or file is None:
        return
    try:
        text = file.getvalue().decode("utf-8-sig")
    except UnicodeDecodeError:
        st.warning(_("UTF-8 で保存されていません。UTF-8 で保存し直してください。"), icon=":material/info:")
        return
    drafts.keep(f"{drafts.FILE}:", text)
    navigation.go("scenarios", draft=f"{drafts.FILE}:")


def _named(scenario: Scenario) -> str:
    return _("{scene}：{title}（{level}）").format(
        scene=_(SCENE[scenario.scene]), title=scenario.title, level=_(DIFFICULTY[scenario.difficulty])
    )
