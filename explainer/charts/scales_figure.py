"""Draws the scales: a lane for each scale under each event, and below the lanes how far they go.

All lanes share one axis. A filled point is the code that was chosen, a ring one that would fit
as well. A lane holds points of one scale only, so that equal numbers never hide each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import Any

import plotly.graph_objects as go

from explainer.charts import look
from explainer.charts.scales_rows import Row, agreement, scales_of

EMPTY = "No event of this lesson has a code on a published scale, so there are no numbers to show."
BELOW, ABOVE, AT = "below zero", "above zero", "zero"
FITS = "another code that would fit"
SPREAD = "lowest to highest"

_LINE, _LANE, _GAP = 17.0, 16.0, 15.0
_LABEL = 118.0
"""How wide the names of the scales may be."""
_LEFT, _RIGHT = _LABEL + 14, look.WIDTH - 40
_SIZE, _RING = 11, 17
_BESIDE = 13
"""Pixels from a point to its number."""


@dataclass(frozen=True, slots=True)
class _Axis:
    low: int
    high: int

    def x(self, value: float) -> float:
        return _LEFT + (value - self.low) / (self.high - self.low) * (_RIGHT - _LEFT)

    @property
    def ticks(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys((self.low, 0, self.high)))


@dataclass(frozen=True, slots=True)
class _Lane:
    rows: tuple[Row, ...]
    label: tuple[str, ...]
    y: float
    """Of its points."""


@dataclass(frozen=True, slots=True)
class _Block:
    """An event: its title, its lanes, and the line of its spread."""

    title: tuple[str, ...]
    top: float
    head: float
    """Where its title ends."""
    lanes: tuple[_Lane, ...]
    floor: float

    @property
    def chosen(self) -> tuple[Row, ...]:
        return tuple(row for lane in self.lanes for row in lane.rows if row.is_choice)


def paint(value: float) -> look.Paint:
    """Square below zero, circle above it, as what rises and what calms on the ladder."""
    if value < 0:
        return look.ORANGE
    return look.BLUE if value > 0 else look.GREY


def figure(rows: Sequence[Row]) -> go.Figure:
    if not rows:
        return look.nothing(EMPTY)
    signs, meanings, top = look.legend(tuple(_keys(rows)))
    axis = _axis(rows)
    blocks = tuple(_blocks(rows, top + 44))
    floor = blocks[-1].floor + 6
    below, bottom = notes(agreement(rows)[:1], floor + 42)
    ends = (*_ends(rows, axis, top + 16), *_ends(rows, axis, floor + 18))
    layout = look.layout(
        bottom + 8,
        showlegend=False,
        xaxis=look.bare_axis(0, look.WIDTH),
        yaxis=look.bare_axis(bottom, 0),
        shapes=[*signs, *_rules(blocks, axis), *_spreads(blocks, axis)],
        annotations=[*meanings, *ends, *_words(blocks, axis), *below],
    )
    return go.Figure([_points(blocks, axis)], layout)


def _keys(rows: Sequence[Row]) -> Iterator[look.Key]:
    """Only what is in the picture is explained."""
    for value, words in ((-1, BELOW), (1, ABOVE), (0, AT)):
        if any(paint(row.value) is paint(value) for row in rows):
            yield look.Key(words, paint(value).symbol, paint(value).colour)
    if any(not row.is_choice for row in rows):
        yield look.Key(FITS, "circle", look.INK, ring=True)
    if len(scales_of(rows)) > 1:
        yield look.Key(SPREAD, "spread", look.INK)


def _axis(rows: Sequence[Row]) -> _Axis:
    """The same on both sides of zero, so that nought stands in the middle if anything is below."""
    largest = max(1, ceil(max(abs(row.value) for row in rows)))
    return _Axis(-largest if min(row.value for row in rows) < 0 else 0, largest)


def _blocks(rows: Sequence[Row], y: float) -> Iterator[_Block]:
    for title, group in groupby(rows, key=lambda row: (row.event, row.title)):
        lines = look.wrapped(title[1], look.WIDTH)
        head = y + _LINE * len(lines) + 4
        lanes = tuple(_lanes(tuple(group), head))
        end = lanes[-1].y + _LANE * (len(lanes[-1].label) - 0.5)
        yield _Block(lines, y, head, lanes, end + 7)
        y = end + 7 + _GAP


def _lanes(rows: Sequence[Row], y: float) -> Iterator[_Lane]:
    for scale, group in groupby(rows, key=lambda row: row.scale):
        label = look.wrapped(scale, _LABEL, 12)
        yield _Lane(tuple(group), label, y + _LANE / 2)
        y += _LANE * len(label)


def _ends(rows: Sequence[Row], axis: _Axis, y: float) -> Iterator[dict[str, Any]]:
    """The numbers at the ends of the axis, with what they stand for if all scales agree on it."""
    for tick in axis.ticks:
        number = f"{tick:,}".replace("-", "−")
        yield look.words_at(axis.x(tick), y, number, xanchor="center", font_size=12)
    ends = {row.ends for row in rows}
    said = next(iter(ends)) if len(ends) == 1 and all(ends) else ("", "")
    low, high = (look.lines(look.wrapped(each, look.WIDTH, 12)) for each in said)
    if axis.low < 0 and low:
        yield look.words_at(axis.x(axis.low) - 10, y - 15, low, font_size=12, font_style="italic")
    if high:
        right = {"xanchor": "right", "align": "right", "font_style": "italic"}
        yield look.words_at(look.WIDTH, y - 15, high, font_size=12, **right)


def _rules(blocks: Sequence[_Block], axis: _Axis) -> Iterator[dict[str, Any]]:
    """Zero goes through the lanes, but through no number; the ends of the axis are ticks."""
    zero = axis.x(0)
    for block in blocks:
        for tick in axis.ticks:
            yield look.rule(axis.x(tick), axis.x(tick), block.floor - 3, y1=block.floor + 3)
        for lane in block.lanes:
            sides = _sides(lane, axis)
            if not any(value * side < 0 for value, _, side in sides):
                yield look.rule(zero, zero, lane.y - _LANE / 2, y1=lane.y + _LANE / 2)


def _spreads(blocks: Sequence[_Block], axis: _Axis) -> Iterator[dict[str, Any]]:
    """From the lowest to the highest of the chosen codes: two cited numbers, and no third."""
    for block in blocks:
        xs = [axis.x(row.value) for row in block.chosen]
        if len(xs) > 1:
            left, right, ink = min(xs), max(xs), {"color": look.INK, "width": 2}
            yield look.rule(left, right, block.floor, line=ink)
            for x in (left, right):
                yield look.rule(x, x, block.floor - 4, y1=block.floor + 4, line=ink)


def _words(blocks: Sequence[_Block], axis: _Axis) -> Iterator[dict[str, Any]]:
    for block in blocks:
        yield look.words_at(0, block.top, look.lines(block.title), font_weight=600)
        for lane in block.lanes:
            label = look.lines(lane.label)
            yield look.words_at(0, lane.y - 8, label, font_size=12)
            yield from _values(lane, axis)


def _values(lane: _Lane, axis: _Axis) -> Iterator[dict[str, Any]]:
    style = {"yanchor": "middle", "font_size": 12, "font_weight": 600}
    for value, written, side in _sides(lane, axis):
        if side:
            place = {"xanchor": "left" if side > 0 else "right", "xshift": side * _BESIDE}
            yield look.words_at(axis.x(value), lane.y, written, **place, **style)


def _sides(lane: _Lane, axis: _Axis) -> Iterator[tuple[float, str, int]]:
    """On which side of its point each number stands: away from zero, if there is room for it.

    Where there is no room on either side it is left out, and stands in the table alone.
    """
    numbers = sorted({row.value: row.written for row in lane.rows}.items())
    xs = [axis.x(value) for value, _ in numbers]
    after = [*(x - _RING / 2 for x in xs[1:]), look.WIDTH]
    taken = _LABEL + 2
    for x, until, (value, written) in zip(xs, after, numbers, strict=True):
        room = _BESIDE + look.width_of(written)
        left, right = x - taken >= room, until - x >= room
        side = -1 if left and (value < 0 or not right) else int(right)
        taken = x + (room if side > 0 else _RING / 2)
        yield value, written, side


def notes(said: Sequence[str], y: float) -> tuple[list[dict[str, Any]], float]:
    """Sentences under the picture, and where they end."""
    lines = [line for one in said for line in (*look.wrapped(one, look.WIDTH, 12), "")]
    words = [look.words_at(0, y + 16 * at, line, font_size=12) for at, line in enumerate(lines)]
    return [one for one in words if one["text"]], y + 16 * len(lines)


def _points(blocks: Sequence[_Block], axis: _Axis) -> go.Scatter:
    """Rings first and larger, so that one around a point of the same number is seen."""
    lanes = [lane for block in blocks for lane in block.lanes]
    spots = sorted(
        ((row, lane.y) for lane in lanes for row in lane.rows), key=lambda spot: spot[0].is_choice
    )
    rows = [row for row, _ in spots]
    colours = [paint(row.value).colour for row in rows]
    return go.Scatter(
        x=[axis.x(row.value) for row in rows],
        y=[y for _, y in spots],
        mode="markers",
        marker={
            "symbol": [paint(row.value).symbol for row in rows],
            "size": [_SIZE if row.is_choice else _RING - 2 for row in rows],
            "color": [
                colour if row.is_choice else "rgba(0,0,0,0)"
                for row, colour in zip(rows, colours, strict=True)
            ],
            "line": {"width": [0 if row.is_choice else 2 for row in rows], "color": colours},
            "opacity": 1,
        },
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
        customdata=[[row.event, " ".join(row.marks), *_hover(row)] for row in rows],
        hovertemplate="<b>%{customdata[2]}</b><br>%{customdata[3]}<extra></extra>",
    )


def _hover(row: Row) -> tuple[str, str]:
    fits = "" if row.is_choice else "would fit as well: "
    said = look.wrapped(f"{fits}{row.scale} {row.code}, {row.meaning}: {row.written}", 240)
    because = look.wrapped(row.because, 240) if row.because else ()
    title = look.lines(look.wrapped(row.title, 240))
    return title, look.lines((*said, *because, " · ".join(row.marks)))
