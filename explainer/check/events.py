"""Rules of events: the names in their settings are known, and their dates can be of one event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from explainer import dates
from explainer.check import figures
from explainer.check.passages import Lesson
from explainer.model import Event, Place, Report
from explainer.problems import Problem, did_you_mean
from explainer.syntax import plain

_FAR_APART = 31
"""Days. Reports may date an event otherwise than the source, but hardly by more than a month."""

_ALIKE = 0.8
"""How near a name has to be to a known one to be taken for a slip: Irland is, Iceland is not."""


def events_hang_together(lesson: Lesson) -> Iterator[Problem]:
    rungs = {rung.id for rung in lesson.explainer.ladder}
    known = {event.id for event in lesson.explainer.events}
    for event in lesson.explainer.events:
        if event.rung and event.rung not in rungs and not lesson.lost.has_rung(event.rung):
            place = lesson.setting(event.place, "rung")
            message = f"There is no rung '{event.rung}' on the ladder."
            yield Problem(place, message, did_you_mean(event.rung, rungs), "unknown-rung")
        yield from _order_names_events(event, known, lesson)


def dates_go_together(lesson: Lesson) -> Iterator[Problem]:
    """Two dates of one event that lie far apart are most likely a wrong year or month."""
    for event in lesson.explainer.events:
        if event.when and event.reported and _apart(event.when, event.reported) > _FAR_APART:
            place = lesson.setting(event.place, "reported")
            when, reported = dates.words(event.when), dates.words(event.reported)
            message = f"This event is dated twice, far apart: {when}, and reported {reported}."
            yield Problem(
                place, message, "Look at the year and the month of both dates.", "dates-far-apart"
            )


def other_days_are_others(lesson: Lesson) -> Iterator[Problem]:
    """What other reports give stands beside a day that the order follows, and differs from it."""
    for event in lesson.explainer.events:
        for day in event.also_reported:
            if not event.reported:
                message = "'also reported' stands here, and no 'reported'."
                hint = "Write the day that the order is to follow:  - reported: 2024-01-16 [^s3]"
                yield Problem(day.place, message, hint, "no-reported-day")
            elif day.when == event.reported:
                message = "This is the day that 'reported' gives already."
                hint = "Put its marks behind 'reported:', and take this line away."
                yield Problem(day.place, message, hint, "same-day-again")


def reports_hold_their_days(lesson: Lesson) -> Iterator[Problem]:
    """Each report that is cited for a day has this day, or one of these days, in its row."""
    record = lesson.explainer.record
    for event in lesson.explainer.events:
        place = lesson.setting(event.place, "reported")
        for when, names, where in (
            (event.reported, event.reports, place),
            *((day.when, day.marks, day.place) for day in event.also_reported),
        ):
            said = dates.words(when)
            for report in (record.get(name) for name in names):
                if isinstance(report, Report) and not _holds(report, said):
                    message = f"The row of {report.id} does not say {said}."
                    hint = "Cite a report that gives the day, or write the one that this gives."
                    yield Problem(where, message, hint, "day-not-in-report")


def _holds(report: Report, said: str) -> bool:
    """A date that names no day, such as a month, is not looked for."""
    wanted = figures.days(said)
    return not wanted or bool(wanted & figures.days(plain(report.text)))


def parties_are_known(lesson: Lesson) -> Iterator[Problem]:
    """Not everybody has a card; but a name that is nearly one on a card is a slip."""
    people = lesson.explainer.people
    cards = {name.casefold(): name for p in people for name in (p.name, *p.also)}
    for event in lesson.explainer.events:
        for setting, written in (("who", event.who), ("toward", event.toward)):
            for name in re.split(r",\s*|\s+and\s+", written):
                near = get_close_matches(name.casefold(), cards, n=1, cutoff=_ALIKE)
                if near and name.casefold() not in cards and written.casefold() not in cards:
                    hint = f"Did you mean '{cards[near[0]]}'?"
                    message = f"Nobody in people.md is called '{name}'."
                    yield Problem(
                        lesson.setting(event.place, setting), message, hint, "unknown-person"
                    )


def _order_names_events(event: Event, known: set[str], lesson: Lesson) -> Iterator[Problem]:
    for name, others in (("after", event.after), ("reported after", event.reported_after)):
        for other in others:
            if other not in known and not lesson.lost.has_event(other):
                place = lesson.setting(event.place, name)
                yield Problem(
                    place,
                    f"There is no event '{other}'.",
                    did_you_mean(other, known),
                    "unknown-event",
                )


def _apart(one: str, other: str) -> int:
    """The days between two dates; 0 where they may be the same, or an end is open."""
    first, second = (dates.read(text, Place("")) for text in (one, other))
    if first.last and second.first and first.last < second.first:
        return dates.days(first.last, second.first)
    if second.last and first.first and second.last < first.first:
        return dates.days(second.last, first.first)
    return 0
