from datetime import UTC, date, datetime

from icalendar import Calendar

from coach.domain.labels import Scene
from coach.domain.promises import Party, Promise
from coach.domain.review import Review
from coach.domain.transcript import Practice
from coach.services.anybody import unknown_person
from coach.ui.export_promises import as_calendar, as_markdown

PROMISES = (
    Promise(Party.MANAGER, "資料を送る、必ず; A\\B", "来週金曜", date(2026, 11, 27), "長い文" * 60),
    Promise(Party.BOTH, "また話す", "次の1on1"),
    Promise(Party.SUBORDINATE, "報告する", "明日", date(2026, 11, 19), kept=True),
)
REVIEW = Review(
    Practice("r", "local", unknown_person(Scene.ONE_ON_ONE, ""), datetime(2026, 11, 18, tzinfo=UTC)),
    date(2026, 11, 18),
    PROMISES,
)


def events(review):
    return list(Calendar.from_ical(as_calendar(review)).walk("VEVENT"))


def test_the_calendar_holds_the_open_promises_with_a_date_for_a_whole_day():
    [event] = events(REVIEW)
    assert "約束（あなた）：資料を送る、必ず; A\\B" == str(event["summary"])
    assert (date(2026, 11, 27), date(2026, 11, 28)) == (event.decoded("dtstart"), event.decoded("dtend"))
    assert PROMISES[0].quote == str(event["description"])


def test_the_same_promise_is_the_same_entry_when_taken_again():
    assert events(REVIEW)[0]["uid"] == events(REVIEW)[0]["uid"]


def test_lines_are_folded_as_calendars_want_them():
    assert all(len(line) <= 75 for line in as_calendar(REVIEW).split(b"\r\n"))


def test_markdown_has_a_box_to_tick_for_each():
    assert [
        "- [ ] あなた：資料を送る、必ず; A\\B（11月27日(金)）",
        "- [ ] お二人：また話す（次の1on1）",
        "- [x] Aさん：報告する（11月19日(木)）",
    ] == as_markdown(REVIEW).splitlines()[2:]
