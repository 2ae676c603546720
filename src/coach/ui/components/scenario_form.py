"""The most important fields of a scenario as a form. The lines that the person can say stay as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import streamlit as st

from coach.domain.labels import Scene
from coach.domain.scenario import Concern, ConcernStep, Fact, Level, Manner, Persona, Scenario
from coach.domain.words import DIFFICULTY, LEVEL, SCENE
from coach.ui.language import _

MANNER = {Manner.POLITE: "ていねい", Manner.FRANK: "くだけた", Manner.RESERVED: "口数が少ない"}
_Closed = TypeVar("_Closed", Scene, Manner, Level, int)
_SPARE_FACTS, _STEPS = 3, 3
PLACES = {
    "title": "題名",
    "scene": "場面",
    "difficulty": "難しさ",
    "situation": "状況",
    "opening": "第一声",
    "goals": "目指すこと",
    "facts": "事実シート",
    "persona.name": "名前",
    "persona.age_group": "年代",
    "persona.job": "職種",
    "persona.about": "人物",
    "concern.summary": "本音の要約",
    "concern.steps": "本音の段階",
}
"""Where the form's fields lie in the file."""


def fields(scenario: Scenario, *, key: str) -> Scenario:
    """The fields, filled in; the scenario as they say."""
    title = st.text_input(_("題名"), scenario.title, key=f"{key}-title")
    first, second = st.columns(2)
    with first:
        scene = _choice(_("場面"), SCENE, scenario.scene, f"{key}-scene")
    with second:
        difficulty = _choice(_("難しさ"), DIFFICULTY, scenario.difficulty, f"{key}-difficulty")
    situation = st.text_area(
        _("状況（面談までに何があったか）"), scenario.situation, height=140, key=f"{key}-situation"
    )
    return replace(
        scenario,
        title=title,
        scene=scene,
        difficulty=difficulty,
        situation=situation,
        persona=_persona(scenario.persona, key),
        facts=_facts(scenario.facts, key),
        goals=_lines(_("目指すこと（1行に一つ。練習の前に示します）"), scenario.goals, f"{key}-goals"),
        opening=st.text_input(_("第一声（部下役の最初のひと言）"), scenario.opening, key=f"{key}-opening"),
        concern=_concern(scenario.concern, key),
    )


def _persona(persona: Persona, key: str) -> Persona:
    st.subheader(_("部下"), anchor=False)
    with st.container(horizontal=True):
        name = st.text_input(_("名前（姓と名の間を空ける）"), persona.name, key=f"{key}-name")
        age = st.text_input(_("年代"), persona.age_group, key=f"{key}-age")
        job = st.text_input(_("職種"), persona.job, key=f"{key}-job")
    with st.container(horizontal=True):
        manner = _choice(_("話し方"), MANNER, persona.manner, f"{key}-manner")
        credit = _choice(_("いまの信用"), LEVEL, persona.credit, f"{key}-credit")
        trust = _choice(_("いまの信頼"), LEVEL, persona.trust, f"{key}-trust")
    about = st.text_input(_("人物（どんな人か、一、二文で）"), persona.about, key=f"{key}-about")
    return Persona(name, age, job, manner, credit, trust, about)


def _choice(label: str, words: Mapping[_Closed, str], now: _Closed, key: str) -> _Closed:
    options = list(words)
    return st.selectbox(
        label, options, options.index(now) if now in options else 0, format_func=lambda one: _(words[one]), key=key
    )


def _facts(facts: Sequence[Fact], key: str) -> tuple[Fact, ...]:
    st.subheader(_("事実シート"), anchor=False)
    st.caption(_("上司が手元に持つ資料です。使わない行は、項目も内容も空けてください。"))
    rows = []
    for number, fact in enumerate([*facts, *[Fact("", "")] * _SPARE_FACTS], 1):
        left, right = st.columns([1, 3])
        label = left.text_input(_("項目 {number}").format(number=number), fact.label, key=f"{key}-label-{number}")
        value = right.text_input(_("内容 {number}").format(number=number), fact.value, key=f"{key}-value-{number}")
        rows.append(Fact(label, value))
    return tuple(row for row in rows if row.label.strip() or row.value.strip())


def _concern(concern: Concern, key: str) -> Concern:
    st.subheader(_("本音"), anchor=False)
    st.caption(_("信頼を感じるにつれて、段階の順に話します。使わない段階は、要約もせりふも空けてください。"))
    summary = st.text_area(_("本音の要約（ふりかえりで明かします）"), concern.summary, height=90, key=f"{key}-summary")
    spare = [ConcernStep("", ())] * max(0, _STEPS - len(concern.steps))
    steps = []
    for number, step in enumerate([*concern.steps, *spare], 1):
        hint = st.text_input(_("{number}段階目：要約").format(number=number), step.hint, key=f"{key}-hint-{number}")
        label = _("{number}段階目：せりふ（1行に一つ）").format(number=number)
        steps.append(ConcernStep(hint, _lines(label, step.say, f"{key}-say-{number}")))
    return Concern(summary, tuple(step for step in steps if step.hint.strip() or step.say))


def _lines(label: str, lines: Sequence[str], key: str) -> tuple[str, ...]:
    text = st.text_area(label, "\n".join(lines), height=110, key=key)
    return tuple(line.strip() for line in text.splitlines() if line.strip())
