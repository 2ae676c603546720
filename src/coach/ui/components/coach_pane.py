"""The coach's side of the practice page: the gauge, the line, the note; or only the papers in a quiet rehearsal."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.felt_trust import start
from coach.domain.transcript import Practice, Turn
from coach.ui.components import curve, fact_sheet, feedback, gauge
from coach.ui.language import _

_HEIGHT = 620


def show(coach: Coach, practice: Practice, *, quiet: bool) -> None:
    """Two leaves: the coach and the papers."""
    with st.container(border=True, height=_HEIGHT, key="pane-coach"):
        if quiet:
            st.info(
                _("静かな練習中です。コーチのコメントは、面談を終えたあとにまとめて表示します。"),
                icon=":material/visibility_off:",
            )
            _papers(practice)
            return
        notes, papers = st.tabs([_("コーチ"), _("手元の資料")])
        with notes:
            _notes(coach, practice)
        with papers:
            _papers(practice)


def _papers(practice: Practice) -> None:
    fact_sheet.goals(practice.scenario)
    fact_sheet.facts(practice.scenario)
    with st.expander(_("状況を読み返す")):
        fact_sheet.situation(practice.scenario)


def _notes(coach: Coach, practice: Practice) -> None:
    path = practice.path()
    begin = start(practice.scenario)
    values = [begin.value, *(turn.felt_trust for turn in path)]
    if not path:
        gauge.show(begin.value, begin.stage)
        st.markdown(
            _(
                "最初のひと言を送ると、ここにコーチのコメントが表示されます。うまく言おうとせず、いつもの言葉で話しかけてみてください。"
            )
        )
        fact_sheet.goals(practice.scenario)
        return
    gauge.show(values[-1], path[-1].stage, values[-1] - values[-2])
    feedback.show(coach, _looked_at(path))
    curve.show(values, key="live-curve")


def _looked_at(path: tuple[Turn, ...]) -> Turn:
    if len(path) == 1:
        return path[0]
    numbers = [turn.number for turn in path]
    # A new turn makes a new widget, so that the coach always speaks of the newest turn first.
    number = st.pills(
        _("コメントを読む発話"),
        numbers,
        default=numbers[-1],
        label_visibility="collapsed",
        required=True,
        key=f"look-{path[-1].id}",
        format_func=lambda one: _("{number}回目").format(number=one),
    )
    return next((turn for turn in path if turn.number == number), path[-1])
