"""Draws the ranks: a column for each scale, and lines that join the places of the same event.

The words stand at the first column, and each marker has the number of its event, so that no
line has to be followed by eye. Events with the same number stand below each other in a box,
because the scale gives them no order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

from explainer.charts import look, packing
from explainer.charts.scale_ranks_rows import Row
from explainer.charts.scales_figure import ABOVE, AT, BELOW, notes, paint
from explainer.charts.scales_rows import agreement

EMPTY = (
    "There are not two events of this lesson with codes on the same two published scales,"
    " so there are no orders to compare."
)
SHARED = "same number, so no order"

_WORDS = 142.0
"""How wide the names of the events may be."""
_FIRST, _LAST = _WORDS + 24, look.WIDTH - 26
_LINE, _SIZE = 15.0, 20.0
_BESIDE: Mapping[str, Any] = MappingProxyType(
    {"xanchor": "right", "align": "right", "xshift": -20, "font_size": 12}
)


@dataclass(frozen=True, slots=True)
class _Plan:
    columns: tuple[tuple[Row, ...], ...]
    """Each in the order of its slots."""
    labels: tuple[tuple[str, ...], ...]
    """The name of the event in each slot of the first column."""
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    """The middle of each slot."""
    top: float
    floor: float


def figure(rows: Sequence[Row]) -> go.Figure:
    if not rows:
        return look.nothing(EMPTY)
    signs, meanings, top = look.legend(tuple(_keys(rows)))
    columns = tuple(tuple(group) for _, group in groupby(rows, key=lambda row: row.scale))
    xs = tuple(_xs(len(columns)))
    heads, top = _heads(columns, xs, top + 12)
    low, high = _ends(rows)
    plan = _plan(columns, xs, top + 8 + _LINE * len(low))
    said = agreement([row.coded for row in rows])
    below, bottom = notes(said, plan.floor + 20 + _LINE * len(high))
    layout = look.layout(
        bottom + 8,
        showlegend=False,
        xaxis=look.bare_axis(0, look.WIDTH),
        yaxis=look.bare_axis(bottom, 0),
        shapes=[*signs, *_shades(plan), *_slopes(plan)],
        annotations=[*meanings, *heads, *_captions(plan, low, high), *_labels(plan), *below],
    )
    return go.Figure([*_points(plan)], layout)


def _keys(rows: Sequence[Row]) -> Iterator[look.Key]:
    for value, words in ((-1, BELOW), (1, ABOVE), (0, AT)):
        if any(paint(row.coded.value) is paint(value) for row in rows):
            yield look.Key(words, paint(value).symbol, paint(value).colour)
    if any(row.first < row.last for row in rows):
        yield look.Key(SHARED, "shade", look.INK)


def _xs(count: int) -> Iterator[float]:
    for at in range(count):
        yield _FIRST + at * (_LAST - _FIRST) / (count - 1)


def _heads(
    columns: Sequence[Sequence[Row]], xs: Sequence[float], y: float
) -> tuple[list[dict[str, Any]], float]:
    """The names of the scales over their columns, in as many rows as keeps them apart."""
    room = max(60.0, (_LAST - _FIRST) / (len(xs) - 1) - 8)
    names = [look.wrapped(column[0].scale, room, 12) for column in columns]
    half = [max(look.width_of(line) for line in name) / 2 + 2 for name in names]
    middles = [min(x, look.WIDTH - one) for x, one in zip(xs, half, strict=True)]
    lanes = packing.lanes((x - one, x + one) for x, one in zip(middles, half, strict=True))
    high = _LINE * max(map(len, names))
    foot = y + high * (1 + max(lanes))
    style = {"xanchor": "center", "align": "center", "yanchor": "bottom", "font_weight": 600}
    words = [
        look.words_at(x, foot - high * lane, look.lines(name), font_size=12, **style)
        for x, name, lane in zip(middles, names, lanes, strict=True)
    ]
    return words, foot


def _plan(columns: tuple[tuple[Row, ...], ...], xs: tuple[float, ...], top: float) -> _Plan:
    labels = tuple(look.wrapped(row.title, _WORDS, 12) for row in columns[0])
    ys, y = [], top
    for label in labels:
        height = max(_SIZE + 8, _LINE * len(label) + 9)
        ys.append(y + height / 2)
        y += height
    return _Plan(columns, labels, xs, tuple(ys), top, y)


def _ends(rows: Sequence[Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which end is which, on every scale, in lines."""
    ends = {row.coded.ends for row in rows}
    low, high = next(iter(ends)) if len(ends) == 1 and all(ends) else ("", "")
    return _end("lowest", low), _end("highest", high)


def _end(number: str, meaning: str) -> tuple[str, ...]:
    return look.wrapped(f"{number}: {meaning}" if meaning else f"{number} number", _WORDS, 12)


def _captions(plan: _Plan, low: Sequence[str], high: Sequence[str]) -> Iterator[dict[str, Any]]:
    style = {**_BESIDE, "font_style": "italic"}
    yield look.words_at(_FIRST, plan.top - 4, look.lines(low), **style, yanchor="bottom")
    yield look.words_at(_FIRST, plan.floor + 4, look.lines(high), **style)


def _labels(plan: _Plan) -> Iterator[dict[str, Any]]:
    """Beside the first column, however wide the page is."""
    for label, y in zip(plan.labels, plan.ys, strict=True):
        yield look.words_at(_FIRST, y, look.lines(label), **_BESIDE, yanchor="middle")


def _shades(plan: _Plan) -> Iterator[dict[str, Any]]:
    """Behind those that share a place."""
    for column, x in zip(plan.columns, plan.xs, strict=True):
        for first, group in groupby(column, key=lambda row: row.first):
            last = max(row.last for row in group)
            if first < last:
                top, floor = plan.ys[first - 1] - 13, plan.ys[last - 1] + 13
                yield look.shade(x, 13, top, floor)


def _slopes(plan: _Plan) -> Iterator[dict[str, Any]]:
    """From each place of an event to its place on the next scale, and to no other event's."""
    for (left, x0), (right, x1) in pairwise(zip(plan.columns, plan.xs, strict=True)):
        places = {row.event: row.slot for row in right}
        for row in left:
            y0, y1 = plan.ys[row.slot], plan.ys[places[row.event]]
            line = {"color": paint(row.coded.value).colour, "width": 1.5}
            yield look.rule(x0, x1, y0, y1=y1, line=line)


def _points(plan: _Plan) -> Iterator[go.Scatter]:
    """A trace for each colour of the numbers in the markers."""
    spots = [
        (row, x, plan.ys[row.slot])
        for column, x in zip(plan.columns, plan.xs, strict=True)
        for row in column
    ]
    for ink in (look.PAPER, look.DARK):
        there = [spot for spot in spots if paint(spot[0].coded.value).text == ink]
        if there:
            yield _trace(there, ink)


def _trace(spots: Sequence[tuple[Row, float, float]], ink: str) -> go.Scatter:
    rows = [row for row, _, _ in spots]
    paints = [paint(row.coded.value) for row in rows]
    return go.Scatter(
        x=[x for _, x, _ in spots],
        y=[y for _, _, y in spots],
        mode="markers+text",
        text=[str(row.number) for row in rows],
        textposition="middle center",
        textfont={"size": 12, "weight": 600, "color": ink},
        marker={
            "symbol": [one.symbol for one in paints],
            "size": [_SIZE] * len(rows),
            "color": [one.colour for one in paints],
            "line": {"width": 0},
            "opacity": 1,
        },
        unselected={"marker": {"opacity": 1}, "textfont": {"color": ink}},
        cliponaxis=False,
        showlegend=False,
        customdata=[[row.event, " ".join(row.marks), *_hover(row)] for row in rows],
        hovertemplate="<b>%{customdata[2]}</b><br>%{customdata[3]}<extra></extra>",
    )


def _hover(row: Row) -> tuple[str, str]:
    said = look.wrapped(f"{row.scale}: place {row.places}; code {row.code}, {row.written}", 240)
    return look.lines(look.wrapped(row.title, 240)), look.lines((*said, " · ".join(row.marks)))
