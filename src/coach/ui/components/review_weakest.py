"""いちばん気になる発話, with the ways to read it in its place and to say it again."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.review import Review
from coach.domain.weakest import weakest
from coach.ui import navigation, wishes
from coach.ui.components import chip, reading
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, safe, signed


def show(coach: Coach, review: Review) -> None:
    """The moment; a kind word where there is none."""
    found = weakest(review.conversation)
    with st.container(border=True, key="card-weakest"):
        st.subheader(_("いちばん気になる発話"), anchor=False)
        if found is None:
            text = _("気にかかる発話は見つかりませんでした。この話し方を、次の面談でも続けてみてください。")
            st.html(block(f"<p>{safe(text)}</p>"))
            return
        turn = found.turn
        number = _("{number}回目").format(number=turn.number)
        felt = _("被信頼感 {change}").format(change=signed(found.change))
        st.html(
            block(
                chip.row(chip.plain(number), chip.orientation(turn.tag.label), chip.kind(felt, "care")),
                f'<div class="quote" style="margin-top:.5rem">{safe(turn.say)}</div>',
            )
        )
        reading.flags(turn.tag)
        with st.container(horizontal=True):
            rehearse(coach, review, turn.number, better=turn.note.rephrase or "")
            if st.button(_("会話の中で見る"), key="weakest-read", icon=":material/forum:"):
                navigation.go("review", id=review.id, view="talk", turn=str(turn.number), jump="1")
        _where_it_goes(coach)


def rehearse(coach: Coach, review: Review, number: int, *, better: str) -> None:
    """The way into a practice that stands at that moment; `better` is a wording to begin with."""
    if st.button(
        _("この場面を練習する"), key=f"rehearse-{number}", type="primary", icon=":material/record_voice_over:"
    ):
        practice = coach.review.rehearse(review.id, number, acting=USER)
        [said] = practice.path()
        wishes.say_again(said.id, better or said.say)
        navigation.go("practice", id=practice.id)


def _where_it_goes(coach: Coach) -> None:
    if coach.standing == "allowed":
        st.caption(
            _("練習を始めると、名前を伏せたこの場面の言葉が、返答を作るために設定されたAIサービスへ送られます。")
        )
