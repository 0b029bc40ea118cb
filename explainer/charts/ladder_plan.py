"""Where everything on a ladder by day goes, in pixels of a phone from the top left corner.

A rung is a strip with its words above a dotted line; in it a lane for each actor; in a lane a
line for each event, with its point on its day and its words beside it, on the side with more room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from explainer.charts import look
from explainer.charts.day_axis import LINE, SMALL, Axis, told
from explainer.charts.ladder_rows import Row
from explainer.charts.sequence_plan import BESIDE, CALM, TENSE
from explainer.dates import short
from explainer.model import Direction

MARKER = 14.0
NAMES = 66.0
"""The width of the column with the actors' names."""

_TITLE, _PAD, _APART, _EMPTY = 18.0, 5.0, 5.0, 7.0
_ASIDE = 12.0


@dataclass(frozen=True, slots=True)
class Spot:
    """An event's point, and its words."""

    row: Row
    x: float
    y: float
    left: float
    right: float
    """Where its point, or its bar, begins and ends."""
    words: tuple[str, ...]
    to_right: bool
    """Whether its words stand to the right of it."""


@dataclass(frozen=True, slots=True)
class Lane:
    who: tuple[str, ...]
    top: float
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    words: tuple[str, ...]
    end: str
    """What an end of the ladder is called; empty between the ends."""
    line: float
    lanes: tuple[Lane, ...]
    floor: float


def strips(rows: Sequence[Row], axis: Axis, top: float) -> Iterator[Strip]:
    """The rungs from the most tense to the calmest, then what stands beside them."""
    years = {row.first.year for row in rows}
    main = max(sorted(years), key=lambda year: sum(row.first.year == year for row in rows))
    y = top
    for step, title, end, is_apart in _rungs(rows[0].ladder):
        words = look.wrapped(title, look.WIDTH - (look.width_of(end) + 12 if end else 0))
        line = y + (_ASIDE if is_apart else 0) + _TITLE * len(words)
        there = [row for row in rows if row.step == step]
        lanes = tuple(_lanes(there, axis, line + _PAD, main))
        floor = _floor(lanes[-1]) if lanes else line + _EMPTY
        yield Strip(words, end, line, lanes, floor)
        y = floor + _PAD


def _rungs(ladder: Sequence[tuple[str, Direction]]) -> Iterator[tuple[int, str, str, bool]]:
    """Each step with its words, what an end is called, and whether a gap stands above it."""
    every = list(enumerate(ladder))
    on = [(step, title) for step, (title, way) in every if way is not Direction.ASIDE]
    aside = [(step, title) for step, (title, way) in every if way is Direction.ASIDE]
    ends = {on[0][0]: TENSE, on[-1][0]: CALM} if len(on) > 1 else {}
    for step, title in on:
        yield step, title, ends.get(step, ""), False
    for number, (step, title) in enumerate(aside):
        yield step, BESIDE.format(title) if on else title, "", bool(on) and not number


def _lanes(rows: Sequence[Row], axis: Axis, top: float, year: int) -> Iterator[Lane]:
    """One for each actor, in the order of their first days."""
    actors = list(dict.fromkeys(row.who for row in rows))
    y = top
    for who, group in groupby(sorted(rows, key=lambda r: actors.index(r.who)), lambda r: r.who):
        spots, start = [], y
        for row in group:
            spots.append(_spot(row, axis, y, year))
            y += LINE * len(spots[-1].words) + _APART
        lane = Lane(look.wrapped(who, NAMES - 4, SMALL) if who else (), start, tuple(spots))
        yield lane
        y = _floor(lane)


def _floor(lane: Lane) -> float:
    last = lane.spots[-1]
    words = last.y - LINE / 2 + LINE * len(last.words)
    return max(words, lane.top + LINE * len(lane.who)) + _APART


def _spot(row: Row, axis: Axis, top: float, year: int) -> Spot:
    x = axis.middle(row.first, row.last)
    left, right = x - MARKER / 2, x + MARKER / 2
    if row.first != row.last:
        left, right = min(left, axis.left(row.first)), max(right, axis.right(row.last))
    room = look.WIDTH - right - 6, left - 6 - NAMES
    to_right = room[0] >= room[1] or room[0] > 170
    day = short(row.first, row.last, year=row.first.year != year)
    words = told(day, _without_actor(row), room[0] if to_right else room[1])
    return Spot(row, x, top + LINE / 2, left, right, words, to_right)


def _without_actor(row: Row) -> str:
    """The title; whoever did it stands at the left already."""
    for start in (f"{row.who} ", f"The {row.who} "):
        if row.who and row.title.startswith(start):
            return row.title.removeprefix(start)
    return row.title
