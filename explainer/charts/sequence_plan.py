"""Where everything in a sequence goes, in pixels of a phone from the top left corner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from types import MappingProxyType

from explainer import dates
from explainer.charts import look, packing
from explainer.charts.sequence_rows import Row

NOT_ORDERED = (("order not stated",), ("order", "not stated"), ("order", "not", "stated"))
"""The words over a bracket, in as many lines as its width asks for."""
IN_EACH = (
    ("in each: order not stated",),
    ("in each:", "order not stated"),
    ("in each:", "order", "not stated"),
)
"""The same over neighbours that are too narrow for words of their own."""
LINE = 15.0
"""Height of a line of small words."""

GAP = 1.5
"""Left free on each side of a slot."""

_WIDE, _NARROW, _SHARED = 28.0, 21.0, 44.0
_APART = 8.0


@dataclass(frozen=True, slots=True)
class Slot:
    left: float
    right: float
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything goes, in pixels of a phone from the top left corner."""

    slots: tuple[Slot, ...]
    rungs: tuple[tuple[str, ...], ...]
    """The lines of each rung's words."""
    size: float
    """Of a marker."""
    spots: Mapping[str, tuple[float, float]]
    """The middle of each event's marker."""
    top: float
    strip: float
    """Height of a rung."""

    @property
    def floor(self) -> float:
        return self.top + self.strip * len(self.rungs)

    @property
    def head(self) -> float:
        """Height of the words of a rung, down to its dotted line."""
        return 17.0 * max(len(lines) for lines in self.rungs) + 3


def plan_of(rows: Sequence[Row]) -> Plan:
    slots = _slots(rows)
    size = _size(slots)
    rungs = tuple(look.wrapped(title, look.WIDTH) for title in rows[0].ladder)
    middles = {row.event: x for slot in slots for row, x in _spread(slot)}
    lanes = _lanes(rows, slots, middles, size)
    head = 17.0 * max(len(lines) for lines in rungs) + 3
    top = max((LINE * len(words) + 12 for _, _, words in shared(slots)), default=0.0)
    strip = head + (size + 5) * (1 + max(lanes.values())) + 8
    spots = {
        row.event: (
            middles[row.event],
            top + strip * row.step + head + (size + 5) * (lanes[row.event] + 0.5) + 2,
        )
        for row in rows
    }
    return Plan(slots, rungs, size, MappingProxyType(spots), top, strip)


def _slots(rows: Sequence[Row]) -> tuple[Slot, ...]:
    """The slots from left to right, as wide as what stands in and under them asks for."""
    groups = [tuple(group) for _, group in groupby(rows, key=lambda row: row.slot)]
    around = [(), *groups, ()]
    widths = [
        _width(group, (*before, *after))
        for before, group, after in zip(around, groups, around[2:], strict=False)
    ]
    ends = [0.0]
    for width in widths:
        ends.append(ends[-1] + width * look.WIDTH / sum(widths))
    return tuple(
        Slot(left, right, group)
        for (left, right), group in zip(pairwise(ends), groups, strict=True)
    )


def _size(slots: Sequence[Slot]) -> float:
    """Of a marker, its outline included: as large as the closest neighbours of a rung allow."""
    spots = [(row.step, x) for slot in slots for row, x in _spread(slot)]
    closest = min(
        (b - a for (rung, a), (other, b) in pairwise(sorted(spots)) if rung == other),
        default=look.WIDTH,
    )
    return min(26.0, max(19.0, closest - 3))


def _width(rows: Sequence[Row], beside: Sequence[Row]) -> float:
    """More for events side by side on one rung; less where no neighbour could touch them."""
    steps = [row.step for row in rows]
    busiest = max(steps.count(step) for step in steps)
    near = busiest > 1 or not {row.step for row in beside}.isdisjoint(steps)
    day, _ = _date(rows)
    return max(
        busiest * (_WIDE if near else _NARROW),
        _SHARED if len(rows) > 1 else 0.0,
        look.width_of(day) + 6,
    )


def _spread(slot: Slot) -> Iterator[tuple[Row, float]]:
    """Events of one rung side by side, the others in the middle: same slot, same place."""
    for row in slot.rows:
        beside = [other for other in slot.rows if other.step == row.step]
        share = (slot.right - slot.left) / len(beside)
        yield row, slot.left + share * (beside.index(row) + 0.5)


def _lanes(
    rows: Sequence[Row], slots: Sequence[Slot], middles: Mapping[str, float], size: float
) -> dict[str, int]:
    """Events of a rung go below each other where they would touch, bars included."""
    found: dict[str, int] = {}
    for step in {row.step for row in rows}:
        there = [row for row in rows if row.step == step]
        spans = [_extent(row, slots, middles[row.event], size) for row in there]
        found |= zip((row.event for row in there), packing.lanes(spans), strict=True)
    return found


def _extent(row: Row, slots: Sequence[Slot], middle: float, size: float) -> tuple[float, float]:
    """From the left of the marker to the right of it, or of its bar."""
    half = size / 2 + 0.5
    return middle - half, max(middle + half, bar_end(row, slots))


def bar_end(row: Row, slots: Sequence[Slot]) -> float:
    return slots[row.latest].right - 4 if row.latest > row.slot else 0.0


def shared(slots: Sequence[Slot]) -> Iterator[tuple[float, float, tuple[str, ...]]]:
    """Where words go over brackets: left and right end of what they stand over, and the words.

    Each slot has its own, unless it is too narrow; then neighbours share them.
    """
    together = groupby(slots, key=lambda slot: len(slot.rows) > 1)
    runs = [tuple(run) for is_shared, run in together if is_shared]
    ends = [-look.WIDTH, *(run[-1].right for run in runs)]
    starts = [*(run[0].left for run in runs[1:]), 2 * look.WIDTH]
    for run, end, start in zip(runs, ends, starts, strict=False):
        left, right = run[0].left, run[-1].right
        if len(run) > 1 and all(_fitting(NOT_ORDERED, s.right - s.left) for s in run):
            yield from ((s.left, s.right, _fitting(NOT_ORDERED, s.right - s.left)) for s in run)
        else:
            room = min(left - end, start - right, 2 * left, 2 * (look.WIDTH - right))
            choice = IN_EACH if len(run) > 1 else NOT_ORDERED
            yield left, right, _fitting(choice, right - left + room) or choice[-1]


def _fitting(choice: Sequence[tuple[str, ...]], room: float) -> tuple[str, ...]:
    """The widest words that fit; none if none do."""
    return next((words for words in choice if _widest(words) <= room), ())


def _widest(words: tuple[str, ...]) -> float:
    return max(map(look.width_of, words))


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring slots that share the words of their date, each with its own day."""

    stretch: packing.Stretch
    days: tuple[tuple[Slot, str], ...]


def runs_of(slots: Sequence[Slot]) -> Iterator[Run]:
    """A slot whose month no neighbour shares has its whole date in words, and no day apart."""
    dated = [(slot, *_date(slot.rows)) for slot in slots]
    for text, group in groupby(dated, key=lambda found: found[2]):
        days = tuple((slot, day) for slot, day, _ in group)
        first, last = days[0][0], days[-1][0]
        alone = f"{days[0][1]} {text}".strip().replace("–", " to ")
        said = text if len(days) > 1 else alone
        start, end = first.left + GAP, last.right - GAP
        stretch = packing.Stretch(said, look.width_of(said) + _APART, start, end)
        yield Run(stretch, days if len(days) > 1 else ())


def _date(rows: Sequence[Row]) -> tuple[str, str]:
    """The day and the month of events that share one; else no day, and all that is stated."""
    found = [dates.days_and_month(row.when) for row in rows]
    known = [part for part in found if part]
    if len(known) < len(found) or len({month for _, month in known}) > 1:
        return "", " / ".join(dict.fromkeys(row.when_words for row in rows))
    first = min(start for (start, _), _ in known)
    last = max(end for (_, end), _ in known)
    return str(first) if first == last else f"{first}–{last}", known[0][1]
