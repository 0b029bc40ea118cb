"""Draws a ladder by day: an axis of days, rungs below each other, and what is counted below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import plotly.graph_objects as go

from explainer.charts import day_axis, look
from explainer.charts.dated import FROM_ARTICLE, FROM_REPORTS
from explainer.charts.day_axis import LINE, SMALL, Axis, told
from explainer.charts.ladder_plan import MARKER, NAMES, Spot, Strip, strips
from explainer.charts.ladder_rows import EMPTY, Row, Since
from explainer.charts.sequence_figure import PAINTS
from explainer.dates import short

SEVERAL = "several days"
COUNTED = "Days between, counted from the cited dates"

_OUTLINE = 2.0
_HAIR = "rgba(128,128,128,0.22)"

Drawn = tuple[list[dict[str, Any]], list[dict[str, Any]], float]
"""Shapes, words, and where they end."""


def figure(rows: Sequence[Row]) -> go.Figure:
    """The layout is made in one piece: to add to one, Plotly copies it each time."""
    if not rows:
        return look.nothing(EMPTY)
    axis = day_axis.axis_of([(row.first, row.last) for row in rows], NAMES, look.WIDTH)
    signs, meanings, top = look.legend(tuple(_keys(rows)))
    lines, days, start = day_axis.drawn(axis, top + 8)
    drawn = tuple(strips(rows, axis, start + 6))
    spots = [spot for strip in drawn for lane in strip.lanes for spot in lane.spots]
    counts, said, bottom = _counts(rows, axis, drawn[-1].floor + 8)
    notes, end = day_axis.not_drawn(len(rows[0].left_out), bottom)
    layout = look.layout(
        end + 8,
        showlegend=False,
        xaxis=look.bare_axis(0, look.WIDTH),
        yaxis=look.bare_axis(end, 0),
        shapes=[
            *signs, *lines, *_hairs(axis, start, drawn[-1].floor), *_rules(drawn),
            *_bars(spots), *counts,
        ],
        annotations=[*meanings, *days, *_rung_words(drawn), *_event_words(drawn), *said, *notes],
    )  # fmt: skip
    return go.Figure([_points(spots)], layout)


def _keys(rows: Sequence[Row]) -> Iterator[look.Key]:
    """Only what is in the picture is explained."""
    for direction, paint in PAINTS.items():
        if any(row.direction is direction for row in rows):
            yield look.Key(direction.value, paint.symbol, paint.colour)
    if any(row.first != row.last for row in rows):
        yield look.Key(SEVERAL, "bar", look.INK)
    if any(row.from_article for row in rows):
        yield look.Key(FROM_ARTICLE, "circle", look.INK)
    if not all(row.from_article for row in rows):
        yield look.Key(FROM_REPORTS, "circle", look.INK, ring=True)


def _hairs(axis: Axis, top: float, floor: float) -> Iterator[dict[str, Any]]:
    """A faint line down from each day that has its number on the axis."""
    for x, _ in day_axis.numbered(axis):
        yield look.rule(x, x, top, y1=floor, line={"color": _HAIR})


def _rules(drawn: Sequence[Strip]) -> Iterator[dict[str, Any]]:
    for strip in drawn:
        yield look.rule(0, look.WIDTH, strip.line, line={"dash": "dot"})


def _rung_words(drawn: Sequence[Strip]) -> Iterator[dict[str, Any]]:
    for strip in drawn:
        foot = {"yanchor": "bottom"}
        yield look.words_at(0, strip.line - 1, look.lines(strip.words), **foot, font_weight=600)
        if strip.end:
            right = {"xanchor": "right", "align": "right", "font_size": 12, "font_style": "italic"}
            yield look.words_at(look.WIDTH, strip.line - 1, strip.end, **foot, **right)


def _event_words(drawn: Sequence[Strip]) -> Iterator[dict[str, Any]]:
    """The actors at the left, and the words of each event beside its point."""
    for strip in drawn:
        for lane in strip.lanes:
            if lane.who:
                yield look.words_at(0, lane.top, look.lines(lane.who), font_size=SMALL)
            for spot in lane.spots:
                yield _beside(spot)


def _beside(spot: Spot) -> dict[str, Any]:
    """Tied to the point in pixels, so that they stay beside it on a wide page."""
    text, top = look.lines(spot.words), spot.y - LINE / 2
    if spot.to_right:
        return look.words_at(spot.right, top, text, xshift=5, font_size=SMALL)
    left = {"xanchor": "right", "align": "right", "xshift": -5, "font_size": SMALL}
    return look.words_at(spot.left, top, text, **left)


def _bars(spots: Sequence[Spot]) -> Iterator[dict[str, Any]]:
    for spot in spots:
        if spot.row.first != spot.row.last:
            across = look.box(spot.left, spot.right, spot.y - 3, spot.y + 3)
            fill = {"fillcolor": PAINTS[spot.row.direction].colour, "line": {"width": 0}}
            yield {"type": "rect", **across, **fill, "layer": "below"}


def _points(spots: Sequence[Spot]) -> go.Scatter:
    paints = [PAINTS[spot.row.direction] for spot in spots]
    return go.Scatter(
        x=[spot.x for spot in spots],
        y=[spot.y for spot in spots],
        mode="markers",
        marker={
            "symbol": [paint.symbol for paint in paints],
            "size": [_size(paint) for paint in paints],
            "color": [
                paint.colour if spot.row.from_article else look.PAPER
                for spot, paint in zip(spots, paints, strict=True)
            ],
            "line": {"width": _OUTLINE, "color": [paint.colour for paint in paints]},
            "opacity": 1,
        },
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
        showlegend=False,
        customdata=[
            [spot.row.event, " ".join(spot.row.marks), *_hover(spot.row)] for spot in spots
        ],
        hovertemplate="<b>%{customdata[2]}</b><br>%{customdata[3]}<extra></extra>",
    )


def _size(paint: look.Paint) -> float:
    """Plotly draws a diamond larger than its size, and a square larger to the eye."""
    return MARKER - _OUTLINE - (1 if paint.symbol != "circle" else 0)


def _hover(row: Row) -> tuple[str, str]:
    given = FROM_ARTICLE if row.from_article else FROM_REPORTS
    title = look.lines(look.wrapped(row.title, 240))
    return title, look.lines((row.when_words, given, " · ".join(row.marks)))


def _counts(rows: Sequence[Row], axis: Axis, top: float) -> Drawn:
    """A bracket for each pair of events, over the days between them, and what they are."""
    pairs = [(row, since) for row in rows for since in row.since]
    if not pairs:
        return [], [], top
    shapes: list[dict[str, Any]] = []
    words = [look.words_at(0, top, COUNTED, font_weight=600)]
    y = top + 28
    for row, since in pairs:
        x0, x1 = axis.middle(since.day, since.day), axis.middle(row.first, row.first)
        shapes += _measure(x0, x1, y)
        shapes += (s for x, _ in axis.breaks if x0 < x < x1 for s in day_axis.strokes(x, y))
        words.append(_length(since, x0, x1, y))
        lines = _ends(row, since)
        words.append(look.words_at(0, y + 8, look.lines(lines), font_size=SMALL))
        y += 8 + LINE * len(lines) + 18
    return shapes, words, y - 10


def _measure(x0: float, x1: float, y: float) -> Iterator[dict[str, Any]]:
    line = {"color": look.INK, "width": 1.5}
    yield look.rule(x0, x1, y, line=line)
    for x in (x0, x1):
        yield look.rule(x, x, y - 5, y1=y + 5, line=line)


def _length(since: Since, x0: float, x1: float, y: float) -> dict[str, Any]:
    """Beside the bracket, where there is more room."""
    middle = {"yanchor": "middle", "font_weight": 600}
    if look.WIDTH - x1 > look.width_of(since.words, 13) + 12:
        return look.words_at(x1, y, since.words, xshift=6, **middle)
    return look.words_at(x0, y, since.words, xanchor="right", xshift=-6, **middle)


def _ends(row: Row, since: Since) -> tuple[str, ...]:
    """The two events, each with the day from which or to which is counted."""
    start, end = short(since.day, since.day), short(row.first, row.first)
    first = told(start, since.title, look.WIDTH, "from ")
    return *first, *told(end, row.title, look.WIDTH, "to ")
