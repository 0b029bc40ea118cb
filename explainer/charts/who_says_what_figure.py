"""Draws who says what: numbers as points on an axis from nought, words beside their points.

Two panels below each other. What is said stands above its point, or beside it where there is
nothing to measure. Numbers are points and not bars, so that nothing invites to stack them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate, groupby, repeat
from math import ceil
from operator import mul
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

from explainer.charts import look
from explainer.charts.sayings import EMPTY, Row

NUMBERS, WORDS = "Numbers, each with its speaker", "Words, each with its speaker"
PART = "part of the number above"

_LINE = 18.0
_GAP = 14.0
_INDENT = 26
_FOOT = 34.0
_EDGE = 9
"""Half a marker: the words begin where a marker at nought begins."""
_NUMBER: Mapping[str, Any] = MappingProxyType(
    {"xanchor": "center", "yanchor": "bottom", "font_size": 14, "font_weight": 700}
)
_TICK: Mapping[str, Any] = MappingProxyType(
    {"xanchor": "center", "align": "center", "font_size": 12}
)


@dataclass(frozen=True, slots=True)
class _Panel:
    """Heights are counted from the panel's top."""

    words: tuple[dict[str, Any], ...]
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
        return look.nothing(EMPTY)
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
    layout.margin.l = layout.margin.r = _EDGE
    return go.Figure([drawing.points for drawing in drawings], layout)


def _paints(rows: Sequence[Row]) -> dict[str, look.Paint]:
    """Like parties look alike in both panels."""
    parties = dict.fromkeys(row.party for row in rows)
    return {party: look.SPEAKERS[n % len(look.SPEAKERS)] for n, party in enumerate(parties)}


def _numbers(rows: Sequence[Row]) -> _Panel:
    """The words of each number, and its point below them."""
    return _panel(NUMBERS, [row for row in rows if row.figure is not None], 40, _FOOT)


def _words(rows: Sequence[Row]) -> _Panel:
    """Each saying beside its point, in the height of its first line."""
    return _panel(WORDS, [row for row in rows if row.figure is None], 0, 0)


def _panel(title: str, rows: Sequence[Row], point: float, foot: float) -> _Panel:
    """Sets words and points below each other, event by event.

    `point` is the height of a point's own line; without it a point stands beside its words.
    """
    if not rows:
        return _Panel((), (), 0.0)
    words, points = [look.words_at(0, 0, title, font_size=15, font_weight=600)], []
    y = 22.0
    for event, group in groupby(rows, key=lambda row: row.title):
        lines = look.wrapped(event, look.WIDTH)
        words.append(look.words_at(0, y + _GAP, look.lines(lines), font_weight=600))
        y += _GAP + _LINE * len(lines)
        for row in group:
            said, height = _said(row, y + 6, _shift(row, beside=not point))
            words += said
            points.append((row, y + 6 + height + point - 13 if point else y + 6 + _LINE / 2))
            y += 6 + height + point
    return _Panel(tuple(words), tuple(points), y + foot + _GAP)


def _shift(row: Row, *, beside: bool) -> int:
    """In pixels: beside a point, or below the number that this one is a part of."""
    return _INDENT if beside or row.is_part else 0


def _said(row: Row, y: float, shift: int) -> tuple[list[dict[str, Any]], float]:
    """Who says it and of what, then the words, and the height of both."""
    words, height = [], 0.0
    for text, weight in _lines(row):
        lines = look.wrapped(text, look.WIDTH - shift)
        placed = look.words_at(0, y + height, look.lines(lines), font_weight=weight, xshift=shift)
        words.append(placed)
        height += _LINE * len(lines)
    return words, height


def _lines(row: Row) -> Iterator[tuple[str, int]]:
    """Each with its weight. "According to" is right for one speaker and for many."""
    part = row.is_part and row.figure is not None
    yield f"{'↳ ' if part else ''}According to {row.speaker}, {row.topic}:", 500
    yield f"{row.words} ({PART})" if part else row.words, 400


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
    words = list(_at_edge(panel.words, "y"))
    for figure, (_, y) in zip(figures, panel.points, strict=True):
        words.append(look.words_at(figure, y - 8, f"{figure:,}", **_NUMBER))
    for tick in range(0, end + 1, step):
        shapes.append(look.rule(tick, tick, floor, y1=floor + 5))
        words.append(look.words_at(tick, floor + 6, f"{tick:,}", **_TICK))
    shapes.append(look.rule(0, end, floor))
    return _Drawing(axes, tuple(shapes), tuple(words), _points(panel, paints, figures))


def _draw_words(panel: _Panel, paints: Mapping[str, look.Paint], domain: list[float]) -> _Drawing:
    """Points at the left edge: each before its words, however wide the page is."""
    axes = {
        "xaxis2": look.bare_axis(0, 1, anchor="y2"),
        "yaxis2": look.bare_axis(panel.height, 0, anchor="x2", domain=domain),
    }
    points = _points(panel, paints, [0] * len(panel.points))
    points.update(xaxis="x2", yaxis="y2")
    return _Drawing(axes, (), tuple(_at_edge(panel.words, "y2")), points)


def _at_edge(words: Sequence[dict[str, Any]], axis: str) -> Iterator[dict[str, Any]]:
    for one in words:
        yield {**one, "xref": "paper", "yref": axis, "xshift": one.get("xshift", 0) - _EDGE}


def _step(largest: int) -> int:
    """Of the axis: 1, 2 or 5 times a power of ten, so that at most six numbers stand on it."""
    steps = (step * unit for unit in accumulate(repeat(10), mul, initial=1) for step in (1, 2, 5))
    return next(step for step in steps if largest <= 5 * step)


def _points(panel: _Panel, paints: Mapping[str, look.Paint], x: Sequence[float]) -> go.Scatter:
    """A part is smaller than its whole; a ring would say that only other reports tell it."""
    rows = [row for row, _ in panel.points]
    colours = [paints[row.party].colour for row in rows]
    return go.Scatter(
        x=x,
        y=[y for _, y in panel.points],
        mode="markers",
        marker={
            "symbol": [paints[row.party].symbol for row in rows],
            "size": [12 if row.is_part else 18 for row in rows],
            "color": colours,
            "line": {"width": 0},
            "opacity": 1,
        },
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
        customdata=[[row.event, " ".join(row.marks), *_hover(row)] for row in rows],
        hovertemplate="<b>%{customdata[2]}</b><br>%{customdata[3]}<extra></extra>",
    )


def _hover(row: Row) -> tuple[str, str]:
    said = look.wrapped(f"{row.topic}: {row.words}", 240)
    return f"According to {escape(row.speaker)}", look.lines((*said, " · ".join(row.marks)))
