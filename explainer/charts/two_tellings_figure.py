"""Draws two tellings: the act as a heading, and below it a column for each who speaks.

What is told of one thing stands in one line across the columns, so that the eye goes from one
telling to the other, and stops where one of them is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

from explainer.charts import look
from explainer.charts.sayings import EMPTY, Row
from explainer.charts.table import listed
from explainer.charts.two_tellings_plan import Act, Line, acts

NOTHING = "no claim cited"

_LINE, _BETWEEN = 17.0, 34.0
_EDGE, _INDENT, _GUTTER = 7, 14, 9
"""Pixels: half a marker, from its middle to its words, and what stays free right of them."""
_ACROSS = (-_EDGE / (look.WIDTH - 2 * _EDGE), 1 + _EDGE / (look.WIDTH - 2 * _EDGE))
"""From edge to edge of a phone, as parts of the width between the middles of markers."""
_QUIET: Mapping[str, Any] = MappingProxyType({"opacity": 0.78, "font_size": 12})
_BOLD: Mapping[str, Any] = MappingProxyType({"font_weight": 600})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a column begins, as a part of the width, and how wide it is on a phone."""

    start: float = 0.0
    wide: float = look.WIDTH - 2 * _EDGE
    name: str = ""
    """As its party is called above it; whoever else speaks is named beside their words."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Words, lines and points, with the height at which they end; from the top, in pixels."""

    end: float
    words: tuple[dict[str, Any], ...] = ()
    shapes: tuple[dict[str, Any], ...] = ()
    points: tuple[tuple[Row, float, float], ...] = ()


def figure(rows: Sequence[Row]) -> go.Figure:
    if not rows:
        return look.nothing(EMPTY)
    drawn = _Drawn(-_BETWEEN)
    for act in acts(rows):
        drawn = _together(drawn, _act(act, drawn.end + _BETWEEN))
    layout = look.layout(
        drawn.end + 8,
        showlegend=False,
        xaxis=look.bare_axis(0, 1),
        yaxis=look.bare_axis(drawn.end, 0),
        annotations=list(drawn.words),
        shapes=list(drawn.shapes),
    )
    layout.margin.l = layout.margin.r = _EDGE
    return go.Figure(_points(drawn.points, rows), layout)


def _together(*parts: _Drawn) -> _Drawn:
    return _Drawn(
        max(part.end for part in parts),
        tuple(one for part in parts for one in part.words),
        tuple(one for part in parts for one in part.shapes),
        tuple(one for part in parts for one in part.points),
    )


def _act(act: Act, y: float) -> _Drawn:
    """The act once, whoever speaks, and below it one line for each thing told of it."""
    columns = tuple(
        _Place(n / len(act.columns), _Place().wide / len(act.columns), name)
        for n, name in enumerate(act.columns)
    )
    title = look.wrapped(act.title, look.WIDTH, 16)
    head = _at(_Place(), y, look.lines(title), -_EDGE, font_size=15, **_BOLD)
    drawn = _together(_Drawn(y + 19.0 * len(title) + 5, (head,)))
    drawn = _together(drawn, *(_name(place, drawn.end) for place in columns))
    for line in act.lines:
        drawn = _together(drawn, _line(line, columns, drawn.end))
    return drawn


def _name(place: _Place, y: float) -> _Drawn:
    lines = look.wrapped(_first(place.name), place.wide - _GUTTER, 14)
    return _Drawn(y + _LINE * len(lines) + 5, (_at(place, y, look.lines(lines), -_EDGE, **_BOLD),))


def _line(line: Line, columns: Sequence[_Place], y: float) -> _Drawn:
    """What it is about, then the columns beside each other, then whoever has none."""
    rule = look.rule(*_ACROSS, y, xref="paper")
    topic = look.wrapped(_first(line.topic), look.WIDTH, 12)
    label = _at(_Place(), y + 6, look.lines(topic), -_EDGE, **_QUIET)
    drawn = _Drawn(y + 10 + 15 * len(topic), (label,), (rule,))
    if any(line.cells):
        cells = zip(columns, line.cells, strict=True)
        sayings = [_cell(cell, line, place, drawn.end) for place, cell in cells]
        drawn = _together(drawn, *sayings)
    if line.others:
        drawn = _together(drawn, _cell(line.others, line, _Place(), drawn.end))
    if line.silent:
        of_whom = f"{NOTHING} of {listed(line.silent)}"
        drawn = _together(drawn, _gap(_Place(), drawn.end, of_whom))
    return _Drawn(drawn.end + 5, drawn.words, drawn.shapes, drawn.points)


def _cell(rows: Sequence[Row], line: Line, place: _Place, y: float) -> _Drawn:
    """Sayings below each other, each point in the height of its first line."""
    if not rows:
        return _gap(place, y, NOTHING)
    words, points = [], []
    for row in rows:
        said, lines = _said(row, line, place)
        words.append(_at(place, y, said, _INDENT))
        points.append((row, place.start, y + 9))
        y += _LINE * lines + 4
    return _Drawn(y, tuple(words), (), tuple(points))


def _gap(place: _Place, y: float, said: str) -> _Drawn:
    """A broken line instead of a point: here is nothing to open."""
    lines = look.wrapped(said, place.wide - _INDENT - _GUTTER, 12)
    words = _at(place, y, f"<i>{look.lines(lines)}</i>", _INDENT, **_QUIET)
    in_pixels = {"xref": "paper", "xsizemode": "pixel", "xanchor": place.start}
    line = {"color": look.INK, "width": 1.5, "dash": "2px,2px"}
    dash = look.rule(-_EDGE, _EDGE, y + 9, line=line, **in_pixels)
    return _Drawn(y + _LINE * len(lines) + 4, (words,), (dash,))


def _said(row: Row, line: Line, place: _Place) -> tuple[str, int]:
    """The words with the number in bold, and how many lines they take."""
    topic = "" if row.topic == line.topic else f"{row.topic}: "
    speaker = "" if row.speaker == place.name else f"{_first(row.speaker)}: "
    lines = look.wrapped(speaker + topic + row.words, place.wide - _INDENT - _GUTTER)
    said = look.lines(lines)
    if row.figure is not None:
        said = re.sub(rf"(?<![\w.,]){row.figure}(?![\w.,])", r"<b>\g<0></b>", said, count=1)
    name = escape(speaker, quote=False).strip()
    if name and said.startswith(name):
        said = f"<b>{name}</b>{said[len(name) :]}"
    return f"<i>{said}</i>" if row.is_silence else said, len(lines)


def _first(name: str) -> str:
    return name[:1].upper() + name[1:]


def _at(place: _Place, y: float, text: str, shift: int, **more: Any) -> dict[str, Any]:
    return look.words_at(place.start, y, text, xshift=shift, **more)


def _points(points: Sequence[tuple[Row, float, float]], rows: Sequence[Row]) -> go.Scatter:
    """A ring tells what the source does not say; its words say so too."""
    paints = _paints(row.party for row in rows)
    return go.Scatter(
        x=[x for _, x, _ in points],
        y=[y for _, _, y in points],
        mode="markers",
        marker={
            "symbol": [_symbol(row, paints[row.party]) for row, _, _ in points],
            "size": [2 * _EDGE] * len(points),
            "color": [paints[row.party].colour for row, _, _ in points],
            "line": {"width": [2 if row.is_silence else 0 for row, _, _ in points]},
            "opacity": 1,
        },
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
        customdata=[[row.event, " ".join(row.marks), *_hover(row)] for row, _, _ in points],
        hovertemplate="<b>%{customdata[2]}</b><br>%{customdata[3]}<extra></extra>",
    )


def _paints(parties: Iterable[str]) -> dict[str, look.Paint]:
    """Like parties look alike in all acts."""
    order = dict.fromkeys(parties)
    return {party: look.SPEAKERS[n % len(look.SPEAKERS)] for n, party in enumerate(order)}


def _symbol(row: Row, paint: look.Paint) -> str:
    return f"{paint.symbol}-open" if row.is_silence else paint.symbol


def _hover(row: Row) -> tuple[str, str]:
    who = "The source does not say of" if row.is_silence else "According to"
    said = look.wrapped(f"{row.topic}: {row.words}", 240)
    return f"{who} {escape(row.speaker)}", look.lines((*said, " · ".join(row.marks)))
