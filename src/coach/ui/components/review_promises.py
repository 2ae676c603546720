"""What was promised in the talk: to tick off, to put right, and to take along into the next one."""

from dataclasses import replace

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.promises import Party, Promise
from coach.domain.review import Review
from coach.ui import export_promises, navigation
from coach.ui.components import chip
from coach.ui.language import _, bound
from coach.ui.shared import USER
from coach.ui.wording import block, day, safe

_LONGEST = 200


def show(coach: Coach, review: Review) -> None:
    """The list, a way to add to it, and the files."""
    st.subheader(_("次の1on1で確かめる約束"), anchor=False)
    if not review.promises:
        st.info(_("約束の言葉は見つかりませんでした。思い当たるものがあれば、下から書き加えてください。"))
    for number, promise in enumerate(review.promises):
        _card(coach, review, number, promise)
    with st.expander(_("約束を書き加える"), icon=":material/add:", expanded=not review.promises):
        added = _form(Promise(Party.MANAGER, ""), key="new", label=_("加える"))
        if added is not None:
            _set(coach, review, (*review.promises, added))
    if review.promises:
        _take_along(review)


def _card(coach: Coach, review: Review, number: int, promise: Promise) -> None:
    listed = list(review.promises)
    with st.container(
        border=True, key=f"card-promise-{number}", horizontal=True, vertical_alignment="center", gap="small"
    ):
        # The key holds the state: another device may have ticked it since.
        kept = st.checkbox(
            _("果たした"),
            promise.kept,
            key=f"kept-{number}-{promise.kept}-{hash(promise.what)}",
            label_visibility="collapsed",
        )
        with st.container(width="stretch", key=f"recent-promise-{number}"):
            st.html(block(*_parts(promise)))
        with st.popover(_("直す"), type="tertiary", key=f"edit-promise-{number}"):
            changed = _form(promise, key=f"{number}-{hash(promise)}", label=_("保存"))
            removed = st.button(_("リストから外す"), key=f"remove-promise-{number}", type="tertiary")
    if kept != promise.kept:
        listed[number] = replace(promise, kept=kept)
    elif changed is not None:
        listed[number] = changed
    elif removed:
        del listed[number]
    if tuple(listed) != review.promises:
        _set(coach, review, tuple(listed))


def _parts(promise: Promise) -> list[str]:
    done = _("果たした") if promise.kept else ""
    when = day(promise.day) if promise.day else ""
    words = _("「{words}」").format(words=promise.when) if promise.when else ""
    until = when + words or _("期日なし")
    return [
        f'<p class="title">{safe(promise.what)}</p>',
        chip.row(
            chip.kind(export_promises.party(promise.by), "neutral"),
            chip.plain(until),
            chip.kind(done, "good") if done else "",
        ),
        f'<p class="small muted" style="margin-top:.3rem">{safe(promise.quote)}</p>' if promise.quote else "",
    ]


def _form(promise: Promise, *, key: str, label: str) -> Promise | None:
    """The promise as it was put; None until it is sent."""
    with st.form(f"promise-form-{key}", border=False, clear_on_submit=key == "new"):
        what = st.text_input(_("何を"), promise.what, max_chars=_LONGEST, key=f"promise-what-{key}")
        by = st.selectbox(
            _("だれが"),
            list(Party),
            index=list(Party).index(promise.by),
            format_func=export_promises.party,
            key=f"promise-by-{key}",
        )
        until = st.date_input(_("いつまでに（なければ空欄）"), promise.day, key=f"promise-day-{key}")
        sent = st.form_submit_button(label, type="primary")
    if not sent:
        return None
    if not what.strip():
        st.warning(_("約束の内容を入力してください。"))
        return None
    words = promise.when if until == promise.day else ""
    return replace(promise, what=what.strip(), by=by or promise.by, day=until, when=words)


def _set(coach: Coach, review: Review, promises: tuple[Promise, ...]) -> None:
    coach.reviews.set_promises(review.id, promises, acting=USER)
    st.rerun()


def _take_along(review: Review) -> None:
    dated = sum(one.day is not None and not one.kept for one in review.promises)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            _("カレンダーに入れる（.ics、{count}件）").format(count=dated),
            bound(lambda: export_promises.as_calendar(review)),
            f"yakusoku-{review.held_on:%Y%m%d}.ics",
            "text/calendar",
            key="save-ics",
            icon=":material/event:",
            on_click="ignore",
            disabled=not dated,
        )
        if st.button(_("会話に戻る"), key="promises-to-talk", type="tertiary"):
            navigation.go("review", id=review.id, view="talk")
    st.caption(_("カレンダーには、日付があり、まだ果たしていない約束だけが入ります。"))
    with st.expander(_("文章としてコピーする（Markdown）"), icon=":material/content_copy:"):
        st.code(export_promises.as_markdown(review), language="markdown", wrap_lines=True)
