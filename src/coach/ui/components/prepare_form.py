"""The short form of a preparation. An example is one click away, and nothing but the scene has to be given."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.labels import Scene
from coach.domain.preparation import Request
from coach.domain.scenario import Level
from coach.domain.words import LEVEL, SCENE
from coach.ui import navigation
from coach.ui.components import readiness
from coach.ui.language import _
from coach.ui.shared import USER

_LONGEST_NAME, _LONGEST_TEXT, _LONGEST_TASK = 40, 20_000, 100
_FIELDS = ("name", "facts", "worries", "task", "credit", "trust")
_KEY = "prepare-{}"


def show(coach: Coach) -> None:
    """The form, and the sheet it leads to."""
    if _key("scene") not in st.session_state:
        st.session_state[_key("scene")] = Scene.APPRAISAL
    with st.container(border=True, key="card-prepare-form"):
        chosen = st.segmented_control(
            _("場面"), list(Scene), format_func=lambda one: _(SCENE[one]), key=_key("scene"), required=True
        )
        scene = chosen or Scene.APPRAISAL
        _texts()
        if scene is Scene.DELEGATION:
            _delegation()
        with st.container(horizontal=True, vertical_alignment="center"):
            made = st.button(_("シートを作る"), key="prepare-make", type="primary", icon=":material/edit_note:")
            st.button(
                _("例を入れてみる"),
                key="prepare-example",
                type="tertiary",
                icon=":material/lightbulb:",
                on_click=_fill_example,
                args=(coach,),
            )
    if made:
        readiness.wait(coach)
        with st.spinner(_("シートを作っています。")):
            preparation = coach.prepare.prepare(_request(scene), acting=USER)
        navigation.go("prepare", id=preparation.id)


def fill(request: Request) -> None:
    """Put what was typed into the form that is shown next."""
    st.session_state[_key("scene")] = request.scene
    for name in _FIELDS:
        st.session_state[_key(name)] = getattr(request, name)


def _texts() -> None:
    st.text_input(
        _("相手の呼び名（なくてもかまいません）"), key=_key("name"), max_chars=_LONGEST_NAME, placeholder=_("例：佐藤")
    )
    st.text_area(
        _("相手とこの期間についての事実"),
        key=_key("facts"),
        max_chars=_LONGEST_TEXT,
        height=150,
        placeholder=_(
            "例：新規契約 12件（目標10件）\n箇条書き、数字、日付、メールの貼り付けなど、どんな形でもかまいません"
        ),
    )
    st.text_area(
        _("気がかりなこと"),
        key=_key("worries"),
        max_chars=_LONGEST_TEXT,
        height=80,
        placeholder=_("例：評価に納得してくれるか不安。黙ってしまうかもしれない"),
    )


def _delegation() -> None:
    st.text_input(_("任せたい仕事"), key=_key("task"), max_chars=_LONGEST_TASK, placeholder=_("例：秋の展示会の企画"))
    credit, trust = st.columns(2)
    with credit:
        _level("credit", _("信用レベル（実績とスキル）"))
    with trust:
        _level("trust", _("信頼レベル（姿勢への共感、対話のしやすさ）"))


def _level(name: str, label: str) -> None:
    st.segmented_control(label, list(Level), format_func=lambda one: _(LEVEL[one]), key=_key(name))


def _request(scene: Scene) -> Request:
    given = {name: st.session_state.get(_key(name)) for name in _FIELDS}
    texts = {name: given[name] or "" for name in ("name", "facts", "worries", "task")}
    if scene is not Scene.DELEGATION:
        return Request(scene, texts["name"], texts["facts"], texts["worries"])
    return Request(
        scene,
        texts["name"],
        texts["facts"],
        texts["worries"],
        credit=given["credit"],
        trust=given["trust"],
        task=texts["task"],
    )


def _fill_example(coach: Coach) -> None:
    fill(coach.prepare_example(st.session_state.get(_key("scene")) or Scene.APPRAISAL))


def _key(name: str) -> str:
    return _KEY.format(name)
