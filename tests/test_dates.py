"""Dates are as precise as their source, and what is none is answered with a kind message."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer import dates
from explainer.model import Place
from explainer.problems import ContentError

HERE = Place("content/events.md", 7)


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2024-01-16", "2024-01-16", "2024-01-16", "16 January 2024"),
        ("2024-01", "2024-01-01", "2024-01-31", "January 2024"),
        ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
        ("2024", "2024-01-01", "2024-12-31", "2024"),
        ("2024-01-16/2024-01-18", "2024-01-16", "2024-01-18", "16 to 18 January 2024"),
        ("2024-01-16 / 2024-01-16", "2024-01-16", "2024-01-16", "16 January 2024"),
        ("2024-01-30/2024-02-02", "2024-01-30", "2024-02-02", "30 January to 2 February 2024"),
        ("2023-12/2024-01", "2023-12-01", "2024-01-31", "December 2023 to January 2024"),
        ("2023-10/2023-12", "2023-10-01", "2023-12-31", "October to December 2023"),
        ("2024-01/..", "2024-01-01", None, "from January 2024"),
        ("/2024", None, "2024-12-31", "until 2024"),
        ("2024-01-16~", "2024-01-15", "2024-01-17", "about 16 January 2024"),
        ("2024-01?", "2023-12-01", "2024-02-29", "perhaps January 2024"),
        ("2024%", "2023-01-01", "2025-12-31", "perhaps about 2024"),
        ("9999-12-31~", "9999-12-30", "9999-12-31", "about 31 December 9999"),
        ("0001~", "0001-01-01", "0002-12-31", "about 1"),
    ],
)
def test_bounds_and_words(text: str, first: str | None, last: str | None, words: str) -> None:
    when = dates.read(text, HERE)
    assert (when.first, when.last) == (_day(first), _day(last))
    assert when.approximate == any(sign in text for sign in "~?%")
    assert dates.words(text) == words


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("17 January 2024", "'17 January 2024' is no date that can be read here.", "2024-01-17."),
        ("January 17, 2024", "is no date", "Write it as 2024-01-17."),
        ("17 January", "is no date", "Write it with its year, such as 2024-01-17."),
        ("about Jan. 2024", "is no date", "Write it as 2024-01~."),
        ("2024/1/7", "'2024/1/7' is no date that can be read here.", "Write it as 2024-01-07."),
        ("16 to 18 January 2024", "is no date", "such as 2024-01-16/2024-01-18."),
        ("yesterday", "is no date", "Write it as 2024-01-17, or 2024-01 or 2024"),
        ("", "is no date", "Write it as"),
        ("../..", "is no date", "Write it as"),
        ("0000", "is no date", "Write it as"),
        ("2024-13", "'2024-13' has no month from 01 to 12.", "year, month, day"),
        ("2024-17-01", "has no month", "year, month, day"),
        ("2024-02-30", "There is no day '2024-02-30'.", "February 2024 has 29 days."),
        ("2024-02-00", "There is no day '2024-02-00'.", "February 2024 has 29 days."),
        ("2024-02/2024-01", "ends before it begins", "Write the earlier day first."),
    ],
)
def test_what_is_no_date_is_said_kindly(text: str, message: str, hint: str) -> None:
    with pytest.raises(ContentError) as caught:
        dates.read(text, HERE)
    problem = caught.value.problem
    assert problem.place == HERE
    assert message in problem.message
    assert hint in problem.hint


@given(st.dates())
def test_a_day_is_itself(day: date) -> None:
    when = dates.read(day.isoformat(), HERE)
    assert (when.first, when.last, when.approximate) == (day, day, False)


@given(st.dates(), st.dates(), st.sampled_from([4, 7, 10]), st.sampled_from("~?%"))
def test_doubt_widens_and_intervals_hold_their_ends(
    a: date, b: date, length: int, sign: str
) -> None:
    a, b = sorted((a, b))
    sure = dates.read(a.isoformat()[:length], HERE)
    doubted = dates.read(a.isoformat()[:length] + sign, HERE)
    both = dates.read(f"{a.isoformat()[:length]}/{b.isoformat()[:length]}", HERE)
    assert _ends(doubted)[0] <= _ends(sure)[0] <= _ends(sure)[1] <= _ends(doubted)[1]
    assert _ends(both)[0] == _ends(sure)[0]
    assert _ends(both)[1] >= _ends(sure)[1]


@given(st.text(alphabet="0123456789-/~?%. JanuryFeb", max_size=24))
def test_any_text_is_a_date_or_a_problem_with_a_hint(text: str) -> None:
    when = _read(text)
    if isinstance(when, ContentError):
        assert when.problem.hint
        assert dates.words(text) == text
        assert dates.days_and_month(text) is None
    else:
        assert dates.read(when.text, HERE) == when


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01-16", ((16, 16), "January 2024")),
        ("2024-01-16/2024-01-18", ((16, 18), "January 2024")),
        ("2024-01", None),
        ("2024-01-16~", None),
        ("2024-01-30/2024-02-01", None),
        ("2024-01-30/..", None),
        ("soon", None),
    ],
)
def test_days_and_month(text: str, expected: object) -> None:
    assert dates.days_and_month(text) == expected


def test_counting_days() -> None:
    assert dates.days(date(2024, 1, 16), date(2024, 1, 18)) == 2
    assert dates.days(date(2024, 3, 1), date(2024, 2, 28)) == -2
    assert dates.weekday(date(2024, 1, 29)) == "Monday"


@pytest.mark.parametrize("number", range(1, 13))
def test_months_by_name_and_by_three_letters(number: int) -> None:
    name = dates.MONTHS[number - 1]
    for written in (name, name.upper(), name[:3], f"{name[:3]}."):
        assert re.fullmatch(dates.MONTH_PATTERN, written, re.I)
        assert dates.month_number(written) == number
    assert not re.fullmatch(dates.MONTH_PATTERN, name + "s", re.I)


def test_words_of_what_is_no_date_are_what_was_written() -> None:
    assert dates.words("soon") == "soon"


def _read(text: str) -> dates.When | ContentError:
    try:
        return dates.read(text, HERE)
    except ContentError as error:
        return error


def _ends(when: dates.When) -> tuple[date, date]:
    assert when.first
    assert when.last
    return when.first, when.last


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "days", "doubt", "said"),
    [
        ("2024-01-16", True, False, "Tuesday, 16 January 2024"),
        ("2024-01-16/2024-01-18", True, False, "16 to 18 January 2024"),
        ("2024-01-16~", True, True, "about 16 January 2024"),
        ("2024-01", False, False, "January 2024"),
        ("2024-01-16/..", True, False, "from 16 January 2024"),
        ("soon", False, False, "soon"),
    ],
)
def test_how_much_a_date_says(text: str, days: bool, doubt: bool, said: str) -> None:
    assert dates.names_days(text) is days
    assert dates.is_about(text) is doubt
    assert dates.said_with_weekday(text) == said
