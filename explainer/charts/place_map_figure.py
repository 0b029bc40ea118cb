"""Draws a map on plain axes: areas as they are, names in them, arrows to what lies beyond."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from explainer.charts import look
from explainer.charts.place_map_ground import Ground, borders, ground
from explainer.charts.place_map_labels import (
    ARROW,
    NAME,
    SMALL,
    Label,
    Labels,
    labels,
    middle,
)
from explainer.charts.place_map_rows import Row
from explainer.model import Area, Map, Point

EMPTY = "No place of this lesson has a claim and an area on this map, so there is no map to draw."
NOTE = "Lines stand as the source of this map draws them, and take no position."

_LAND, _AROUND = "rgba(150,125,92,0.42)", "rgba(150,125,92,0.13)"
_FOOT = 16.0


def figure(rows: Sequence[Row]) -> go.Figure:
    """The layout is made in one piece: to add to one, Plotly copies it each time."""
    if not rows:
        return look.nothing(EMPTY)
    drawn = rows[0].map
    frame = ground(drawn)
    words = labels(drawn, rows, frame)
    note = look.wrapped(NOTE, look.WIDTH, SMALL)
    foot = 8 + _FOOT * len(note)
    layout = look.layout(
        frame.height + foot + 8,
        showlegend=False,
        xaxis=look.bare_axis(frame.west, frame.east, constrain="domain"),
        yaxis=look.bare_axis(
            frame.south,
            frame.north,
            constrain="domain",
            constraintoward="top",
            scaleanchor="x",
            scaleratio=1 / frame.shrink,
        ),
        shapes=[_edge(frame)],
        annotations=[*_words(words), _note(note, frame)],
    )
    layout.margin.b = foot + 4
    return go.Figure([*_areas(drawn, rows), _borders(drawn, rows), _points(rows, words)], layout)


def _edge(frame: Ground) -> dict[str, Any]:
    edge = look.box(frame.west, frame.east, frame.south, frame.north)
    return {"type": "rect", "layer": "below", "line": {"color": look.RULE, "width": 1}, **edge}


def _areas(drawn: Map, rows: Sequence[Row]) -> Iterator[go.Scatter]:
    """What has a card opens it wherever it is clicked; neighbours are paler, and silent."""
    named = {row.area: row for row in rows if row.area}
    for area in sorted(drawn.areas, key=lambda area: area.name in named):
        row = named.get(area.name)
        yield go.Scatter(
            **_outline(area),
            mode="lines",
            fill="toself",
            fillcolor=_LAND if row else _AROUND,
            line={"color": look.INK if row else look.RULE, "width": 1 if row else 0.75},
            hoveron="fills",
            hoverinfo="text" if row else "skip",
            text=_hover(row) if row else None,
            meta=row.id if row else None,
        )


def _outline(area: Area) -> dict[str, list[float | None]]:
    """A gap between outlines, so that no line joins them."""
    points: list[Point | None] = [p for ring in area.rings for p in (*ring, None)][:-1]
    return {
        "x": [point[0] if point else None for point in points],
        "y": [point[1] if point else None for point in points],
    }


def _borders(drawn: Map, rows: Sequence[Row]) -> go.Scatter:
    """Between countries a line is heavier than between the parts of one."""
    lines = [point for run in borders(drawn, rows) for point in (*run, None)]
    return go.Scatter(
        x=[point[0] if point else None for point in lines],
        y=[point[1] if point else None for point in lines],
        mode="lines",
        line={"color": look.INK, "width": 1.75},
        hoverinfo="skip",
    )


def _words(words: Labels) -> Iterator[dict[str, Any]]:
    for arrow in words.arrows:
        yield _written(arrow.words)
    for _, label in words.places:
        yield _written(label, weight=650)
    for label in words.neighbours:
        yield _written(label)


def _written(label: Label, weight: int = 400) -> dict[str, Any]:
    """A name, and below it the country in smaller letters."""
    small = [f'<span style="font-size:{SMALL}px;font-weight:400">{s}</span>' for s in label.small]
    return look.words_at(
        *label.at,
        look.lines((*label.lines, *small)),
        xanchor=label.anchor,
        yanchor="middle",
        align="center",
        xshift=label.x,
        yshift=-label.y,
        font_size=NAME,
        font_weight=weight,
    )


def _note(lines: Sequence[str], frame: Ground) -> dict[str, Any]:
    """Under the map, wherever a page leaves its lower edge."""
    return look.words_at(
        frame.west, frame.south, look.lines(lines), yshift=-5, xshift=1, font_size=SMALL
    )


def _points(rows: Sequence[Row], words: Labels) -> go.Scatter:
    """One point for each place: an arrow, or the unseen middle of an area and its words."""
    spots = {arrow.row.id: arrow.at for arrow in words.arrows}
    spots |= {row.id: label.at for row, label in words.places}
    areas = {area.name: area for area in rows[0].map.areas}
    frame = ground(rows[0].map)
    places = [spots.get(row.id) or middle(areas[row.area], frame) for row in rows]
    return go.Scatter(
        x=[east for east, _ in places],
        y=[north for _, north in places],
        mode="markers",
        marker={
            "symbol": ["circle" if row.area else "arrow" for row in rows],
            "size": [22 if row.area else ARROW for row in rows],
            "angle": [row.bearing for row in rows],
            "opacity": [0 if row.area else 1 for row in rows],
            "color": look.INK,
            "line": {"width": 0},
        },
        cliponaxis=False,
        customdata=[[row.id, " ".join(row.marks)] for row in rows],
        text=[_hover(row) for row in rows],
        hovertemplate="%{text}<extra></extra>",
    )


def _hover(row: Row) -> str:
    where = f"beyond the edge, to the {row.way}" if row.way else ""
    name = f"<b>{escape(row.title, quote=False)}</b>"
    return look.lines((name, escape(row.country, quote=False), where, " · ".join(row.marks)))
