"""How far observers agree who gave values to the same things: Krippendorff's alpha.

Alpha is 1 where they agree wholly, 0 where they agree as often as chance would have it, and
less than 0 where they agree less often than that:

    alpha = 1 - Do / De

Do is the disagreement between the values of one unit, De the one between all values, whatever
their unit. Both are means of a squared distance over pairs of values, and the level of the
values says what that distance is. A value that is missing makes no pair, and is no fault.

Sources: K. Krippendorff, Computing Krippendorff's Alpha-Reliability, University of Pennsylvania
2011, https://repository.upenn.edu/asc_papers/43; A. F. Hayes and K. Krippendorff, Answering the
Call for a Standard Reliability Measure for Coding Data, Communication Methods and Measures 1
(2007) 77-89, https://doi.org/10.1080/19312450709336664.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, permutations

_Distance = Callable[[float, float], float]
"""Of two values, squared."""


class Level(StrEnum):
    """What may be done with the values: tell them apart, rank them, or subtract them."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


def alpha(ratings: Sequence[Mapping[str, float]], level: Level) -> float | None:
    """Agreement of observers, each of whom maps units to finite values.

    None where it is not defined: no unit has two values, or all values are the same, so that
    nothing tells agreement from chance.
    """
    units = _pairable(ratings)
    counts = Counter(value for unit in units for value in unit)
    distance = _distance(level, counts)
    expected = _disagreement(counts.elements(), distance)
    if not expected:
        return None
    return 1 - sum(_disagreement(unit, distance) for unit in units) / expected


Order = Mapping[str, float]
"""By event, a number that is higher where it is calmer, and says nothing else."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's alpha over ranks: 1 is the same order, 0 no more alike than by chance."""

    alpha: float
    low: float
    """The lowest that it becomes where any one event is left out."""
    high: float
    """The highest that it becomes so."""
    events: int
    """That at least two have placed."""


def of_orders(coders: Sequence[Order]) -> Agreement | None:
    """None where there is nothing to compare: fewer than two events, or nobody gives an order."""
    counted = Counter(chain.from_iterable(coders))
    events = [event for event, count in counted.items() if count > 1]
    found = _alpha_of_orders(coders, events)
    if found is None:
        return None
    without = ([each for each in events if each != left] for left in events)
    others = [_alpha_of_orders(coders, some) for some in without]
    known = [other for other in others if other is not None] or [found]
    return Agreement(found, min(known), max(known), len(events))


def words(value: float | None) -> str:
    """An alpha as it is told, with two decimals; 1.00 only where the orders are the same."""
    if value is None:
        return "not defined, because the values do not differ"
    shown = value if value > 1 - 1e-9 else min(value, 0.99)
    return f"{shown:.2f}".replace("-", "−")


def _pairable(ratings: Sequence[Mapping[str, float]]) -> tuple[tuple[float, ...], ...]:
    """The values of each unit that has at least two."""
    names = dict.fromkeys(name for one in ratings for name in one)
    every = (tuple(one[name] for one in ratings if name in one) for name in names)
    return tuple(values for values in every if len(values) > 1)


def _disagreement(values: Iterable[float], distance: _Distance) -> float:
    """Between each two of some values, as often as one of them stands against another."""
    counts = Counter(values)
    pairs = (counts[a] * counts[b] * distance(a, b) for a, b in permutations(sorted(counts), 2))
    return sum(pairs) / (counts.total() - 1) if counts else 0.0


def _distance(level: Level, counts: Mapping[float, int]) -> _Distance:
    match level:
        case Level.NOMINAL:
            return lambda a, b: float(a != b)
        case Level.ORDINAL:
            return _by_rank(counts)
        case Level.INTERVAL:
            return lambda a, b: (a - b) ** 2


def _by_rank(counts: Mapping[float, int]) -> _Distance:
    """How many values lie between two, of each of the two themselves half of them."""
    middles, before = dict[float, float](), 0
    for value in sorted(counts):
        middles[value] = before + counts[value] / 2
        before += counts[value]
    return lambda a, b: (middles[a] - middles[b]) ** 2


def _alpha_of_orders(coders: Sequence[Order], events: Iterable[str]) -> float | None:
    """Ranks are given anew among these events, so that what one left out moves no other."""
    kept = frozenset(events)
    ranked = [_ranks({name: coder[name] for name in coder if name in kept}) for coder in coders]
    return alpha(ranked, Level.ORDINAL) if len(kept) > 1 else None


def _ranks(values: Order) -> Order:
    """From 1 upwards; those who are level share the middle of their places."""
    counted = Counter(values.values())
    below, rank = 0, {}
    for value in sorted(counted):
        rank[value] = below + (counted[value] + 1) / 2
        below += counted[value]
    return {event: rank[value] for event, value in values.items()}
