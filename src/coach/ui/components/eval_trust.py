"""How far each measure agrees with people: with the answers labelled by hand, and with the readers of this page."""

from collections.abc import Mapping

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.run import Figure
from coach.evaluation.catalogue import MEASURES, title
from coach.evaluation.export import figure_text
from coach.ui.language import _
from coach.ui.shared import USER

_ENOUGH = 10


def show(coach: Coach) -> None:
    """Two tables."""
    st.markdown(
        _(
            "人が「良い・一部・悪い」と判断した回答の順序を、指標がどれだけ同じ順に並べるかです。0.5は偶然、1は完全な一致です。"
        )
    )
    with st.spinner(_("計算しています…")):
        shipped = _shipped(coach)
    _table(_("付属の60件の回答との一致"), shipped, key="trust-shipped")
    labels = coach.evaluation.store.labels(acting=USER)
    if len(labels) < _ENOUGH:
        st.caption(
            _("このページで付けられた判断は{count}件です。{enough}件から一致度を表示します。").format(
                count=len(labels), enough=_ENOUGH
            )
        )
        return
    _table(_("このページで付けられた判断との一致"), coach.evaluation.trust_by_readers(acting=USER), key="trust-readers")


@st.cache_resource(show_spinner=False)
def _shipped(_coach: Coach) -> Mapping[str, Figure]:
    return _coach.evaluation.trust()


def _table(heading: str, figures: Mapping[str, Figure], *, key: str) -> None:
    st.markdown(f"**{heading}**")
    rows = [
        {
            _("指標"): _("根拠と充足の低いほう") if name == "combined" else title(name),
            _("一致（95%区間）"): figure_text(one),
            _("件数"): one.scored,
            _("見えないこと"): _(MEASURES[name].blind) if name in MEASURES else "",
        }
        for name, one in figures.items()
    ]
    spread = _("答え合わせに使う回答が変わっても、一致がこの範囲に収まる見込みが95%あることを表します。")
    columns = {_("一致（95%区間）"): st.column_config.Column(help=spread)}
    st.dataframe(rows, hide_index=True, key=key, column_config=columns)
