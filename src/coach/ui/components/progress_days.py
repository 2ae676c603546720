"""The days of practice in the last weeks, a square a day."""

from collections.abc import Sequence

import streamlit as st

from coach.domain.progress import Day, Session, days
from coach.ui import clock
from coach.ui.language import _
from coach.ui.wording import WEEKDAYS, block, day, safe, short_day

_WEEKS = 8


def show(sessions: Sequence[Session]) -> None:
    """Weeks as rows, Mondays first."""
    shown = days(sessions, today=clock.today(), zone=clock.zone(), weeks=_WEEKS)
    with st.container(border=True, key="card-progress-days", height="stretch"):
        st.subheader(_("練習した日"), anchor=False)
        heads = "".join(f"<th>{safe(_(name))}</th>" for name in WEEKDAYS)
        rows = "".join(_week(shown[first : first + 7]) for first in range(0, len(shown), 7))
        st.html(
            block(
                f"<p>{safe(in_words(shown))}</p>",
                f'<table class="days"><thead><tr><th></th>{heads}</tr></thead><tbody>{rows}</tbody></table>',
            )
        )


def in_words(shown: Sequence[Day]) -> str:
    """How many days, kindly."""
    count = sum(one.count > 0 for one in shown)
    if not count:
        return _("この8週間の練習はまだありません。短い練習一回からで十分です。")
    if count == 1 and any(one.count for one in shown[-7:]):
        return _("この8週間で1日、練習しました。最初の一日です。")
    if any(one.count for one in shown[-7:]):
        return _("この8週間で{count}日、練習しました。続けられていますね。").format(count=count)
    return _("この8週間で{count}日、練習しました。次の面談の前に、また気軽に試してみてください。").format(count=count)


def _week(week: Sequence[Day]) -> str:
    first = short_day(week[0].day)
    return f'<tr><td class="small muted">{first}</td>{"".join(_day(one) for one in week)}</tr>'


def _day(one: Day) -> str:
    when = day(one.day)
    if not one.count:
        return f'<td><span class="day" title="{when}"></span></td>'
    told = _("{when}：{count}回").format(when=when, count=one.count)
    return (
        f'<td><span class="day done" role="img" aria-label="{safe(told)}" title="{safe(told)}">{one.count}</span></td>'
    )
