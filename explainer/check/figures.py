"""Numbers and days as they stand in a text, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from itertools import combinations
from types import MappingProxyType

from explainer import dates

Figure = int | str
"""A number; or a word for one that is not exact, which only the same word can prove."""

Day = tuple[int, int]
"""A day and its month."""

_KEPT = 4096
"""Answers: many passages rest on the same claims, and a claim always says the same."""

_UNITS = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_SCALES = MappingProxyType(
    {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
)
WORDS = MappingProxyType(
    {
        **{
            f"{ten}-{unit}": n * 10 + m
            for n, ten in enumerate(_TENS, 2)
            for m, unit in enumerate(_UNITS, 1)
        },
        **{name: n for n, name in enumerate(_UNITS[1:] + _TEENS, start=2)},
        **{name: n * 10 for n, name in enumerate(_TENS, start=2)},
        **{name: n for n, name in enumerate(_ORDINALS, start=3)},
        **_SCALES,
    }
)
"""Number words and what they mean. `one`, `first` and `second` are mostly no numbers."""

_VAGUE = ("half", *(f"{name}s" for name in _SCALES))

_FIRST = "".join(sorted({word[0] for word in (*WORDS, *_VAGUE)}))
_FROM_TWENTY = rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS)}))?"
_OTHERS = "|".join(word for word in (*WORDS, *_VAGUE) if not word.startswith(tuple(_TENS)))
_YEAR = re.compile(r"\b[12]\d{3}\b")
NUMBER = re.compile(
    # A letter that no number begins with is passed over before anything else is tried.
    rf"(?=[\d{_FIRST}])(?<![\w.,-])"
    rf"(\d+(?:[,.]\d+)*(?:st|nd|rd|th)?|{_FROM_TWENTY}|{_OTHERS})"
    rf"(?:\s+({'|'.join(_SCALES)}))?(?![\w-]|[.,]\d)",
    re.IGNORECASE,
)
DAY = re.compile(
    rf"(?=[\d{''.join(sorted({month[0] for month in dates.MONTHS}))}])(?:"
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({dates.MONTH_PATTERN})(?:,?\s+(\d{{4}}))?"
    rf"|\b({dates.MONTH_PATTERN})\s+(\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(\d{{4}}))?)",
    re.IGNORECASE,
)
_MANY_DAYS = re.compile(
    r"(?<!\d)(\d{1,2})((?:(?:,|\s+and|\s+to|\s+or|-|–)\s*\d{1,2}){1,9})"
    rf"\s+({dates.MONTH_PATTERN})",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’(?!\w)|(?<!\w)'[^']*'(?!\w)")


def figure(match: re.Match[str]) -> Figure:
    """What a match of NUMBER means."""
    written = match[1].lower()
    if written in _VAGUE:
        return written
    return _value(written) * _SCALES.get((match[2] or "").lower(), 1)


@lru_cache(_KEPT)
def figures(text: str) -> frozenset[Figure]:
    return frozenset(figure(match) for match in NUMBER.finditer(text))


def parts(match: re.Match[str]) -> tuple[int, int, str | None]:
    """Day, month and year of a match of DAY."""
    day, month, year = match[1] or match[5], match[2] or match[4], match[3] or match[6]
    return int(day), dates.month_number(month), year


def years(texts: Iterable[str]) -> frozenset[int]:
    """Those that are written somewhere."""
    return frozenset(int(year) for text in texts for year in _YEAR.findall(text))


@lru_cache(_KEPT)
def days(text: str) -> frozenset[Day]:
    return frozenset(parts(match)[:2] for match in DAY.finditer(spelt_out(text)))


def counted(texts: Sequence[str], years: Iterable[int]) -> frozenset[int]:
    """Days between any two dates of some texts, and how many dates there are.

    A date that has no year of its own is of any of these.
    """
    return frozenset().union(*(_counted(texts, year) for year in years))


def _counted(texts: Sequence[str], year: int) -> frozenset[int]:
    found = [day for text in texts for day in _calendar_days(text, year)]
    between = {abs(dates.days(a, b)) for a, b in combinations(found, 2)}
    return frozenset(between | {len(found)})


def spelt_out(text: str) -> str:
    """`16 and 18 January` and `16 to 18 January` name two days, the first without its month."""
    return _MANY_DAYS.sub(_each_with_month, text)


def without_days(text: str) -> str:
    """Days have a rule of their own; their years are numbers like others."""
    return DAY.sub(
        lambda match: (match[3] or match[6] or "") + "\n" * match[0].count("\n"), spelt_out(text)
    )


def unquoted(text: str) -> str:
    """What stands outside quotation marks, on its lines."""
    return _QUOTED.sub(lambda match: _lines(match[0]), text)


def quoted(text: str) -> str:
    """What stands in quotation marks, on its lines."""
    kept, end = "", 0
    for match in _QUOTED.finditer(text):
        kept += _lines(text[end : match.start()]) + match[0]
        end = match.end()
    return kept


def quotations(text: str) -> tuple[str, ...]:
    """What stands in quotation marks, without them and without the signs that end a sentence."""
    inside = (match[0][1:-1].strip(" .,;:!?…") for match in _QUOTED.finditer(text))
    return tuple(words for words in inside if words)


def _value(written: str) -> int:
    if written in WORDS:
        return WORDS[written]
    digits = re.sub(r"[a-z]", "", written)
    whole = re.sub(r"[.,]\d*$", "", digits) if re.search(r"\.\d+$", digits) else digits
    return int(re.sub(r"[,.]", "", whole)[:18])


@lru_cache(_KEPT)
def _calendar_days(text: str, year: int) -> tuple[date, ...]:
    found: list[date] = []
    for match in DAY.finditer(spelt_out(text)):
        day, month, written = parts(match)
        with suppress(ValueError):
            found.append(date(int(written or year), month, day))
    return tuple(found)


def _each_with_month(match: re.Match[str]) -> str:
    written = re.findall(r"\d{1,2}", match[1] + " " + match[2])
    return " ".join(f"{day} {match[3]}" for day in written) + _lines(match[0])


def _lines(text: str) -> str:
    return "\n" * text.count("\n")
