"""Which questions come again, and when: what was wrong, and days later what was not yet sure.

A question may have others that are like it: together they are one task, asked in other words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from operator import attrgetter

from explainer.model import Answer, Explainer, Question, Verdict

History = Mapping[str, tuple[Answer, ...]]
"""What a learner gave, by question, each in the order in which it came."""

SPACING = (3, 7, 21)
"""Days until a learner should come back: the first time, the second, and from then on.

Spaced learning beats massed, and fixed steps do as well as others (Latimier and others, 2021,
https://doi.org/10.1007/s10648-020-09572-8).
"""

GUESS = 1
"""The `confidence` of an answer that was given by guessing."""


@dataclass(frozen=True, slots=True)
class Course:
    """How it went with a question and those like it."""

    first: Answer
    last: Answer


def until(history: History, begun: datetime) -> History:
    """What was given up to a moment."""
    told = {name: tuple(a for a in some if a.at <= begun) for name, some in history.items()}
    return {name: some for name, some in told.items() if some}


def courses(lesson: Explainer, history: History) -> Mapping[str, Course]:
    """By the questions of the first pass; those that were never answered are left out."""
    told = {name: _answers(history, some) for name, some in lesson.families.items()}
    return {name: Course(every[0], every[-1]) for name, every in told.items() if every}


def missed(lesson: Explainer, history: History, begun: datetime) -> tuple[Question, ...]:
    """What comes in a sitting that begins at a moment: all whose last answer was not right."""
    return _coming(lesson, history, begun, lambda every: _is_missed(every[-1]))


def unsettled(
    lesson: Explainer, history: History, begun: datetime, zone: tzinfo = UTC
) -> tuple[Question, ...]:
    """What comes in a sitting days later: all that was not known, or only guessed.

    The first answer of a day says what was known; a second on the same day may only repeat what
    the first was told. So the newest day counts, by its first answer.
    """
    return _coming(lesson, history, begun, lambda every: _is_unsettled(every, zone))


def mixed(questions: Iterable[Question], seed: str) -> tuple[Question, ...]:
    """In an order that is another for each sitting, and the same after a reload."""

    def place(question: Question) -> bytes:
        return hashlib.sha256(f"{seed}\n{question.id}".encode()).digest()

    return tuple(sorted(questions, key=place))


def due(history: History, zone: tzinfo = UTC) -> date | None:
    """The day to come back, which who comes before it puts off; None where nothing was given."""
    every = sorted(
        answer.at.astimezone(zone).date() for some in history.values() for answer in some
    )
    step, last = 0, None
    for day in every:
        if last is not None and day >= _after(last, step):
            step += 1
        last = day
    return _after(last, step) if last else None


_Test = Callable[[Sequence[Answer]], bool]
"""Whether it comes again, by all answers so far."""


def _after(day: date, step: int) -> date:
    return day + timedelta(days=SPACING[min(step, len(SPACING) - 1)])


def _coming(
    lesson: Explainer, history: History, begun: datetime, comes: _Test
) -> tuple[Question, ...]:
    return tuple(_found(lesson, until(history, begun), comes))


def _found(lesson: Explainer, history: History, comes: _Test) -> Iterator[Question]:
    for family in lesson.families.values():
        every = _answers(history, family)
        if every and comes(every):
            yield min(family, key=lambda question: _last(history, question))


def _last(history: History, question: Question) -> datetime:
    """Of those that are alike, what was answered longest ago is asked, or never."""
    answers = history.get(question.id)
    return answers[-1].at if answers else _NEVER


_NEVER = datetime.min.replace(tzinfo=UTC)


def _answers(history: History, family: Sequence[Question]) -> tuple[Answer, ...]:
    some = (answer for question in family for answer in history.get(question.id, ()))
    return tuple(sorted(some, key=attrgetter("at")))


def _is_missed(answer: Answer) -> bool:
    return answer.mark.verdict in (Verdict.PARTLY, Verdict.WRONG)


def _is_unsettled(every: Sequence[Answer], zone: tzinfo) -> bool:
    newest = every[-1].at.astimezone(zone).date()
    first = next(answer for answer in every if answer.at.astimezone(zone).date() == newest)
    guessed = first.mark.verdict is Verdict.RIGHT and first.confidence == GUESS
    return _is_missed(first) or _is_missed(every[-1]) or guessed
