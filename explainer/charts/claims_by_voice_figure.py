"""Draws claims-by-voice: a strip for each speaker, paragraphs side by side, a mark for each claim.

All strips have the same columns, so that a look down a column shows whose words a paragraph is
made of. Where there are more paragraphs than columns, a column holds several in a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

from explainer.charts import look
from explainer.charts.claims_by_voice_rows import VOICES, Row, of
from explainer.charts.table import counted
from explainer.model import Voice

EMPTY = "The record of this lesson has no claims yet, so there is nobody's voice to show."

PAINTS: Mapping[Voice, look.Paint] = MappingProxyType(
    {
        Voice.NARRATION: look.SPEAKERS[4],
        Voice.ATTRIBUTED: look.SPEAKERS[0],
        Voice.METADATA: look.SPEAKERS[2],
    }
)
SYMBOLS: Mapping[Voice, str] = MappingProxyType(
    {Voice.NARRATION: "hexagon2", Voice.ATTRIBUTED: "octagon", Voice.METADATA: "pentagon"}
)

_COLUMNS = 12
_SIZE, _LANE, _LINE = 21.0, 25.0, 17.0
_GROUP, _GAP = 20.0, 7.0


@dataclass(frozen=True, slots=True)
class _Spot:
    row: Row
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Strip:
    """A speaker's words and marks; heights are counted from the top of the drawing."""

    words: tuple[dict[str, Any], ...]
    spots: tuple[_Spot, ...]
    floor: float


def figure(rows: Sequence[Row]) -> go.Figure:
    if not rows:
        return look.nothing(EMPTY)
    columns = _columns(rows)
    wide = look.WIDTH / max(len(set(columns.values())), _COLUMNS)
    axis, y = _axis(columns, wide)
    head, right = y, {"xanchor": "right", "font_size": 12}
    every = look.words_at(look.WIDTH, 0, f"{counted(len(rows), 'claim')}, counted by us", **right)
    words, spots = [every, *axis], []
    foot = y
    for voice in VOICES:
        foot = y if voice is Voice.METADATA else foot
        strips, y = _group(of(rows, voice), voice, (columns, wide), y)
        words += [one for strip in strips for one in strip.words]
        spots += [spot for strip in strips for spot in strip.spots]
    layout = look.layout(
        y + 8,
        showlegend=False,
        xaxis=look.bare_axis(0, look.WIDTH),
        yaxis=look.bare_axis(y, 0),
        shapes=[*_rules(columns, wide, (head, foot))],
        annotations=words,
    )
    return go.Figure([*_points(spots)], layout)


def _columns(rows: Sequence[Row]) -> Mapping[int, int]:
    """The column of each paragraph that a claim has."""
    paragraphs = sorted({row.paragraph for row in rows if row.paragraph})
    share = max(1, ceil(len(paragraphs) / _COLUMNS))
    return {paragraph: at // share for at, paragraph in enumerate(paragraphs)}


def _axis(columns: Mapping[int, int], wide: float) -> tuple[list[dict[str, Any]], float]:
    """The numbers of the paragraphs; a column of several is named by its first."""
    if not columns:
        return [], 17.0
    several = len(set(columns.values())) < len(columns)
    title = "Paragraph (first of several)" if several else "Paragraph"
    words = [look.words_at(0, 0, title, font_size=12)]
    firsts = {column: number for number, column in reversed(list(columns.items()))}
    for column, number in firsts.items():
        middle = {"xanchor": "center", "font_size": 12}
        words.append(look.words_at((column + 0.5) * wide, 15, str(number), **middle))
    return words, 34.0


def _group(
    rows: Sequence[Row], voice: Voice, grid: tuple[Mapping[int, int], float], y: float
) -> tuple[list[_Strip], float]:
    """A voice: its name and how many claims it has, then a strip for each speaker."""
    if not rows:
        return [], y
    title = f"{VOICES[voice]}: {counted(len(rows), 'claim')}"
    lines = look.wrapped(title, look.WIDTH, 14)
    head = look.words_at(0, y + 8, look.lines(lines), font_size=14, font_weight=650)
    y += 8 + _GROUP * len(lines)
    strips = [_Strip((head,), (), y)]
    for _, said in groupby(rows, key=lambda row: row.speaker):
        strips.append(_strip(tuple(said), grid, y))
        y = strips[-1].floor
    return strips, y + _GAP


def _strip(rows: Sequence[Row], grid: tuple[Mapping[int, int], float], y: float) -> _Strip:
    """Claims of one paragraph stand below each other; the page has no paragraphs."""
    columns, wide = grid
    speaker = rows[0].speaker
    name = f"{speaker[:1].upper()}{speaker[1:]}: {len(rows)}"
    lines = look.wrapped(name, look.WIDTH)
    words = look.words_at(0, y, look.lines(lines), font_weight=500)
    top = y + _LINE * len(lines) + _LANE / 2 + 1
    lanes: dict[int, int] = {}
    spots = []
    for at, row in enumerate(rows):
        column = columns[row.paragraph] if row.paragraph else at % _COLUMNS
        lane = lanes.get(column, 0)
        lanes[column] = lane + 1
        spots.append(_Spot(row, (column + 0.5) * wide, top + _LANE * lane))
    return _Strip((words,), tuple(spots), top + _LANE * (max(lanes.values()) - 0.5) + 4)


def _rules(
    columns: Mapping[int, int], wide: float, span: tuple[float, float]
) -> Iterator[dict[str, Any]]:
    """Faint lines along the columns lead from a mark up to its paragraph."""
    top, bottom = span
    for column in sorted(set(columns.values())):
        x = (column + 0.5) * wide
        yield look.rule(x, x, top, y1=bottom, line={"color": look.FAINT})


def _points(spots: Sequence[_Spot]) -> Iterator[go.Scatter]:
    """One trace for each voice: its marks are of one form and colour."""
    for voice, paint in PAINTS.items():
        there = [spot for spot in spots if spot.row.voice is voice]
        if there:
            yield _trace(there, voice, paint)


def _trace(spots: Sequence[_Spot], voice: Voice, paint: look.Paint) -> go.Scatter:
    longest = max(len(spot.row.number) for spot in spots)
    return go.Scatter(
        x=[spot.x for spot in spots],
        y=[spot.y for spot in spots],
        mode="markers+text",
        text=[spot.row.number for spot in spots],
        textposition="middle center",
        textfont={"size": 12 if longest < 3 else 11, "weight": 600, "color": paint.text},
        marker={
            "symbol": SYMBOLS[voice],
            "size": [_SIZE] * len(spots),
            "color": paint.colour,
            "line": {"width": 0},
            "opacity": 1,
        },
        unselected={"marker": {"opacity": 1}, "textfont": {"color": paint.text}},
        cliponaxis=False,
        customdata=[[spot.row.id, spot.row.id, *_hover(spot.row)] for spot in spots],
        hovertemplate="<b>%{customdata[2]}</b><br>%{customdata[3]}<extra></extra>",
    )


def _hover(row: Row) -> tuple[str, str]:
    where = f"paragraph {row.paragraph}" if row.paragraph else "page details"
    return f"{row.id}, {where}", look.lines(look.wrapped(row.title, 240))
