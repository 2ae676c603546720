"""One sample in full: the question, the answer with what carries it, the passages, the reasons, and earlier runs."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.labels import Orientation
from coach.domain.run import Run, SampleResult
from coach.domain.words import ORIENTATION
from coach.evaluation.catalogue import MEASURES, title
from coach.ui import clock
from coach.ui.components import chip, eval_label
from coach.ui.highlight import quoted
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, literal, safe


def show(coach: Coach, run: Run, sample: SampleResult) -> None:
    """The sample."""
    with st.container(border=True, key="card-sample"):
        if "answer" in sample.shown:
            _answer(sample.shown)
        elif "turns" in sample.shown:
            _play(sample.shown)
        else:
            _utterance(sample.shown)
        _scores(sample)
        _earlier(coach, run, sample)
        if "answer" in sample.shown:
            eval_label.show(coach, run, sample)


def highlighted(answer: str, sentences: Sequence[Mapping[str, Any]]) -> str:
    """The answer; grounded sentences are marked ✓, the others ？ with the reason."""
    pieces, at = [], 0
    for one in sorted(sentences, key=lambda each: each["start"]):
        pieces.append(safe(answer[at : one["start"]]))
        kind, sign = ("good", "✓") if one["grounded"] else ("care", "？")
        said = safe(answer[one["start"] : one["end"]])
        pieces.append(f'<mark class="{kind}" title="{safe(_(str(one["reason"])))}">{said}</mark><sup>{sign}</sup>')
        at = one["end"]
    return f'<div class="marked">{"".join(pieces)}{safe(answer[at:])}</div>'


def _answer(shown: Mapping[str, Any]) -> None:
    st.subheader(literal(str(shown["question"])), anchor=False)
    kinds = [chip.plain(_("資料に答えがある質問") if shown["answerable"] else _("資料に答えがない質問"))]
    kinds.append(chip.plain(_("答えました") if shown["answered"] else _("断りました")))
    st.html(block(chip.row(*kinds), highlighted(str(shown["answer"]), shown.get("sentences") or [])))
    bare = [one for one in shown.get("sentences") or () if not one["grounded"]]
    st.caption(_("✓は資料に根拠がある文、？は根拠が見つからない文です。"))
    for one in bare:
        st.markdown(
            f"- {literal(str(shown['answer'])[one['start'] : one['end']])}{_('：')}{literal(_(str(one['reason'])))}"
        )
    quotes = {one["passage_id"]: str(one["quote"]) for one in shown.get("citations") or ()}
    with st.expander(_("渡した節（{count}）").format(count=len(shown["contexts"])), key="eval-contexts"):
        for one in shown["contexts"]:
            st.html(
                block(
                    f'<p class="small muted">{safe(str(one["section"]))}</p>',
                    _passage(str(one["text"]), quotes.get(one["id"])),
                )
            )
    if shown.get("reference"):
        st.caption(_("正解の箇所：{text}").format(text=literal(str(shown["reference"]))))


def _passage(text: str, quote: str | None) -> str:
    return quoted(text, quote) if quote else f'<div class="passage">{safe(text)}</div>'


def _utterance(shown: Mapping[str, Any]) -> None:
    st.subheader(literal(str(shown["text"])), anchor=False)
    wanted, given = Orientation(shown["label"]), Orientation(shown["tagged"])
    st.html(
        block(
            chip.row(chip.plain(_("人：{label}").format(label=_(ORIENTATION[wanted]))), chip.orientation(wanted)),
            chip.row(chip.plain(_("コーチ：{label}").format(label=_(ORIENTATION[given]))), chip.orientation(given)),
        )
    )


def _play(shown: Mapping[str, Any]) -> None:
    for number, one in enumerate(shown["turns"], 1):
        st.markdown(f"{number}. {literal(str(one['say']))}")
        st.caption(
            _("返答「{reply}」　被信頼感 {felt}").format(
                reply=literal(str(one["reply"])), felt=f"{one['felt_trust']:.2f}"
            )
        )


def _scores(sample: SampleResult) -> None:
    st.markdown(f"**{_('採点と理由')}**")
    scored = {name: one for name, one in sample.scores.items() if one.value is not None}
    for name, one in scored.items():
        st.markdown(f"{_(title(name))}{_('：')}**{one.value:.2f}**　{literal(_(one.reason))}", help=_help(name))
    others = {name: one for name, one in sample.scores.items() if one.value is None}
    if others:
        with st.expander(_("採点していない指標（{count}）").format(count=len(others)), key="eval-unscored"):
            for name, one in others.items():
                st.markdown(f"{_(title(name))}{_('：')}{literal(_(one.reason))}", help=_help(name))


def _help(name: str) -> str | None:
    known = MEASURES.get(name)
    return (
        None
        if known is None
        else _("{meaning}（見えないこと：{blind}）").format(meaning=_(known.meaning), blind=_(known.blind))
    )


def _earlier(coach: Coach, run: Run, sample: SampleResult) -> None:
    history = coach.evaluation.history(sample.id, acting=USER, dataset=run.dataset)
    others = [(each, one) for each, one in history if each.id != run.id]
    if not others:
        return
    with st.expander(_("ほかの評価での結果（{count}）").format(count=len(others)), key="eval-earlier"):
        for each, one in others[:10]:
            values = _("、").join(
                f"{_(title(name))} {s.value:.2f}" for name, s in one.scores.items() if s.value is not None
            )
            st.markdown(f"- {clock.local(each.started_at)}{_('：')}{values}")
            if one.shown.get("answer"):
                st.caption(literal(str(one.shown["answer"])))
