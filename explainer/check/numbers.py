"""No invented number: each stands in the record, or is counted from cited dates and says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from types import MappingProxyType

from explainer import dates
from explainer.check.passages import Lesson, Passage, evidence, evidence_text
from explainer.model import Claim, Explainer, Place, Report, Voice
from explainer.problems import Problem
from explainer.syntax import plain

_UNITS = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = MappingProxyType(
    {
        **{
            f"{ten}-{unit}": n * 10 + m
            for n, ten in enumerate(_TENS, 2)
            for m, unit in enumerate(_UNITS, 1)
        },
        **{name: n for n, name in enumerate(_UNITS[1:] + _TEENS, start=2)},
        **{name: n * 10 for n, name in enumerate(_TENS, start=2)},
        "hundred": 100,
        "dozen": 12,
    }
)
"""Number words and what they mean. `one` is left out: it is mostly no number."""

_NUMBER = re.compile(rf"(?<![\w.,-])(\d+(?:[,.]\d+)*|{'|'.join(WORDS)})(?![\w-]|[.,]\d)", re.I)
_DAY = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s+({dates.MONTH_PATTERN})(?:,?\s+(\d{{4}}))?"
    rf"|\b({dates.MONTH_PATTERN})\s+(\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(\d{{4}}))?",
    re.I,
)
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’(?!\w)|(?<!\w)'[^']*'(?!\w)")
_COUNTED = re.compile(r"\bcount(ed|ing|s)?\b", re.I)


_WEEKDAY = re.compile(rf"\b({'|'.join(dates.WEEKDAYS)})[,\s(]+(?:the\s+)?({_DAY.pattern})", re.I)
_MANY_DAYS = re.compile(
    r"(?<!\d)(\d{1,2})((?:(?:,|\s+and|\s+to|\s+or|-|–)\s*\d{1,2}){1,9})"
    rf"\s+({dates.MONTH_PATTERN})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Proof:
    """What the entries that a passage cites say."""

    numbers: frozenset[int]
    days: frozenset[tuple[int, int]]
    counted: frozenset[int]
    """Days between any two of its dates, and how many dates there are."""


def numbers_stand_in_the_record(lesson: Lesson) -> Iterator[Problem]:
    for passage, proof, said in _told(lesson):
        counts = any(_COUNTED.search(text) for text in said)
        known = proof.numbers | (proof.counted if counts else frozenset())
        for place, match in _found(_NUMBER, passage, tuple(_without_days(text) for text in said)):
            value = _value(match[1])
            if value >= 2 and value not in known:
                message = (
                    f"The number '{match[0]}' stands in no claim cited in this {passage.what}."
                )
                yield Problem(place, message, _hint(value, passage.marks, lesson.explainer))


def days_stand_in_the_record(lesson: Lesson) -> Iterator[Problem]:
    for passage, proof, said in _told(lesson):
        spelt_out = tuple(_spelt_out(text) for text in said)
        for place, match in _found(_DAY, passage, spelt_out):
            day, month, _ = _parts(match)
            if (day, month) not in proof.days:
                name = f"{day} {dates.MONTHS[month - 1]}"
                message = f"The day '{name}' stands in no claim cited in this {passage.what}."
                hint = "Cite who gives it, or leave it out: be no more exact than the source."
                yield Problem(place, message, hint)


def weekdays_agree(lesson: Lesson) -> Iterator[Problem]:
    """Outside quotation marks, a weekday and its date are of the same day."""
    year = _year(lesson.explainer)
    for passage, said in zip(lesson.passages, lesson.plain, strict=True):
        unquoted = tuple(_unquoted(text) for text in said)
        for place, match in _found(_WEEKDAY, passage, unquoted):
            problem = _weekday(match, year, place)
            if problem:
                yield problem


def _told(lesson: Lesson) -> Iterator[tuple[Passage, _Proof, tuple[str, ...]]]:
    """Each passage that holds a number, with its proof and its plain words."""
    for passage, plain_texts in zip(lesson.passages, lesson.plain, strict=True):
        if not any(_NUMBER.search(text) or _DAY.search(text) for text in plain_texts):
            continue
        # A question may quote a false statement; what it quotes is not told as true.
        question = passage.what == "question"
        said = tuple(_unquoted(text) for text in plain_texts) if question else plain_texts
        yield passage, _proof(lesson.explainer, passage.marks), said


def _proof(explainer: Explainer, marks: tuple[str, ...]) -> _Proof:
    entries = evidence(explainer, marks)
    text = " ".join(plain(evidence_text(entry)) for entry in entries)
    year = _year(explainer)
    numbers = _values(text) | ({year} if year else set())
    days = _days(text)
    for entry in entries:
        if isinstance(entry, Report):
            numbers |= {int(part) for part in re.findall(r"\d{1,4}", entry.date)}
            found = re.findall(r"\d{4}-(\d\d)-(\d\d)", entry.date)
            days |= {(int(day), int(month)) for month, day in found}
    return _Proof(frozenset(numbers), frozenset(days), _differences(text, year))


def _found(
    pattern: re.Pattern[str], passage: Passage, said: tuple[str, ...]
) -> Iterator[tuple[Place, re.Match[str]]]:
    """Each match, at the line on which the author wrote it."""
    for text, words in zip(passage.texts, said, strict=True):
        for match in pattern.finditer(words):
            yield text.line(words.count("\n", 0, match.start())), match


def _hint(value: int, marks: tuple[str, ...], explainer: Explainer) -> str:
    """What to write instead; a sum of two speakers' figures is the slip that misleads most."""
    voiced = [
        (entry.speaker, number)
        for entry in evidence(explainer, marks)
        if isinstance(entry, Claim) and entry.voice is Voice.ATTRIBUTED
        for number in _values(plain(entry.text))
    ]
    for (speaker, figure), (other, second) in combinations(voiced, 2):
        if speaker != other and figure + second == value:
            said = f"{speaker} says {figure} and {other} says {second}"
            return f"{said}: nobody says the sum. Give each figure with its speaker."
    return "Cite the claim that gives it, or say 'counted' if it is counted from cited dates."


def _weekday(match: re.Match[str], as_of: int, place: Place) -> Problem | None:
    found = _DAY.match(match[2])
    assert found
    day, month, written = _parts(found)
    year = int(written or as_of)
    if not year:
        return None
    try:
        real = dates.weekday(date(year, month, day))
    except ValueError:
        return Problem(place, f"There is no day '{match[2]}'.", "Look at a calendar.")
    if real.lower() == match[1].lower():
        return None
    message = f"'{found[0].rstrip('.')}' was no {match[1]}."
    return Problem(place, message, f"In {year} it was a {real}.")


def _unquoted(text: str) -> str:
    return _QUOTED.sub(lambda match: "\n" * match[0].count("\n"), text)


def _value(written: str) -> int:
    if written.lower() in WORDS:
        return WORDS[written.lower()]
    whole = re.sub(r"[.,]\d*$", "", written) if re.search(r"\.\d+$", written) else written
    return int(re.sub(r"[,.]", "", whole)[:18])


def _values(text: str) -> set[int]:
    return {_value(match[1]) for match in _NUMBER.finditer(text)}


def _year(explainer: Explainer) -> int:
    """The year that a day without one belongs to; 0 if it is not known."""
    return int(explainer.site.as_of[:4] or 0)


def _spelt_out(text: str) -> str:
    """`16 and 18 January` and `16 to 18 January` name two days, the first without its month."""
    return _MANY_DAYS.sub(_each_with_month, text)


def _without_days(text: str) -> str:
    """Days have a rule of their own; their years are numbers like others."""
    return _DAY.sub(
        lambda match: (match[3] or match[6] or "") + "\n" * match[0].count("\n"), _spelt_out(text)
    )


def _each_with_month(match: re.Match[str]) -> str:
    days = re.findall(r"\d{1,2}", match[1] + " " + match[2])
    return " ".join(f"{day} {match[3]}" for day in days) + "\n" * match[0].count("\n")


def _days(text: str) -> set[tuple[int, int]]:
    return {_parts(match)[:2] for match in _DAY.finditer(_spelt_out(text))}


def _parts(match: re.Match[str]) -> tuple[int, int, str | None]:
    day, month, year = match[1] or match[5], match[2] or match[4], match[3] or match[6]
    return int(day), dates.month_number(month), year


def _differences(proof: str, as_of: int) -> frozenset[int]:
    found = []
    for match in _DAY.finditer(_spelt_out(proof)):
        day, month, written = _parts(match)
        try:
            found.append(date(int(written or as_of), month, day))
        except ValueError:
            continue
    between = {abs(dates.days(a, b)) for a, b in combinations(found, 2)}
    return frozenset(between | {len(found)})
