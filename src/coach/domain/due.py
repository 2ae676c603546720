"""When something is due: the words for a day in a sentence, and the date they mean, counted from the day of the talk.

「来週金曜」「月末」「3日後」「10/5」 have a date; 「次の1on1」「近いうち」 stay words. A week or month named alone
counts from its first day (its Monday, its 1st), 「中」「いっぱい」 to its last: a reminder should rather be early.
"""

import calendar
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_DAYS = "月火水木金土日"
_FRIDAY = 4
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class Due:
    """The words `text[start:end]`, and the day they mean; None when they name none."""

    words: str
    day: date | None
    start: int
    end: int


_Rule = Callable[[re.Match[str], date], date | None]


def due(text: str, on: date, *, before: str = "") -> Due | None:
    """The first time that `text`, half-width, names; where two overlap, the longer. None when it names none.

    A weekday that stands apart from its week (「来週、確かめて金曜までに」) is of that week; `before` is what was said
    earlier in the sentence.
    """
    found = []
    for order, (pattern, rule) in enumerate(_RULES):
        for match in pattern.finditer(text):
            try:
                day = rule(match, on)
            except (ValueError, OverflowError):
                continue  # 2/30, or a day beyond the calendar
            found.append((match.start(), -match.end(), order, Due(match.group(), day, match.start(), match.end())))
    named: list[Due] = []
    for *_, one in sorted(found, key=lambda one: one[:3]):
        if not named or one.start >= named[-1].end:
            named.append(one)
    # 「次の1on1、月曜に」: what names a day says more than what does not.
    first = next((one for one in named if one.day is not None), named[0] if named else None)
    return first and _of_week(first, text, on, before)


def _of_week(first: Due, text: str, on: date, before: str) -> Due:
    """The time found first, or the weekday that says it more exactly: that of the week which says when, if any."""
    bare = _BARE_DAY.search(text, first.end if _WEEK.fullmatch(first.words) else first.start)
    if bare is None or not (_WEEK.fullmatch(first.words) or bare.start() == first.start):
        return first
    weeks = _WHEN_WEEK.findall(before + text[: bare.start()])
    day = _DAYS.index(bare["day"])
    meant = on + timedelta(days=(day - on.weekday() - 1) % 7 + 1)
    if weeks:
        meant = _monday(on, _WEEKS[weeks[-1]]) + timedelta(days=day)
    return Due(bare.group(), meant, bare.start(), bare.end()) if meant > on else first


def number(words: str) -> int:
    """「3」「３」「三」「十」「二十五」 as a number. Raises ValueError for anything else."""
    words = unicodedata.normalize("NFKC", words)
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    if ten:
        return (number(tens) if tens else 1) * 10 + (number(ones) if ones else 0)
    if words not in _DIGITS:
        raise ValueError(words)
    return _DIGITS[words]


def _monday(on: date, weeks: int) -> date:
    return on - timedelta(days=on.weekday()) + timedelta(weeks=weeks)


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _month(on: date, months: int) -> date:
    """The first of the month so many months on."""
    years, month = divmod(on.month - 1 + months, 12)
    return date(on.year + years, month + 1, 1)


def _ahead(on: date, month: int, day: int) -> date:
    """That day of this year, or of the next where it is past."""
    this = date(on.year, month, day)
    return this if this >= on else date(on.year + 1, month, day)


def _weekday(match: re.Match[str], on: date) -> date:
    """A weekday: of the week named, else the next one to come."""
    day = _DAYS.index(match["day"])
    week = match["week"]
    if week in _WEEKS:
        return _monday(on, _WEEKS[week]) + timedelta(days=day)
    return on + timedelta(days=(day - on.weekday() - 1) % 7 + 1)


def _in_week(match: re.Match[str], on: date) -> date:
    week = _WEEKS[match["week"]]
    if match["part"]:
        return _monday(on, week) + timedelta(days=_FRIDAY)
    return _monday(on, week) if week else on + timedelta(days=max(0, _FRIDAY - on.weekday()))


def _in_month(match: re.Match[str], on: date) -> date:
    first = _month(on, _MONTHS[match["month"]])
    part = match["part"] or ""
    if part in ("末", "中", "いっぱい", "下旬"):
        return _last(first.year, first.month)
    return first.replace(day={"上旬": 10, "中旬": 20, "半ば": 15}.get(part, 1))


def _day_of(match: re.Match[str], on: date) -> date:
    """「15日」: of this month, or of the next where it is past; of the month named."""
    day = number(match["day"])
    if match["month"]:
        return _month(on, _MONTHS[match["month"]]).replace(day=day)
    this = on.replace(day=day)
    return this if this >= on else _month(on, 1).replace(day=day)


def _later(match: re.Match[str], on: date) -> date:
    count = number(match["to"] or match["count"])
    unit = match["unit"]
    if unit == "日":
        return on + timedelta(days=count)
    if unit == "週間":
        return on + timedelta(weeks=count)
    first = _month(on, count)
    return min(
        _last(first.year, first.month),
        first.replace(day=min(on.day, 28)) if on.day < 29 else _last(first.year, first.month),
    )


def _full(match: re.Match[str], on: date) -> date:
    if match["year"]:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    return _ahead(on, int(match["month"]), int(match["day"]))


def _end_of_named(match: re.Match[str], on: date) -> date:
    month = int(match["month"])
    year = on.year if month >= on.month else on.year + 1
    part = match["part"]
    if part in ("末", "中", "いっぱい", "下旬"):
        return _last(year, month)
    return date(year, month, {"上旬": 10, "中旬": 20, "半ば": 15}.get(part, 1))


_WEEKS = {"今週": 0, "来週": 1, "再来週": 2}
_MONTHS = {"今月": 0, "来月": 1, "再来月": 2}
_WEEK = re.compile(r"(?:再来週|来週|今週)の?")
_BARE_DAY = re.compile(rf"(?<![週次度毎隔])(?<![週次度][の、])(?P<day>[{_DAYS}])曜日?(?:中)?")
_WHEN_WEEK = re.compile(r"(再来週|来週|今週)(?![のはもが末中]|から|いっぱい)")
"""A week that says when the deed is done: 「来週の資料」 only says which, 「来週は忙しい」 speaks of it."""

_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_PARTS = "末|中旬|中(?!旬|で)|いっぱい|上旬|下旬|半ば|初め|頭|初"
_TALKS = r"(?:1on1|1 on 1|ワンオンワン|面談|面接|打ち合わせ|打合せ|ミーティング|会議|定例|MTG|mtg)"
_TABLE: tuple[tuple[str, _Rule], ...] = (
    (r"(?P<year>\d{4})\s?[年/\-.]\s?(?P<month>\d{1,2})\s?[月/\-.]\s?(?P<day>\d{1,2})日?", _full),
    (r"(?<!\d)(?P<year>)(?P<month>\d{1,2})月\s?(?P<day>\d{1,2})日", _full),
    (
        r"(?<![\d/.])(?P<year>)(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d|0?[1-9])(?![\d/%人])(?=\s?[\(（]?[月火水木金土日]|に|ま|の|か|、|は|で|ご|中|$)",
        _full,
    ),
    (rf"(?<!\d)(?P<month>1[0-2]|[1-9])月(?P<part>{_PARTS})", _end_of_named),
    (r"(?:今日中|本日中|今日|本日)", lambda _match, on: on),
    (r"(?:明日中|明日|あした|あす(?!か))", lambda _match, on: on + timedelta(days=1)),
    (r"(?:明後日|あさって)", lambda _match, on: on + timedelta(days=2)),
    (r"(?:しあさって|明々後日)", lambda _match, on: on + timedelta(days=3)),
    (rf"(?:(?P<week>再来週|来週|今週|次|今度|翌週)[の、]?|の)?(?P<day>[{_DAYS}])曜日?(?:中)?", _weekday),
    (rf"(?P<week>再来週|来週|今週)の?(?P<day>[{_DAYS}])(?=に|ま|の|、|は|か)", _weekday),
    (r"(?:来週|次の週)?(?:の)?週明け", lambda _match, on: _monday(on, 1)),
    (r"(?P<week>再来週|来週|今週)の?(?P<part>中|末|いっぱい|週末)?", _in_week),
    (r"(?<!今)(?<!来)(?P<week>)週末", lambda _match, on: on + timedelta(days=(_FRIDAY - on.weekday()) % 7)),
    (rf"(?P<month>再来月|来月|今月)の?(?P<day>{_NUMBER})日(?!間|後|以内|中)", _day_of),
    (rf"(?P<month>再来月|来月|今月)の?(?P<part>{_PARTS}|月末)", _in_month),
    (r"(?P<month>来月|再来月)(?P<part>)(?=ま|に(?!一)|、|から)", _in_month),
    (r"月末", lambda _match, on: _last(on.year, on.month)),
    (r"(?:月初め|月初|月明け)", lambda _match, on: _month(on, 1)),
    (
        rf"(?<![\d月一二三四五六七八九十])(?P<month>)(?P<day>{_NUMBER})日(?=ま|に|の|、|は|か|ご)(?!に[一1]回|に\d度|の間)",
        _day_of,
    ),
    (
        rf"(?<![\d/])(?P<count>{_NUMBER})(?:[〜~\-、,から]{{1,2}}(?P<to>{_NUMBER}))?(?P<unit>日|週間|[かヶケカ]月)(?:後|以内|くらい(?=で)|ほど(?=で)|のうち(?=に)|中(?=に))",
        _later,
    ),
    (r"(?:年内|年末)", lambda _match, on: date(on.year, 12, 31)),
    (r"(?:年度内|年度末)", lambda _match, on: _ahead(on, 3, 31)),
    (rf"(?:来月|再来月|来週|再来週|次|次回|今度)の{_TALKS}", lambda _match, _on: None),
    (r"(?:次回|今度)(?!の[月火水木金土日]曜)", lambda _match, _on: None),
    (r"(?:来期|今期中|期末|期初|来年度?|四半期[末内]|上期中|下期中)(?:まで|中)?", lambda _match, _on: None),
    (
        r"(?:連休|休み|お盆|正月|会議|研修|繁忙期|決算|プレゼン|面談|打ち合わせ)(?:明け|の?後|が終わったら|のあと)(?:すぐ)?",
        lambda _match, _on: None,
    ),
    (
        r"(?:後ほど|のちほど|後日|近日中|近いうち|近々|そのうち|早めに|早急に|なるべく早く|できるだけ早く|すぐに?|至急|数日中|数日以内|改めて|あらためて)",
        lambda _match, _on: None,
    ),
    (r"(?:この(?:あと|後)|あとで|後で)(?:すぐ)?", lambda _match, _on: None),
    (
        r"(?:毎週|毎月|毎日|毎朝|隔週|週に?(?:\d|[一二三])[回度]|月に?(?:\d|[一二三])[回度])(?:[月火水木金土日]曜日?)?",
        lambda _match, _on: None,
    ),
)
_RULES = tuple((re.compile(pattern), rule) for pattern, rule in _TABLE)
