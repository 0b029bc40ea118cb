"""Where everything in a sequence goes, in pixels of a phone from the top left corner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from types import MappingProxyType

from explainer import dates
from explainer.charts import look, packing
from explainer.charts.sequence_rows import Row
from explainer.model import Direction

LINE = 15.0
"""Height of a line of small words."""

GAP = 2.0
"""Left free on each side of a slot."""

TENSE, CALM = "most tense", "calmest"
"""What the ends of the ladder are called, at the right of their rungs."""

SEVERAL = "several dates: see the table"
"""Said under a slot where all of them in words would be wider than a phone."""

BESIDE = "{} (beside the ladder)"

_SLOT, _SMALLEST, _LARGEST = 27.0, 19.0, 23.0
_APART = 8.0
_LANE = 3.0
"""Between markers below each other."""

_WORDS, _PAD, _EMPTY = 17.0, 3.0, 9.0
_ROOF = 12.0
_ASIDE = 22.0
"""The gap between the ladder and what stands beside it."""


@dataclass(frozen=True, slots=True)
class Slot:
    left: float
    right: float
    rows: tuple[Row, ...]

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Strip:
    """A rung: its words, a line under them, and room for its markers."""

    step: int
    words: tuple[str, ...]
    end: str
    """What an end of the ladder is called; empty between the ends."""
    line: float
    floor: float
    is_aside: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything goes, below the top of the brackets."""

    slots: tuple[Slot, ...]
    strips: tuple[Strip, ...]
    """From the top to the bottom of the drawing."""
    size: float
    """Of a marker."""
    spots: Mapping[str, tuple[float, float]]
    """The middle of each event's marker."""
    floor: float


def plan_of(rows: Sequence[Row], top: float = 0.0) -> Plan:
    """From a row of the ladder's titles and every row's slot to pixels."""
    slots = _slots(rows)
    size = min(_LARGEST, max(_SMALLEST, min(s.right - s.left for s in slots) - 4))
    half = size / 2 + 0.5
    middles = {row.event: look.inside(slot.middle, half) for slot in slots for row in slot.rows}
    lanes = _lanes(rows, slots, middles, size)
    strips = tuple(_strips(rows, lanes, size + _LANE, top + _ROOF))
    lines = {strip.step: strip.line for strip in strips}
    spots = {
        row.event: (
            middles[row.event],
            lines[row.step] + _PAD + (size + _LANE) * (lanes[row.event] + 0.5),
        )
        for row in rows
    }
    return Plan(slots, strips, size, MappingProxyType(spots), strips[-1].floor)


def _slots(rows: Sequence[Row]) -> tuple[Slot, ...]:
    """The slots from left to right, as wide as what stands in and under them asks for."""
    groups = [tuple(group) for _, group in groupby(rows, key=lambda row: row.slot)]
    widths = [max(_SLOT, look.width_of(_date(group)[0]) + 8) for group in groups]
    ends = [0.0]
    for width in widths:
        ends.append(ends[-1] + width * look.WIDTH / sum(widths))
    return tuple(
        Slot(left, right, group)
        for (left, right), group in zip(pairwise(ends), groups, strict=True)
    )


def _lanes(
    rows: Sequence[Row], slots: Sequence[Slot], middles: Mapping[str, float], size: float
) -> dict[str, int]:
    """Events of a rung that share a slot, or would touch, go below each other, bars included.

    Side by side in a slot they would look like one after the other.
    """
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


def _strips(
    rows: Sequence[Row], lanes: Mapping[str, int], lane: float, top: float
) -> Iterator[Strip]:
    """The rungs of the ladder, then, after a gap, what stands beside it."""
    y = top
    ladder, aside = _sides(rows[0].ladder)
    for step, title in (*ladder, *aside):
        if (step, title) in aside[:1] and ladder:
            y += _ASIDE
        end = _end(step, [step for step, _ in ladder])
        words = look.wrapped(title, look.WIDTH - (look.width_of(end) + 12 if end else 0))
        there = [lanes[row.event] for row in rows if row.step == step]
        line = y + _WORDS * len(words)
        floor = line + (lane * (1 + max(there)) + 2 * _PAD if there else _EMPTY)
        yield Strip(step, words, end, line, floor, (step, title) in aside)
        y = floor + _PAD


def _sides(
    ladder: Sequence[tuple[str, Direction]],
) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The steps on the ladder, and those beside it, with their titles."""
    every = list(enumerate(ladder))
    on = [(step, title) for step, (title, way) in every if way is not Direction.ASIDE]
    beside = [
        (step, BESIDE.format(title) if on else title)
        for step, (title, way) in every
        if way is Direction.ASIDE
    ]
    return on, beside


def _end(step: int, ladder: Sequence[int]) -> str:
    if len(ladder) < 2:
        return ""
    return {ladder[0]: TENSE, ladder[-1]: CALM}.get(step, "")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring slots that share the words of their date, each with its own day."""

    stretch: packing.Stretch
    days: tuple[tuple[Slot, str], ...]
    is_vague: bool
    """Whether an event in it has a month or a year and no day: it may stand anywhere in that."""


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
        vague = any(is_vague(row) for slot, _ in days for row in slot.rows)
        yield Run(stretch, days if len(days) > 1 else (), vague)


def is_vague(row: Row) -> bool:
    return bool(row.when) and not dates.names_days(row.when)


def _date(rows: Sequence[Row]) -> tuple[str, str]:
    """The day and the month of events that share one; else no day, and all that is stated."""
    found = [dates.days_and_month(row.when) for row in rows]
    known = [part for part in found if part]
    if len(known) < len(found) or len({month for _, month in known}) > 1:
        said = " / ".join(dict.fromkeys(row.when_words for row in rows))
        return "", said if look.width_of(said) < look.WIDTH - _APART else SEVERAL
    first = min(start for (start, _), _ in known)
    last = max(end for (_, end), _ in known)
    return str(first) if first == last else f"{first}–{last}", known[0][1]
