"""Draws who says what: numbers as points on an axis from nought, words as points in columns.

Two panels below each other. What is said stands above its point, where a phone has room.
Numbers are points and not bars, so that nothing invites to stack them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate, groupby, product, repeat
from math import ceil
from operator import mul
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

from explainer.charts import look
from explainer.charts.who_says_what_rows import Row

NUMBERS, WORDS = "Numbers, each with its speaker", "Words, each with its speaker"
PART = "part of the number above"

_LINE = 18.0
_GAP = 12.0
_INDENT = 20
_FOOT = 34.0
_SMALL = 15.0
_NUMBER: Mapping[str, Any] = MappingProxyType(
    {"xanchor": "center", "yanchor": "bottom", "font_size": 14, "font_weight": 700}
)
_TICK: Mapping[str, Any] = MappingProxyType(
    {"xanchor": "center", "align": "center", "font_size": 12}
)


@dataclass(frozen=True, slots=True)
class _Item:
    """A place for points, with the words above it."""

    lines: tuple[tuple[str, int], ...]
    """Each with its weight."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Panel:
    """Heights are counted from the panel's top."""

    words: tuple[dict[str, Any], ...]
    heads: tuple[float, ...]
    """Where the names of the columns stand, once for each event."""
    points: tuple[tuple[Row, float], ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A panel as Plotly wants it."""

    axes: dict[str, Any]
    shapes: tuple[dict[str, Any], ...]
    words: tuple[dict[str, Any], ...]
    points: go.Scatter


def figure(rows: Sequence[Row]) -> go.Figure:
    """The layout is made in one piece: to add to one, Plotly copies it each time."""
    if not rows:
        return look.nothing("Nothing is said.")
    panels, paints = (_numbers(rows), _words(rows)), _paints(rows)
    total = sum(panel.height for panel in panels)
    split = panels[1].height / total
    drawings = [
        draw(panel, paints, domain)
        for draw, panel, domain in zip(
            (_draw_numbers, _draw_words), panels, ([split, 1], [0, split]), strict=True
        )
        if panel.points
    ]
    layout = look.layout(
        total + 8,
        showlegend=False,
        shapes=[shape for drawing in drawings for shape in drawing.shapes],
        annotations=[words for drawing in drawings for words in drawing.words],
        **{name: axis for drawing in drawings for name, axis in drawing.axes.items()},
    )
    return go.Figure([drawing.points for drawing in drawings], layout)


def _paints(rows: Sequence[Row]) -> dict[str, look.Paint]:
    """Like parties look alike in both panels."""
    parties = dict.fromkeys(row.party for row in rows)
    return {party: look.PAINTS[n % len(look.PAINTS)] for n, party in enumerate(parties)}


def _numbers(rows: Sequence[Row]) -> _Panel:
    items = [_number(row) for row in rows if row.figure is not None]
    return _panel(NUMBERS, items, head=0, point=40, foot=_FOOT)


def _number(row: Row) -> _Item:
    says = f"{row.speaker} says: {row.topic}"
    if row.is_part:
        return _Item(((f"↳ {says}", 500), (f"{row.words} ({PART})", 400)), (row,))
    return _Item(((says, 500), (row.words, 400)), (row,))


def _words(rows: Sequence[Row]) -> _Panel:
    """Sayings of the same words about the same thing share their line."""
    said: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.figure is None:
            said.setdefault((row.event, f"{row.topic}: {row.words}"), []).append(row)
    items = [_Item(((words, 400),), tuple(group)) for (_, words), group in said.items()]
    names = _names([row for item in items for row in item.rows])
    head = 4 + _SMALL * max((name.count("<br>") + 1 for name in names.values()), default=0)
    return _panel(WORDS, items, head=head, point=26, foot=0)


def _names(rows: Sequence[Row]) -> dict[str, str]:
    """What stands over each party's column: what it is called, if it is called one name only."""
    called: dict[str, set[str]] = {}
    for row in rows:
        called.setdefault(row.party, set()).add(row.speaker)
    width = look.WIDTH / max(len(called), 1) - 6
    return {
        party: look.lines(look.wrapped(min(names) if len(names) == 1 else party, width, 12))
        for party, names in called.items()
    }


def _panel(title: str, items: Sequence[_Item], head: float, point: float, foot: float) -> _Panel:
    """Sets words and points below each other, event by event."""
    if not items:
        return _Panel((), (), (), 0.0)
    words, heads, points = [look.words_at(0, 0, title, font_size=15, font_weight=600)], [], []
    y = 22.0
    for event, group in groupby(items, key=lambda item: item.rows[0].title):
        lines = look.wrapped(event, look.WIDTH)
        words.append(look.words_at(0, y + _GAP, look.lines(lines), font_weight=600))
        y += _GAP + _LINE * len(lines) + head
        heads.append(y - head)
        for item in group:
            above, height = _above(item, y + 6)
            words += above
            y += 6 + height + point
            points += [(row, y - 13) for row in item.rows]
    return _Panel(tuple(words), tuple(heads), tuple(points), y + foot + _GAP)


def _above(item: _Item, y: float) -> tuple[list[dict[str, Any]], float]:
    """The words over a point, and their height."""
    shift = _INDENT if item.rows[0].is_part else 0
    words, height = [], 0.0
    for text, weight in item.lines:
        lines = look.wrapped(text, look.WIDTH - shift)
        placed = look.words_at(0, y + height, look.lines(lines), font_weight=weight, xshift=shift)
        words.append(placed)
        height += _LINE * len(lines)
    return words, height


def _draw_numbers(panel: _Panel, paints: Mapping[str, look.Paint], domain: list[float]) -> _Drawing:
    """Points over an axis from nought, each with its number written at it."""
    figures = [row.figure or 0 for row, _ in panel.points]
    step = _step(max(figures))
    end = step * max(1, ceil(max(figures) / step))
    floor = panel.height - _FOOT - _GAP + 6
    axes = {
        "xaxis": look.bare_axis(0, end * 1.02),
        "yaxis": look.bare_axis(panel.height, 0, domain=domain),
    }
    shapes = [look.rule(0, end, y, line={"dash": "dot"}) for _, y in panel.points]
    words = [{**words, "xref": "paper"} for words in panel.words]
    for figure, (_, y) in zip(figures, panel.points, strict=True):
        words.append(look.words_at(figure, y - 8, f"{figure:,}", **_NUMBER))
    for tick in range(0, end + 1, step):
        shapes.append(look.rule(tick, tick, floor, y1=floor + 5))
        words.append(look.words_at(tick, floor + 6, f"{tick:,}", **_TICK))
    shapes.append(look.rule(0, end, floor))
    return _Drawing(axes, tuple(shapes), tuple(words), _points(panel, paints, figures))


def _draw_words(panel: _Panel, paints: Mapping[str, look.Paint], domain: list[float]) -> _Drawing:
    """Points in the column of the one who says it."""
    names = _names([row for row, _ in panel.points])
    columns = {party: n + 0.5 for n, party in enumerate(names)}
    axes = {
        "xaxis2": look.bare_axis(0, len(names), anchor="y2"),
        "yaxis2": look.bare_axis(panel.height, 0, anchor="x2", domain=domain),
    }
    second = {"xref": "x2", "yref": "y2"}
    heights = sorted({y for _, y in panel.points})
    shapes = [look.rule(0, len(names), y, **second, line={"dash": "dot"}) for y in heights]
    words = [{**words, "xref": "paper", "yref": "y2"} for words in panel.words]
    words += [
        look.words_at(columns[party], y + 2, name, **second, **_TICK)
        for y, (party, name) in product(panel.heads, names.items())
    ]
    points = _points(panel, paints, [columns[row.party] for row, _ in panel.points])
    points.update(xaxis="x2", yaxis="y2")
    return _Drawing(axes, tuple(shapes), tuple(words), points)


def _step(largest: int) -> int:
    """Of the axis: 1, 2 or 5 times a power of ten, so that at most six numbers stand on it."""
    steps = (step * unit for unit in accumulate(repeat(10), mul, initial=1) for step in (1, 2, 5))
    return next(step for step in steps if largest <= 5 * step)


def _points(panel: _Panel, paints: Mapping[str, look.Paint], x: Sequence[float]) -> go.Scatter:
    rows = [row for row, _ in panel.points]
    colours = [paints[row.party].colour for row in rows]
    return go.Scatter(
        x=x,
        y=[y for _, y in panel.points],
        mode="markers",
        marker={
            "symbol": [paints[row.party].symbol for row in rows],
            "size": [11 if row.is_part else 15 for row in rows],
            "color": [
                look.PAPER if row.is_part else colour
                for row, colour in zip(rows, colours, strict=True)
            ],
            "line": {"width": 2, "color": colours},
            "opacity": 1,
        },
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
        customdata=[[row.event, " ".join(row.marks), *_hover(row)] for row in rows],
        hovertemplate="<b>%{customdata[2]}</b><br>%{customdata[3]}<extra></extra>",
    )


def _hover(row: Row) -> tuple[str, str]:
    said = look.wrapped(f"{row.topic}: {row.words}", 240)
    return f"{escape(row.speaker)} says", look.lines((*said, " · ".join(row.marks)))
