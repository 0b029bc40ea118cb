"""No invented number: each stands in the record, or is counted from cited dates and says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from explainer import dates
from explainer.check import figures
from explainer.check.figures import DAY, NUMBER, Day, Figure
from explainer.check.passages import Lesson, Passage, evidence, evidence_text
from explainer.model import Claim, Explainer, Inference, Place, Voice
from explainer.problems import Problem
from explainer.syntax import marks, plain

_COUNTED = re.compile(r"\bcount(ed|ing|s)?\b", re.IGNORECASE)
_SHORT = r"(?-i:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?"
_NAME = re.compile(rf"\b({'|'.join(dates.WEEKDAYS)}|{_SHORT})", re.IGNORECASE)
_WEEKDAY = re.compile(rf"{_NAME.pattern}[,\s(]+(?:the\s+)?({DAY.pattern})", re.IGNORECASE)
_AS_OF = "Days without a year are taken to be of {}, by 'as of' in content/site.md."
_LEAP_YEAR = 2000
"""In it, every day of a calendar can be found."""
_ANY_YEAR = frozenset(range(1000, 3000))
"""What may be a year, while the site does not say in which one its days lie."""


@dataclass(frozen=True, slots=True)
class _Proof:
    """What the entries that a passage cites say."""

    numbers: frozenset[Figure]
    denied: frozenset[Figure]
    """What an inference has in quotation marks, because nobody says it."""
    days: frozenset[Day]
    counted: frozenset[int]
    in_other_years: frozenset[int]
    """Counted, if days without a year were of one that is written."""


def figures_stand_in_the_record(lesson: Lesson) -> Iterator[Problem]:
    """Numbers and days, each in what is cited where it stands."""
    for passage, proof, said in _told(lesson):
        yield from _numbers(passage, proof, said, lesson.explainer)
        yield from _days(passage, proof, said)


def _numbers(
    passage: Passage, proof: _Proof, said: tuple[str, ...], explainer: Explainer
) -> Iterator[Problem]:
    counts = any(_COUNTED.search(text) for text in said)
    known = proof.numbers | (proof.counted if counts else frozenset())
    outside = tuple(figures.unquoted(text) for text in said)
    yield from _unproved(passage, outside, known, explainer)
    if passage.what != "question":
        inside = tuple(figures.quoted(text) for text in said)
        yield from _unproved(passage, inside, known | proof.denied, explainer)


def _days(passage: Passage, proof: _Proof, said: tuple[str, ...]) -> Iterator[Problem]:
    spelt_out = tuple(figures.spelt_out(text) for text in said)
    for place, match in _found(DAY, passage, spelt_out):
        day, month, _ = figures.parts(match)
        if (day, month) not in proof.days:
            name = f"{day} {dates.MONTHS[month - 1]}"
            message = f"The day '{name}' stands in no claim cited in this {passage.what}."
            hint = "Cite who gives it, or leave it out: be no more exact than the source."
            yield Problem(place, message, hint, "day-not-in-record")


def weekdays_agree(lesson: Lesson) -> Iterator[Problem]:
    """Outside quotation marks, a weekday and its date are of the same day."""
    year = _year(lesson.explainer)
    for passage, said in zip(lesson.passages, lesson.plain, strict=True):
        if not any(map(_NAME.search, said)):
            continue
        unquoted = tuple(figures.unquoted(text) for text in said)
        for place, match in _found(_WEEKDAY, passage, unquoted):
            problem = _weekday(match, year, place)
            if problem:
                yield problem


def _told(lesson: Lesson) -> Iterator[tuple[Passage, _Proof, tuple[str, ...]]]:
    """Each passage that holds a number and whose marks can be followed, with its plain words."""
    for passage, plain_texts in zip(lesson.passages, lesson.plain, strict=True):
        if not any(NUMBER.search(text) or DAY.search(text) for text in plain_texts):
            continue
        if not passage.meant or _rests_on_what_is_lost(passage, lesson):
            continue  # that it cites nothing is said elsewhere
        # A question may quote a false statement; what it quotes is not told as true.
        question = passage.what == "question"
        said = tuple(map(figures.unquoted, plain_texts)) if question else plain_texts
        yield passage, _proof(lesson.explainer, passage.meant), said


def _rests_on_what_is_lost(passage: Passage, lesson: Lesson) -> bool:
    record = lesson.explainer.record
    return any(mark not in record and lesson.lost.has_mark(mark) for mark in passage.meant)


@lru_cache(maxsize=512)
def _proof(explainer: Explainer, cited: tuple[str, ...]) -> _Proof:
    entries = evidence(explainer, cited)
    follows = [plain(entry.text) for entry in entries if isinstance(entry, Inference)]
    says = [plain(evidence_text(e)) for e in entries if not isinstance(e, Inference)]
    told = [*says, *map(figures.unquoted, follows)]
    year = _year(explainer)
    years = frozenset({year}) if year else _ANY_YEAR
    written = figures.years(told)
    return _Proof(
        numbers=years.union(*map(figures.figures, told)),
        denied=frozenset().union(*(figures.figures(figures.quoted(text)) for text in follows)),
        days=frozenset().union(*map(figures.days, told)),
        counted=figures.counted(told, {year} if year else written or {_LEAP_YEAR}),
        in_other_years=figures.counted(told, written),
    )


def _unproved(
    passage: Passage, said: tuple[str, ...], known: frozenset[Figure], explainer: Explainer
) -> Iterator[Problem]:
    for place, match in _found(NUMBER, passage, tuple(map(figures.without_days, said))):
        value = figures.figure(match)
        if value not in (0, 1) and value not in known:
            message = f"The number '{match[0]}' stands in no claim cited in this {passage.what}."
            yield Problem(
                place, message, _hint(value, passage.meant, explainer), "number-not-in-record"
            )


def _found(
    pattern: re.Pattern[str], passage: Passage, said: tuple[str, ...]
) -> Iterator[tuple[Place, re.Match[str]]]:
    """Each match, at the line on which the author wrote it."""
    for text, words in zip(passage.texts, said, strict=True):
        for match in pattern.finditer(words):
            yield text.line(words.count("\n", 0, match.start())), match


def _hint(value: Figure, cited: tuple[str, ...], explainer: Explainer) -> str:
    """What to write instead; a sum of two speakers' figures is the slip that misleads most."""
    for (speaker, one), (other, second) in combinations(_voiced(cited, explainer), 2):
        if speaker != other and one + second == value:
            said = f"{speaker} says {one} and {other} says {second}"
            return f"{said}: nobody says the sum. Give each figure with its speaker."
    proof = _proof(explainer, cited)
    if value in proof.in_other_years - proof.counted:
        return f"{_AS_OF.format(explainer.site.as_of[:4])} Write the year with them, or mend that."
    if value in proof.denied:
        return "The record has it in quotation marks, because nobody says it: do the same."
    return "Cite the claim that gives it, or say 'counted' if it is counted from cited dates."


def _voiced(cited: tuple[str, ...], explainer: Explainer) -> list[tuple[str, int]]:
    """Who says which number, also in what the cited inferences follow from."""
    follows = (e.basis for e in evidence(explainer, cited) if isinstance(e, Inference))
    basis = (mark for written in follows for mark in marks(written))
    return [
        (entry.speaker, number)
        for entry in evidence(explainer, tuple(dict.fromkeys((*cited, *basis))))
        if isinstance(entry, Claim) and entry.voice is Voice.ATTRIBUTED
        for number in figures.figures(plain(entry.text))
        if isinstance(number, int)
    ]


def _weekday(match: re.Match[str], as_of: int, place: Place) -> Problem | None:
    found = DAY.match(match[2])
    assert found
    day, month, written = figures.parts(found)
    year = int(written or as_of)
    if not year:
        return None
    try:
        real = dates.weekday(date(year, month, day))
    except ValueError:
        return Problem(place, f"There is no day '{match[2]}'.", "Look at a calendar.", "bad-date")
    said = next(name for name in dates.WEEKDAYS if name[:3].lower() == match[1][:3].lower())
    if real == said:
        return None
    when = f"In {year}" if written else f"In {year}, the year of 'as of' in content/site.md,"
    message = f"'{found[0].rstrip('.')}' was no {said}."
    return Problem(place, message, f"{when} it was a {real}.", "wrong-weekday")


def _year(explainer: Explainer) -> int:
    """The year that a day without one belongs to; 0 if it is not known."""
    return int(explainer.site.as_of[:4] or 0)
