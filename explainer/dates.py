"""Dates as precise as their source: EDTF at the edge, words for readers, bounds for comparing.

Read by hand, because importing the `edtf` package costs 170 ms at every start, and it widens
"about 16 January 2024" to three years, which would take away nearly every order between events.
The forms: a year, month or day; `~` about, `?` perhaps, `%` both; an interval with `/`, and
`..` for an open end.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from explainer.model import Place
from explainer.problems import ContentError

MONTHS = (
    "January February March April May June July August September October November December"
).split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTH_PATTERN = "|".join(rf"{name[:3]}(?:{name[3:]})?\b\.?" for name in MONTHS)
"""A month's name or its first three letters; for regular expressions that ignore case."""

_DOUBTS: Mapping[str, str] = MappingProxyType(
    {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
)
_POINT = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)")
_OPEN = ("", "..")


@dataclass(frozen=True, slots=True)
class When:
    """A date with its bounds: the earliest and latest day that it may mean."""

    text: str
    first: date | None
    """None where the beginning is open."""
    last: date | None
    """None where the end is open."""
    approximate: bool


@dataclass(frozen=True, slots=True)
class _Point:
    year: int
    month: int | None
    day: int | None
    doubt: str


def read(text: str, place: Place) -> When:
    """The date that an author wrote; raises ContentError if it is none."""
    start, end = _ends(text, place)
    first = _padded(start)[0] if start else None
    last = _padded(end)[1] if end else None
    if first and last and last < first:
        hint = "Write the earlier day first."
        raise ContentError(place, f"'{text}' ends before it begins.", hint, "ends-before-it-begins")
    doubtful = any(point.doubt for point in (start, end) if point)
    return When(re.sub(r"\s", "", text), first, last, doubtful)


def words(text: str) -> str:
    """An EDTF date as a reader says it; what is no date is returned as it stands."""
    try:
        start, end = _ends(text, Place(""))
    except ContentError:
        return text
    if start and end:
        return _said(start) if start == end else _span_said(start, end)
    return f"from {_said(start)}" if start else f"until {_said(end)}" if end else text


def days_and_month(text: str) -> tuple[tuple[int, int], str] | None:
    """A first and last day and the month they share, such as ((16, 18), "January 2024").

    None where the date is no day, or no days of one month, or in doubt.
    """
    try:
        start, end = _ends(text, Place(""))
    except ContentError:
        return None
    if not start or not end or not start.day or not end.day or start.doubt + end.doubt:
        return None
    if (start.year, start.month) != (end.year, end.month):
        return None
    return (start.day, end.day), _said(_Point(start.year, start.month, None, ""))


def exact(text: str) -> tuple[date, date] | None:
    """The first and the last day, where both are given as days and neither is in doubt."""
    try:
        start, end = _ends(text, Place(""))
    except ContentError:
        return None
    if not start or not end or not start.day or not end.day or start.doubt + end.doubt:
        return None
    first, last = _bounds(start)[0], _bounds(end)[1]
    return (first, last) if first <= last else None


def short(first: date, last: date, *, year: bool = False) -> str:
    """A day or days where there is little room: `17 Jan`, `22–24 Apr`, `30 Jan–2 Feb`."""
    month, other = (MONTHS[day.month - 1][:3] for day in (first, last))
    ends = f"{last.day} {other}" + (f" {last.year}" if year else "")
    if first == last:
        return ends
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{ends}"
    return f"{first.day} {month}–{ends}"


def names_days(text: str) -> bool:
    """Whether every end of a date is a day, and not only a month or a year."""
    try:
        ends = _ends(text, Place(""))
    except ContentError:
        return False
    return all(point.day for point in ends if point)


def is_about(text: str) -> bool:
    """Whether an end of a date is given as doubtful."""
    try:
        return any(point.doubt for point in _ends(text, Place("")) if point)
    except ContentError:
        return False


def said_with_weekday(text: str) -> str:
    """A date in words; a single day with its weekday, which is worked out from the calendar."""
    try:
        when = read(text, Place(""))
    except ContentError:
        return text
    if when.first and when.first == when.last:
        return f"{weekday(when.first)}, {words(text)}"
    return words(text)


def days(a: date, b: date) -> int:
    """How many days from a to b; negative if b is earlier."""
    return (b - a).days


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def month_number(name: str) -> int:
    """1 to 12, for a name or its first three letters; ValueError if it is no month."""
    return [month[:3].lower() for month in MONTHS].index(name[:3].lower()) + 1


def _ends(text: str, place: Place) -> tuple[_Point | None, _Point | None]:
    """Both ends of a date, None where one is open; a plain date is its own interval."""
    start, slash, end = (part.strip() for part in text.partition("/"))
    if not slash:
        point = _point(start, text, place)
        return point, point
    if start in _OPEN and end in _OPEN:
        raise _no_date(text, place)
    return (
        None if start in _OPEN else _point(start, text, place),
        None if end in _OPEN else _point(end, text, place),
    )


def _point(part: str, text: str, place: Place) -> _Point:
    match = _POINT.fullmatch(part)
    if not match or not int(match[1]):
        raise _no_date(text, place)
    month, day = (int(found) if found else None for found in (match[2], match[3]))
    if month is not None and not 1 <= month <= 12:
        hint = "Write year, month, day in this order, such as 2024-01-17."
        raise ContentError(place, f"'{part}' has no month from 01 to 12.", hint, "bad-date")
    point = _Point(int(match[1]), month, day, match[4])
    if month and day is not None and not 1 <= day <= monthrange(point.year, month)[1]:
        hint = f"{MONTHS[month - 1]} {point.year} has {monthrange(point.year, month)[1]} days."
        raise ContentError(place, f"There is no day '{part}'.", hint, "bad-date")
    return point


def _bounds(point: _Point) -> tuple[date, date]:
    first_month, last_month = (point.month or 1), (point.month or 12)
    last_day = point.day or monthrange(point.year, last_month)[1]
    first = date(point.year, first_month, point.day or 1)
    return first, date(point.year, last_month, last_day)


def _padded(point: _Point) -> tuple[date, date]:
    """A doubtful date may be off by one of what it counts in: a day, a month or a year."""
    first, last = _bounds(point)
    if not point.doubt:
        return first, last
    try:
        before = _bounds(_beside(point, first - timedelta(days=1)))[0]
    except OverflowError:
        before = first
    try:
        after = _bounds(_beside(point, last + timedelta(days=1)))[1]
    except OverflowError:
        after = last
    return before, after


def _beside(point: _Point, day: date) -> _Point:
    """The day, month or year that holds a day: as coarse as the point."""
    return _Point(day.year, point.month and day.month, point.day and day.day, "")


def _said(point: _Point, parts: int = 3) -> str:
    """The point in words; fewer parts leave out the year, then the month."""
    said = (
        str(point.day) if point.day else "",
        MONTHS[point.month - 1] if point.month and parts > 1 else "",
        str(point.year) if parts > 2 else "",
    )
    return _DOUBTS[point.doubt] + " ".join(filter(None, said))


def _span_said(start: _Point, end: _Point) -> str:
    """Says once what both ends share: `16 to 18 January 2024`."""
    parts = 3
    if start.year == end.year and start.month and end.month:
        parts = 1 if start.month == end.month and start.day and end.day else 2
    return f"{_said(start, parts)} to {_said(end)}"


def _no_date(text: str, place: Place) -> ContentError:
    return ContentError(
        place, f"'{text}' is no date that can be read here.", _hint(text), "bad-date"
    )


_BY_NAME = re.compile(
    rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<m>{MONTH_PATTERN})"
    r"(?:\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?!\d))?(?:,?\s+(?P<y>\d{4}))?",
    re.I,
)
_BY_NUMBER = re.compile(r"(?P<y>\d{4})[-/. ](?P<m>\d{1,2})(?:[-/. ](?P<d>\d{1,2}))?")


def _hint(text: str) -> str:
    """What the author most likely meant, in EDTF; an example where that is not plain."""
    if re.search(r"\d.*(\bto\b|–| - ).*\d", text):
        return "Write both days with a stroke between them, such as 2024-01-16/2024-01-18."
    match = _BY_NAME.search(text) or _BY_NUMBER.search(text)
    if not match:
        return "Write it as 2024-01-17, or 2024-01 or 2024 if no more is known."
    found = match.groupdict()
    month = int(found["m"]) if found["m"].isdigit() else month_number(found["m"])
    day = found.get("d") or found.get("d2")
    written = f"-{month:02}" + (f"-{int(day):02}" if day else "")
    if not found["y"]:
        return f"Write it with its year, such as 2024{written}."
    about = "~" if re.search(r"\b(about|around|circa|c\.|roughly)", text, re.I) else ""
    return f"Write it as {found['y']}{written}{about}."
