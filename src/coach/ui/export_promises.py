"""The promises of a talk as files: Markdown for notes, iCalendar for the calendar. Pure."""

import hashlib
from datetime import timedelta

from coach.domain.promises import Party, Promise
from coach.domain.review import Review
from coach.domain.words import SCENE
from coach.ui.language import _
from coach.ui.wording import day

_PARTY = {Party.MANAGER: "あなた", Party.SUBORDINATE: "Aさん", Party.BOTH: "お二人"}


def party(one: Party) -> str:
    """Who promised, as the reader is spoken to."""
    return _(_PARTY[one])


def as_markdown(review: Review) -> str:
    """The list with boxes to tick."""
    title = _("約束のリスト（{day}の{scene}）").format(day=day(review.held_on), scene=_(SCENE[review.scene]))
    return "\n".join([f"## {title}", "", *(_item(one) for one in review.promises), ""])


def as_calendar(review: Review) -> bytes:
    """A day-long entry for each promise that has a date and is not kept yet."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//trust-coach//promises//JA")
    calendar.add("version", "2.0")
    for promise in review.promises:
        if promise.day is None or promise.kept:
            continue
        event = Event()
        event.add("uid", f"{_mark(review, promise)}@trust-coach")
        event.add("dtstamp", review.conversation.started_at)
        event.add("dtstart", promise.day)
        event.add("dtend", promise.day + timedelta(days=1))
        event.add("summary", _("約束（{who}）：{what}").format(who=party(promise.by), what=promise.what))
        event.add("description", promise.quote)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _item(promise: Promise) -> str:
    when = day(promise.day) if promise.day else promise.when or _("期日なし")
    line = _("{who}：{what}（{when}）").format(who=party(promise.by), what=promise.what, when=when)
    return f"- [{'x' if promise.kept else ' '}] {line}"


def _mark(review: Review, promise: Promise) -> str:
    """The same promise keeps its entry when the file is taken again."""
    return hashlib.sha256(f"{review.id} {promise.by} {promise.what}".encode()).hexdigest()[:32]
