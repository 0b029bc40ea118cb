"""Draws a disagreement: a column for each day that is given, a line for each report.

The columns are the days that reports give, side by side and not to scale. No line joins two
points, and no column is higher for having more of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

from explainer import dates
from explainer.charts import look
from explainer.charts.disagreement_rows import Row

EMPTY = "No other report gives this event a day, so there is nothing to compare."
GIVEN, DOUBTED = "the day this report gives", "with ×: something speaks against it"
CALENDAR = "Weekdays are worked out from the calendar."

_PAINT = look.SPEAKERS[0]
_NAME, _NOTE, _TRACK, _HEAD = 17.0, 15.0, 30.0, 15.0
_SIZE = 18.0
_SIGN = "×"
_BOLD = 13
"""Words of 12 pixels in bold are as wide as these."""

_SHORT = MappingProxyType({name: name[:3] for name in (*dates.MONTHS, *dates.WEEKDAYS)})


@dataclass(frozen=True, slots=True)
class _Line:
    """A report: its name from the top, its points at `middle`, the note below them."""

    row: Row
    name: tuple[str, ...]
    note: tuple[str, ...]
    top: float

    @property
    def middle(self) -> float:
        return self.top + _NAME * len(self.name) + _TRACK / 2

    @property
    def bottom(self) -> float:
        return self.middle + _TRACK / 2 + (_NOTE * len(self.note) + 4 if self.note else 0)


def figure(rows: Sequence[Row]) -> go.Figure:
    if not rows:
        return look.nothing(EMPTY)
    signs, meanings, top = look.legend(tuple(_keys(rows)))
    columns = _columns(rows)
    heads, floor = _heads(columns, top + 10)
    lines = tuple(_lines(rows, floor + 8))
    foot = lines[-1].bottom + 8
    layout = look.layout(
        foot + _NOTE + 8,
        showlegend=False,
        xaxis=look.bare_axis(0, look.WIDTH),
        yaxis=look.bare_axis(foot + _NOTE, 0),
        shapes=[*signs, *_posts(columns, floor, lines[-1].bottom), *_tracks(lines)],
        annotations=[*meanings, *heads, *_words(lines), *_foot(rows, foot)],
    )
    return go.Figure(_points(lines, columns), layout)


def _keys(rows: Sequence[Row]) -> Iterator[look.Key]:
    if any(not row.note for row in rows):
        yield look.Key(GIVEN, _PAINT.symbol, _PAINT.colour)
    if any(row.note for row in rows):
        yield look.Key(DOUBTED, _PAINT.symbol, _PAINT.colour, ring=True)


def _columns(rows: Sequence[Row]) -> dict[str, float]:
    """The middle of each day's column, by the words of the day."""
    days = tuple(dict.fromkeys(row.day for row in rows))
    wide = look.WIDTH / len(days)
    return {day: wide * (number + 0.5) for number, day in enumerate(days)}


def _heads(columns: dict[str, float], y: float) -> tuple[list[dict[str, Any]], float]:
    """Each day over its column, its weekday above it, and where the longest ends."""
    wide = look.WIDTH / len(columns) - 10
    said = {day: _said(day, wide) for day in columns}
    middle = {"xanchor": "center", "align": "center", "font_size": 12, "font_weight": 600}
    words = [look.words_at(x, y, look.lines(said[day]), **middle) for day, x in columns.items()]
    return words, y + _HEAD * max(map(len, said.values()))


def _said(day: str, wide: float) -> list[str]:
    """Lines; with names of three letters where a column is narrower than the longest word."""
    if max(look.width_of(word, _BOLD) for word in day.split()) > wide:
        day = " ".join(_SHORT.get(word.strip(","), word) for word in day.split(" "))
    letters = max(4, int(wide / look.width_of("n", _BOLD)))
    parts = day.split(", ")
    return [one for part in parts for one in wrap(part, letters, break_long_words=False)]


def _lines(rows: Sequence[Row], top: float) -> Iterator[_Line]:
    for row in rows:
        name = look.wrapped(row.outlet, look.WIDTH)
        note = look.wrapped(row.note, look.WIDTH, 12) if row.note else ()
        line = _Line(row, name, note, top)
        yield line
        top = line.bottom + 4


def _posts(columns: dict[str, float], y0: float, y1: float) -> Iterator[dict[str, Any]]:
    """A thin line down each column, so that a point far down can be found in it."""
    for x in columns.values():
        yield look.rule(x, x, y0 + 2, y1=y1, line={"color": look.FAINT, "width": 2})


def _tracks(lines: Sequence[_Line]) -> Iterator[dict[str, Any]]:
    for line in lines:
        yield look.rule(0, look.WIDTH, line.middle, line={"dash": "dot"})


def _words(lines: Sequence[_Line]) -> Iterator[dict[str, Any]]:
    for line in lines:
        yield look.words_at(0, line.top, look.lines(line.name), font_weight=500)
        if line.note:
            below = line.middle + _TRACK / 2
            yield look.words_at(0, below, look.lines(line.note), font_size=12, font_style="italic")


def _foot(rows: Sequence[Row], y: float) -> Iterator[dict[str, Any]]:
    if any(row.day.startswith(tuple(dates.WEEKDAYS)) for row in rows):
        yield look.words_at(0, y, CALENDAR, font_size=12)


def _points(lines: Sequence[_Line], columns: dict[str, float]) -> go.Scatter:
    rows = [line.row for line in lines]
    return go.Scatter(
        x=[columns[row.day] for row in rows],
        y=[line.middle for line in lines],
        mode="markers+text",
        text=[_SIGN if row.note else "" for row in rows],
        textposition="middle center",
        textfont={"size": 14, "weight": 700, "color": look.DARK},
        marker={
            "symbol": [_PAINT.symbol] * len(rows),
            "size": [_SIZE] * len(rows),
            "color": [look.PAPER if row.note else _PAINT.colour for row in rows],
            "line": {"width": 2, "color": _PAINT.colour},
            "opacity": 1,
        },
        unselected={"marker": {"opacity": 1}, "textfont": {"color": look.DARK}},
        cliponaxis=False,
        showlegend=False,
        customdata=[[row.opens, " ".join(row.marks), *_hover(row)] for row in rows],
        hovertemplate="<b>%{customdata[2]}</b><br>%{customdata[3]}<extra></extra>",
    )


def _hover(row: Row) -> tuple[str, str]:
    said = (*look.wrapped(row.day, 240), *(look.wrapped(row.note, 240) if row.note else ()))
    return look.lines(look.wrapped(row.outlet, 240)), look.lines((*said, " · ".join(row.marks)))
