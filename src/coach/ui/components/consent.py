"""Whether a language model may be used: asked once, and changed at any time."""

import streamlit as st

from coach.bootstrap import Coach
from coach.ui import navigation
from coach.ui.language import _
from coach.ui.wording import literal

_ASKED = "consent-choice"


def ask_once(coach: Coach) -> None:
    """A box while nobody was asked yet; until it is answered nothing is sent and the built-in engine speaks."""
    from coach.llm.consent import Standing, question

    if coach.standing is not Standing.ASK:
        return
    with st.container(border=True, key="consent-box"):
        st.subheader(_("AIサービス（LLM）を使いますか？"), anchor=False)
        st.markdown(literal(_(question(coach.settings))))
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(_("使う"), key="consent-yes", icon=":material/check:"):
                _keep(coach, allowed=True)
            if st.button(_("使わない"), key="consent-no"):
                _keep(coach, allowed=False)
            if st.button(_("設定を見る"), key="consent-more", type="tertiary"):
                navigation.go("settings")
        st.caption(
            _("お答えいただくまでは何も送らず、内蔵のエンジンがお相手します。選択は設定画面でいつでも変えられます。")
        )


def choose(coach: Coach) -> None:
    """What would be sent where, and the choice."""
    from coach.llm.consent import Standing, is_fixed, sent

    now = coach.standing
    st.subheader(_("送信の同意"), anchor=False)
    if now is Standing.OFF:
        st.markdown(_("外部に送られるものはありません。"))
        st.caption(
            _(
                "AIサービスを使うには、COACH\\_LLM\\_BASE\\_URL か COACH\\_LLM\\_API\\_KEY を設定して、アプリを起動し直してください。"
            )
        )
        return
    st.markdown(literal(_(sent(coach.settings))))
    allowed = {Standing.ALLOWED: True, Standing.DENIED: False}.get(now)
    names = {True: _("使う"), False: _("使わない")}
    # Each standing has a widget of its own, so that it always begins with what holds.
    chosen = st.radio(
        _("AIサービス（LLM）"),
        list(names),
        index=None if allowed is None else list(names).index(allowed),
        format_func=lambda one: names[one],
        horizontal=True,
        disabled=is_fixed(coach.settings),
        key=f"{_ASKED}-{now}",
    )
    if is_fixed(coach.settings):
        st.caption(_("COACH\\_ENGINE で決められているため、ここでは変えられません。"))
    elif chosen is not None and chosen is not allowed:
        _keep(coach, allowed=chosen)


def _keep(coach: Coach, *, allowed: bool) -> None:
    coach.choose(allowed=allowed)
    # The next run finds that something else holds than its coach was made for, and makes another one.
    st.rerun()
