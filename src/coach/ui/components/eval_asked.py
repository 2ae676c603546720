"""Questions asked in the app become part of the data set: their text is shown first and can be edited, for privacy."""

from collections.abc import Sequence

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.asked import AskedQuestion
from coach.domain.errors import CoachError
from coach.evaluation.own import Wish
from coach.ui import clock
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import literal, short

_MOST = 100
_UNKNOWN = ""


def show(coach: Coach) -> None:
    """The questions that can be added, the form for one of them, and those that were added."""
    st.subheader(_("質問を評価の問題に加える"), anchor=False)
    st.markdown(
        _(
            "「質問」で実際に尋ねられたことを、次の評価から問題に加えられます。"
            "加えた質問はこのコンピューターの中にだけ保存され、付属の問題は変わりません。"
        )
    )
    taken = coach.evaluation.own.taken()
    asked = [one for one in coach.questions.asked(acting=USER, limit=_MOST) if one.id not in taken]
    if asked:
        _choose(coach, asked)
    else:
        st.info(_("まだ加えていない質問はありません。「質問」で尋ねると、ここに並びます。"))
    _added(coach)


def _choose(coach: Coach, asked: Sequence[AskedQuestion]) -> None:
    by_id = {one.id: one for one in asked}
    if st.session_state.get("eval-asked") not in by_id:
        st.session_state["eval-asked"] = asked[0].id
    chosen = st.selectbox(
        _("尋ねられた質問（新しい順、{count}件）").format(count=len(asked)),
        list(by_id),
        format_func=lambda one: f"{short(by_id[one].question, 50)}　{clock.local(by_id[one].asked_at)}",
        key="eval-asked",
    )
    _form(coach, by_id[chosen])


def _form(coach: Coach, one: AskedQuestion) -> None:
    with st.container(border=True, key="card-asked"):
        st.caption(_("このときの答え：{answer}").format(answer=literal(short(one.answer, 200))))
        with st.form(f"eval-add-{one.id}", border=False):
            text = st.text_area(
                _("加える文章"),
                value=one.question,
                help=_("氏名や部署など、個人が分かる言葉は、加える前に書き換えてください。"),
                max_chars=500,
            )
            st.caption(_("氏名や部署など、個人が分かる言葉が入っていないか、ご確認ください。"))
            answerable = st.radio(
                _("登録した資料で、この質問に答えられますか"),
                [True, False],
                index=0 if one.answered else 1,
                format_func=lambda yes: _("答えられる") if yes else _("資料に答えはない（断るのが正しい）"),
                horizontal=True,
            )
            quotes = list(dict.fromkeys(citation.quote for citation in one.citations))
            gold = _UNKNOWN
            if quotes:
                gold = st.selectbox(
                    _("正しい答えが書かれている箇所"),
                    [*quotes, _UNKNOWN],
                    format_func=lambda quote: short(quote, 80) if quote else _("この中にはない・分からない"),
                )
            sent = st.form_submit_button(_("評価の問題に加える"), type="primary", icon=":material/add:")
    if sent:
        try:
            coach.evaluation.own.add(Wish(text, answerable, gold, one.id))
        except CoachError as error:
            st.warning(_(str(error)))
            return
        st.toast(_("問題に加えました。次の評価から使われます。"))
        st.rerun()


def _added(coach: Coach) -> None:
    own = coach.evaluation.own.all()
    if not own:
        return
    st.markdown(f"**{_('加えた質問（{count}件）').format(count=len(own))}**")
    for one in reversed(own):
        left, right = st.columns([5, 1], vertical_alignment="center")
        kind = _("答えられる質問") if one.answerable else _("断るべき質問")
        left.markdown(f"{literal(one.question)}　:gray[{kind}]")
        if right.button(_("取り消す"), key=f"eval-own-{one.id}", type="tertiary"):
            coach.evaluation.own.remove(one.id)
            st.rerun()
