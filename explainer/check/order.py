"""Rules of order: nothing comes before itself, and no order contradicts its own dates."""

from __future__ import annotations

from collections.abc import Iterator

from explainer import dates
from explainer.check.passages import Lesson
from explainer.model import Event, Place
from explainer.order import circle
from explainer.problems import Problem

_Edges = set[tuple[str, str]]


def no_circles(lesson: Lesson) -> Iterator[Problem]:
    """Before and after make sense only where nothing comes before itself."""
    events = _by_id(lesson)
    for name in ("after", "reported after"):
        edges = {(one, event.id) for event in events.values() for one in _named(event, name)}
        for found in _circles(edges):
            first = min((events[one] for one in found if one in events), key=lambda e: e.place)
            place = lesson.setting(first.place, name)
            yield Problem(
                place, _way(found), f"Take one of their '{name}' settings away.", "circle"
            )


def _by_id(lesson: Lesson) -> dict[str, Event]:
    """The first of each id; that there is a second is said elsewhere."""
    return {event.id: event for event in reversed(lesson.explainer.events)}


def _way(found: tuple[str, ...]) -> str:
    if len(found) == 1:
        return f"'{found[0]}' comes after itself."
    return f"This order runs in a circle: {' → '.join((*found, found[0]))}."


def order_agrees_with_dates(lesson: Lesson) -> Iterator[Problem]:
    """What is said to come after another thing has no earlier date in the same layer."""
    events = _by_id(lesson)
    for event in events.values():
        for name in ("after", "reported after"):
            for other in (events[one] for one in _named(event, name) if one in events):
                mine, theirs = _date(event, name), _date(other, name)
                if mine and theirs and _is_earlier(mine, theirs):
                    yield _contradicts(event, other, name, lesson)


def _named(event: Event, name: str) -> tuple[str, ...]:
    return event.after if name == "after" else event.reported_after


def _date(event: Event, name: str) -> str:
    return event.when if name == "after" else event.reported


def _circles(edges: _Edges) -> Iterator[tuple[str, ...]]:
    """Every circle that is left when the ones before it are cut."""
    left = set(edges)
    while found := circle(sorted(left)):
        yield found
        left -= set(zip(found, (*found[1:], found[0]), strict=True))


def _is_earlier(one: str, other: str) -> bool:
    last, first = dates.read(one, _NOWHERE).last, dates.read(other, _NOWHERE).first
    return last is not None and first is not None and last < first


_NOWHERE = Place("")


def _contradicts(event: Event, other: Event, name: str, lesson: Lesson) -> Problem:
    mine, theirs = dates.words(_date(event, name)), dates.words(_date(other, name))
    message = (
        f"'{event.id}' comes after '{other.id}', and is dated earlier: {mine}, before {theirs}."
    )
    hint = "Mend a date, or take the name out of this setting."
    return Problem(lesson.setting(event.place, name), message, hint, "order-against-dates")
