"""An axis of days on which long gaps are left out, and said to be left out.

Every day is as wide as every other. Where nothing happens for long beside all other gaps, the
axis is broken by two strokes, and words count the days from the one side to the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Any

from explainer import dates
from explainer.charts import look, packing
from explainer.charts.table import counted

_FORTNIGHT, _TIMES = 14, 4
"""A gap is left out that has so many days at least, and is so many times the next longest."""

EDGE = 8.0
"""Half a marker, so that the first day's does not reach beyond the axis."""
LINE = 15.6
SMALL = 12
"""Height and size of small words; Plotly sets a line 1.3 times as high as its letters."""

_BREAK, _BREAKS = 26.0, 4
"""The width of a break, and how many there may be: more would leave no room for the days."""

_WIDEST, _WIDE_LETTER = 34.0, 4.0
_HELD = "\u2060"
"""Stands for a blank at which no line may break."""

Days = tuple[date, date]
"""The first and the last."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the axis without a break."""

    first: date
    last: date
    start: float
    unit: float
    """The width of a day."""

    @property
    def end(self) -> float:
        return self.start + self.unit * (dates.days(self.first, self.last) + 1)


@dataclass(frozen=True, slots=True)
class Axis:
    pieces: tuple[Piece, ...]
    used: tuple[Days, ...]
    """What stands on it, by its first day."""

    def left(self, day: date) -> float:
        piece = next(piece for piece in self.pieces if day <= piece.last)
        return piece.start + piece.unit * dates.days(piece.first, day)

    def right(self, day: date) -> float:
        piece = next(piece for piece in self.pieces if day <= piece.last)
        return self.left(day) + piece.unit

    def middle(self, first: date, last: date) -> float:
        return (self.left(first) + self.right(last)) / 2

    @property
    def breaks(self) -> tuple[tuple[float, int], ...]:
        """The middle of each, and how many days it is from the day before to the day after."""
        return tuple(
            ((one.end + other.start) / 2, dates.days(one.last, other.first))
            for one, other in pairwise(self.pieces)
        )


def axis_of(used: Iterable[Days], left: float, right: float) -> Axis:
    """Lays the days out between two edges."""
    spans = tuple(sorted(used))
    groups = _groups(spans)
    total = sum(dates.days(first, last) + 1 for first, last in groups)
    room = right - left - 2 * EDGE - _BREAK * (len(groups) - 1)
    unit, start, pieces = min(_WIDEST, room / total), left + EDGE, []
    for first, last in groups:
        pieces.append(Piece(first, last, start, unit))
        start = pieces[-1].end + _BREAK
    return Axis(tuple(pieces), spans)


def drawn(axis: Axis, y: float) -> tuple[list[dict[str, Any]], list[dict[str, Any]], float]:
    """Lines and words of the axis from a height on, and where its line is.

    From the top: how many days are left out, then the months, then the days.
    """
    gaps, head = _stacked(_gaps(axis), y)
    months, foot = _stacked(_months(axis), head)
    line = foot + LINE + 6
    return [*_lines(axis, line)], [*gaps, *months, *_numbers(axis, line - 4)], line


def numbered(axis: Axis) -> Iterator[tuple[float, str]]:
    """Each day in use whose number has room; the words beside a point have every day."""
    free = 0.0
    for day in _marked(axis):
        x, half = axis.middle(day, day), look.width_of(str(day.day)) / 2
        if x - half >= free:
            yield x, str(day.day)
            free = x + half + 4


def strokes(x: float, y: float) -> Iterator[dict[str, Any]]:
    """Two strokes across a line that is broken there."""
    for shift in (-3, 3):
        sides = {"x0": shift - 3, "x1": shift + 3, "y0": 6, "y1": -6}
        pixels = {"xsizemode": "pixel", "ysizemode": "pixel", "xanchor": x, "yanchor": y}
        yield {"type": "line", **pixels, **sides, "line": {"color": look.INK, "width": 1.5}}


def told(day: str, text: str, room: float, before: str = "") -> tuple[str, ...]:
    """A day, in bold and on one line, and what happened, in lines of so many pixels.

    Bold figures are wider than the letters that lines are measured by: a day counts for more.
    """
    held = day.replace(" ", _HELD) + _HELD * (len(day) // 4)
    first, *others = look.wrapped(f"{before}{held} {text}", room, SMALL)
    return first.replace(held, f"<b>{day}</b>", 1), *others


def not_drawn(number: int, top: float) -> tuple[list[dict[str, Any]], float]:
    """Says how many events stand nowhere, because nobody gives them a day; and where that ends."""
    if not number:
        return [], top
    text = f"Not drawn, because no day is given here: {counted(number, 'event')}."
    lines = look.wrapped(text, look.WIDTH, SMALL)
    note = look.words_at(0, top + 6, look.lines(lines), font_size=SMALL, font_style="italic")
    return [note], top + 6 + LINE * len(lines)


def _groups(spans: Sequence[Days]) -> list[Days]:
    """Stretches of days between the gaps that are left out."""
    merged: list[Days] = []
    longest = _longest_kept(spans)
    for first, last in spans:
        if merged and dates.days(merged[-1][1], first) <= longest:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _longest_kept(spans: Sequence[Days]) -> int:
    """The longest gap that is drawn: below it and above it, gaps are of another kind."""
    reached, gaps = spans[0][1], []
    for first, last in spans[1:]:
        gaps.append(max(0, dates.days(reached, first)))
        reached = max(reached, last)
    ordered = sorted(gaps)
    longest = [*pairwise(ordered)][-_BREAKS:]
    jumps = (
        shorter
        for shorter, longer in longest
        if longer >= _FORTNIGHT and longer >= _TIMES * max(1, shorter)
    )
    return next(jumps, ordered[-1] if ordered else 0)


def _stacked(labels: Iterable[tuple[float, str]], y: float) -> tuple[list[dict[str, Any]], float]:
    """Words in as many lines as keeps them apart, the first of them lowest."""
    placed = sorted(labels)
    lanes = packing.lanes((start, start + _wide(text) + 4) for start, text in placed)
    rows = 1 + max(lanes, default=-1)
    words = [
        look.words_at(start, y + LINE * (rows - 1 - lane), text, font_size=SMALL)
        for (start, text), lane in zip(placed, lanes, strict=True)
    ]
    return words, y + LINE * rows


def _months(axis: Axis) -> list[tuple[float, str]]:
    """Those that have room, beside each other; after a break or in a new year, always.

    A month is named where its first event is, and its year where it is not the one before.
    """
    needed, others, year = list[tuple[float, str]](), list[tuple[float, str]](), 0
    starts = {piece.first for piece in axis.pieces}
    for _, days in groupby(_marked(axis), key=lambda day: (day.year, day.month)):
        first = next(days)
        name = dates.MONTHS[first.month - 1][:3]
        text = name if first.year == year else f"{name} {first.year}"
        is_needed = first.year != year or first in starts
        (needed if is_needed else others).append((_inside(axis.left(first), text), text))
        year = first.year
    found = [*_beside_each_other(needed)]
    for start, text in others:
        if all(_are_apart(start, text, *other) for other in found):
            found.append((start, text))
    return found


def _are_apart(start: float, text: str, other: float, beside: str) -> bool:
    return start + _wide(text) + 4 <= other or other + _wide(beside) + 4 <= start


def _beside_each_other(labels: Sequence[tuple[float, str]]) -> Iterator[tuple[float, str]]:
    """Moves words to the left of the next ones, as far as they still stand over their day."""
    limit = look.WIDTH
    for start, text in reversed(labels):
        moved = min(start, limit - _wide(text))
        yield (moved if start - moved < _wide(text) / 2 else start), text
        limit = start - 6


def _gaps(axis: Axis) -> Iterator[tuple[float, str]]:
    for middle, days in axis.breaks:
        text = f"// {counted(days, 'day')}"
        yield _inside(middle - _wide(text) / 2, text), text


def _inside(start: float, text: str) -> float:
    return max(0.0, min(start, look.WIDTH - _wide(text)))


def _wide(text: str) -> float:
    """With something to spare: figures are wider than most letters, and an M nearly twice so."""
    return look.width_of(text) * 1.1 + _WIDE_LETTER


def _marked(axis: Axis) -> list[date]:
    return sorted({day for span in axis.used for day in span})


def _numbers(axis: Axis, y: float) -> Iterator[dict[str, Any]]:
    for x, number in numbered(axis):
        yield look.words_at(x, y, number, xanchor="center", yanchor="bottom", font_size=SMALL)


def _lines(axis: Axis, y: float) -> Iterator[dict[str, Any]]:
    yield look.rule(axis.pieces[0].start - EDGE, axis.pieces[-1].end + EDGE, y)
    for day in _marked(axis):
        x = axis.middle(day, day)
        yield look.rule(x, x, y, y1=y - 4)
    for middle, _ in axis.breaks:
        yield from strokes(middle, y)
