"""The sheet: one page to read before an interview, with the ways to keep it and to rehearse with it."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.labels import Orientation
from coach.domain.preparation import Approach, Line, Preparation, Sheet, Speech
from coach.ui import clock, export_prepare, navigation
from coach.ui.components import chip, citation, prepare_files, prepare_form, stand_in
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, literal, safe

_SPEECH = {Speech.POLITE: "です・ます", Speech.PLAIN: "くだけた言い方"}


def show(coach: Coach, preparation: Preparation) -> None:
    """The page."""
    st.title(literal(export_prepare.title(preparation)), anchor=False)
    st.caption(_("{date} に作成").format(date=clock.local(preparation.made_at)))
    stand_in.show(preparation.sheet.fallback)
    _tools(coach, preparation)
    with st.container(key="noprint-casting"):
        st.caption(
            _(
                "「この準備で練習する」を押すと、呼び名と事実の入った練習シナリオのファイルがこのパソコンに作られます。"
                "この準備を削除すると、そのファイルも消えます。"
            )
        )
    for note in preparation.sheet.notes:
        st.caption(literal(note))
    sheet = preparation.sheet
    left, right = st.columns(2, gap="medium")
    with left:
        _section("facts", _said(sheet.facts), chip.orientation(Orientation.CREDIT))
        _section("messages", _said(sheet.messages), chip.orientation(Orientation.TRUST))
        if sheet.approach:
            _section("approach", _approach(sheet.approach))
            _behind(coach, sheet)
        else:
            _section("avoided", _avoided(sheet))
    with right:
        _section("reactions", _reactions(sheet))
        if sheet.approach:
            _section("avoided", _avoided(sheet))
        else:
            _behind(coach, sheet)
    if sheet.kept:
        _section("kept", "<ul>" + "".join(f"<li>{safe(one)}</li>" for one in sheet.kept) + "</ul>")


def _tools(coach: Coach, preparation: Preparation) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="noprint-tools"):
        if st.button(_("この準備で練習する"), key="prepare-rehearse", type="primary", icon=":material/play_arrow:"):
            navigation.go("practice", scenario=coach.prepare.rehearse(preparation.id, acting=USER).id)
        prepare_files.show(preparation)
        if st.button(_("入力を直す"), key="prepare-edit", icon=":material/edit:"):
            prepare_form.fill(preparation.request)
            navigation.go("prepare")
        spoken = preparation.sheet.speech
        chosen = st.segmented_control(
            _("話し方"),
            list(Speech),
            default=spoken,
            format_func=lambda one: _(_SPEECH[one]),
            key=f"prepare-speech-{spoken}",
            label_visibility="collapsed",
        )
        if chosen is not None and chosen is not spoken:
            coach.prepare.retell(preparation.id, chosen, acting=USER)
            st.rerun()


def _section(name: str, body: str, mark: str = "") -> None:
    head = f'<div class="row"><span class="title">{safe(_(export_prepare.SECTIONS[name]))}</span>{mark}</div>'
    with st.container(border=True, key=f"card-sheet-{name}"):
        st.html(block(head, f'<div class="sheet">{body}</div>'))


def _said(lines: tuple[Line, ...]) -> str:
    return "".join(
        f'<div class="quote">{safe(one.text)}'
        + (
            f'<div class="small muted source">{safe(_("入力：{source}").format(source=one.source))}</div>'
            if one.source
            else ""
        )
        + "</div>"
        for one in lines
    )


def _reactions(sheet: Sheet) -> str:
    return "".join(
        f'<p class="line"><strong>{safe(one.sign)}</strong> <span class="small muted">「{safe(one.says)}」</span></p>'
        f'<div class="quote">{safe(one.reply)}</div><p class="small muted">{safe(one.beside)}</p>'
        for one in sheet.reactions
    )


def _avoided(sheet: Sheet) -> str:
    parts = []
    for one in sheet.avoided:
        instead = _("代わりに：{text}").format(text=one.instead)
        parts.append(
            f'<div class="box care"><strong><span aria-hidden="true">✕</span> 「{safe(one.text)}」</strong>'
            f'<div class="small">{safe(one.why)}</div>'
            + (f'<div class="small">{safe(instead)}</div>' if one.instead else "")
            + "</div>"
        )
    return "".join(parts)


def _approach(approach: Approach) -> str:
    scope = "".join(f"<dt>{safe(who)}</dt><dd>{safe(what)}</dd>" for who, what in approach.scope)
    promise = f'<p class="title" style="margin-top:.5rem">{safe(_("フォローの約束"))}</p>'
    return (
        f"<p><strong>{safe(approach.title)}</strong>　{safe(approach.how)}</p><dl>{scope}</dl>"
        f"{_said(approach.lines)}{promise}{_said(approach.promise)}"
    )


def _behind(coach: Coach, sheet: Sheet) -> None:
    if not sheet.behind:
        return
    with st.container(border=True, key="card-sheet-behind"):
        quotes = "".join(
            f'<div class="quote">{safe(one.citation.shown)}<sup class="n">[{number}]</sup>'
            f'<div class="small muted">{safe(_(export_prepare.SECTIONS[one.section]))}</div></div>'
            for number, one in enumerate(sheet.behind, 1)
        )
        head = f'<p class="title">{safe(_(export_prepare.SECTIONS["behind"]))}</p>'
        st.html(block(head, f'<div class="sheet">{quotes}</div>'))
        with st.container(key="noprint-sources", horizontal=True, gap="small"):
            for number, one in enumerate(sheet.behind, 1):
                label = _("出典[{number}]").format(number=number)
                citation.show(coach, one.citation, key=f"prepare-source-{number}", label=label)
