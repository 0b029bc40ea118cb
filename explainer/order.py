"""Which event is stated to come before which, and nothing more than is stated.

The order is partial. Two layers never mix in silence: what the article says, and what it
says with the days that other reports give.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from explainer import dates
from explainer.model import Event, Explainer, Place
from explainer.problems import ContentError

Layer = Literal["article", "reports"]
LAYERS: tuple[Layer, ...] = ("article", "reports")

Pairs = frozenset[tuple[str, str]]
"""Ids of events: the first is stated to come before the second."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an event may stand in a drawing, counted from 0 at the left."""

    event: str
    earliest: int
    latest: int


def layer_events(explainer: Explainer, layer: Layer) -> tuple[Event, ...]:
    """The events that a layer tells, in the order of the file."""
    return tuple(event for event in explainer.events if event.in_source or layer == "reports")


def date_of(event: Event, layer: Layer) -> str:
    """The event's date as this layer gives it; empty if it gives none."""
    return (event.reported or event.when) if layer == "reports" else event.when


def before(explainer: Explainer, layer: Layer) -> Pairs:
    """Every pair that is stated, with all that follows from it: a strict partial order.

    Dates rule where they cannot overlap; then what reports say of one day; then what the
    article says. What contradicts something stronger, or itself, is left out.
    """
    events = layer_events(explainer, layer)
    order = _dated(events, layer)
    if layer == "reports":
        order = _joined(order, _edges(events, {e.id: e.reported_after for e in events}))
    return _joined(order, _article_pairs(events, layer))


def slots(explainer: Explainer, layer: Layer) -> tuple[Slot, ...]:
    """The slots an event may stand in, so drawn that no order is claimed which is not stated.

    The earliest slot is the length of the longest chain before the event. The latest is the
    last one in which something begins that is not stated to come after it. So two events
    without an order always share a slot, and of two with one the earlier never begins later.
    """
    events, order = layer_events(explainer, layer), before(explainer, layer)
    earliest = _earliest(tuple(event.id for event in events), order)
    latest = {
        one: max(slot for other, slot in earliest.items() if (one, other) not in order)
        for one in earliest
    }
    return tuple(Slot(event.id, earliest[event.id], latest[event.id]) for event in events)


def circle(edges: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The events of a shortest circle, each before the next; empty if there is none."""
    following = _following(_knotted(edges))
    found = (_way_back(start, following) for start in following)
    return min((way for way in found if way), key=len, default=())


def _dated(events: tuple[Event, ...], layer: Layer) -> Pairs:
    """Pairs whose dates cannot overlap. Disjoint intervals make no circle."""
    spans = {event.id: _span(date_of(event, layer)) for event in events}
    return frozenset(
        (one, other)
        for one, a in spans.items()
        for other, b in spans.items()
        if a and b and a.last and b.first and a.last < b.first
    )


def _span(text: str) -> dates.When | None:
    try:
        return dates.read(text, _NOWHERE) if text else None
    except ContentError:
        return None


_NOWHERE = Place("")


def _article_pairs(events: tuple[Event, ...], layer: Layer) -> Pairs:
    """What the article says comes after what, less the pairs that other reports date both."""
    stated = _closed(_edges(events, {event.id: event.after for event in events}))
    if layer == "article":
        return stated
    dated = {event.id for event in events if event.reported}
    return frozenset(pair for pair in stated if not dated.issuperset(pair))


def _edges(events: tuple[Event, ...], named: Mapping[str, tuple[str, ...]]) -> Pairs:
    known = {event.id for event in events}
    return frozenset(
        (one, other) for other, names in named.items() for one in names if one in known
    )


def _joined(known: Pairs, stated: Pairs) -> Pairs:
    """Adds what is stated to what is known, unless it contradicts that, or runs in a circle."""
    fair = {(one, other) for one, other in stated if (other, one) not in known}
    reached = _closed(known | fair)
    return _closed(known | {(one, other) for one, other in fair if (other, one) not in reached})


def _closed(edges: Iterable[tuple[str, str]]) -> Pairs:
    """With every pair that follows by going on. In a circle each comes before itself."""
    following = _following(edges)
    return frozenset((one, other) for one in following for other in _reached(one, following))


def _reached(start: str, following: Mapping[str, Sequence[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(following.get(start, ()))
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(following.get(one, ()))
    return seen


def _following(edges: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    following: dict[str, list[str]] = {}
    for one, other in edges:
        following.setdefault(one, []).append(other)
    return following


def _knotted(edges: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What is left when whatever has nothing before it is taken away, again and again.

    Most orders have no circle, and this says so in the time it takes to read them.
    """
    every = list(edges)
    following, before = _following(every), Counter(other for _, other in every)
    free = [one for one in following if not before[one]]
    taken = set[str]()
    while free:
        one = free.pop()
        taken.add(one)
        for other in following.get(one, ()):
            before[other] -= 1
            if not before[other]:
                free.append(other)
    return [(one, other) for one, other in every if one not in taken]


def _earliest(names: tuple[str, ...], order: Pairs) -> dict[str, int]:
    """Longest chain before each. In a closed order what comes earlier has fewer before it."""
    ahead = _following((other, one) for one, other in order)
    found: dict[str, int] = {}
    for name in sorted(names, key=lambda name: len(ahead.get(name, ()))):
        found[name] = 1 + max((found[one] for one in ahead.get(name, ())), default=-1)
    return {name: found[name] for name in names}


def _way_back(start: str, following: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A shortest way from an event back to itself; empty if there is none."""
    seen, ways = {start}, deque[tuple[str, ...]]([(start,)])
    while ways:
        way = ways.popleft()
        for other in following.get(way[-1], ()):
            if other == start:
                return way
            if other not in seen:
                seen.add(other)
                ways.append((*way, other))
    return ()
