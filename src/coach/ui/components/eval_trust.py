"""How far each measure agrees with people: with the answers labelled by hand, and with the readers of this page."""

from collections.abc import Mapping

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.run import Figure
from coach.evaluation.catalogue import MEASURES, title
from coach.evaluation.export import figure_text
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, safe

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
    spread = _("答え合わせに使う回答が変わっても、一致がこの範囲に収まる見込みが95%あることを表します。")
    heads = (_("指標"), _("一致（95%区間）"), _("件数"), _("見えないこと"))
    rows = "".join(_row(name, one, heads) for name, one in figures.items())
    head = "".join(f'<th scope="col">{safe(text)}</th>' for text in heads)
    st.markdown(f"**{heading}**")
    with st.container(key=key):
        st.html(
            block(
                f'<div class="wide prose"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>',
                f'<p class="small muted">{safe(spread)}</p>',
            )
        )


def _row(name: str, one: Figure, heads: tuple[str, ...]) -> str:
    what = _("根拠と充足の低いほう") if name == "combined" else _(title(name))
    blind = _(MEASURES[name].blind) if name in MEASURES else ""
    cells = (what, figure_text(one), str(one.scored), blind)
    return (
        "<tr>"
        + "".join(f'<td data-head="{safe(head)}">{safe(text)}</td>' for head, text in zip(heads, cells, strict=True))
        + "</tr>"
    )
