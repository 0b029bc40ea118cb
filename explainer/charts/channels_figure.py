"""Draws channels over days: a bar for each, filled, empty or hatched, and its steps below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

from explainer.charts import day_axis, look, packing
from explainer.charts.channels_rows import EMPTY, Row, State
from explainer.charts.dated import FROM_ARTICLE, FROM_REPORTS
from explainer.charts.day_axis import LINE, SMALL, Axis, told
from explainer.dates import short
from explainer.model import Does

PAINTS: Mapping[Does, look.Paint] = MappingProxyType(
    {
        Does.OPENS: look.BLUE,
        Does.CLOSES: look.ORANGE,
        Does.USES: look.Paint("triangle-up", look.BLUE.colour, look.BLUE.text),
        Does.SPEAKS_OF: look.GREY,
    }
)
WORDS: Mapping[Does, str] = MappingProxyType(
    {
        Does.OPENS: "opens",
        Does.CLOSES: "closes",
        Does.USES: "used",
        Does.SPEAKS_OF: "spoken of",
    }
)

_BAR, _MARKER, _OUTLINE = 15.0, 12.0, 2.0
_TITLE, _APART = 20.0, 12.0
_SLANT = 7.0
"""Between two strokes of what is hatched."""


@dataclass(frozen=True, slots=True)
class _Lane:
    """A channel: its title, its bar, and a line of words for each step."""

    title: tuple[str, ...]
    top: float
    bar: float
    """The top of its bar."""
    rows: tuple[Row, ...]
    spots: tuple[tuple[float, float], ...]
    """The middle of each row's point; those of one day stand below each other."""
    foot: float
    """The bottom of its bar."""
    words: tuple[str, ...]
    floor: float


def figure(rows: Sequence[Row]) -> go.Figure:
    """The layout is made in one piece: to add to one, Plotly copies it each time."""
    if not rows:
        return look.nothing(EMPTY)
    axis = day_axis.axis_of([(row.first, row.last) for row in rows], 0, look.WIDTH)
    signs, meanings, top = look.legend(tuple(_keys(rows)))
    lines, days, start = day_axis.drawn(axis, top + 8)
    lanes = tuple(_lanes(rows, axis, start + 8))
    notes, end = day_axis.not_drawn(len(rows[0].left_out), lanes[-1].floor)
    bars = (shape for lane in lanes for shape in _bars(lane, axis))
    layout = look.layout(
        end + 8,
        showlegend=False,
        xaxis=look.bare_axis(0, look.WIDTH),
        yaxis=look.bare_axis(end, 0),
        shapes=[*signs, *lines, *bars],
        annotations=[*meanings, *days, *_words(lanes), *notes],
    )
    return go.Figure([_points(lanes)], layout)


def _keys(rows: Sequence[Row]) -> Iterator[look.Key]:
    """Only what is in the picture is explained; something is hatched in each."""
    states = {row.then for row in rows}
    if State.OPEN in states:
        yield look.Key("open", "bar", look.BLUE.colour)
    if State.SHUT in states:
        yield look.Key("shut", "box", look.ORANGE.colour)
    yield look.Key(State.NOT_TOLD, "hatch", look.RULE)
    if any(row.first != row.last for row in rows):
        yield look.Key("several days", "bar", look.INK)
    for does, paint in PAINTS.items():
        if any(row.does is does for row in rows):
            symbol = paint.symbol.removesuffix("-up")
            yield look.Key(WORDS[does], symbol, paint.colour)
    if any(row.from_article for row in rows):
        yield look.Key(FROM_ARTICLE, "circle", look.INK)
    if not all(row.from_article for row in rows):
        yield look.Key(FROM_REPORTS, "circle", look.INK, ring=True)


def _lanes(rows: Sequence[Row], axis: Axis, top: float) -> Iterator[_Lane]:
    years = [row.first.year for row in rows]
    main, y = max(sorted(set(years)), key=years.count), top
    for channel, group in groupby(rows, key=lambda row: row.channel):
        some = tuple(group)
        title = look.wrapped(channel, look.WIDTH)
        bar = y + _TITLE * len(title)
        spots = _spots(some, axis, bar)
        foot = max(y for _, y in spots) + _BAR / 2
        words = tuple(line for row in some for line in _step(row, main))
        floor = foot + 4 + LINE * len(words) + _APART
        yield _Lane(title, y, bar, some, spots, foot, words, floor)
        y = floor


def _spots(rows: Sequence[Row], axis: Axis, top: float) -> tuple[tuple[float, float], ...]:
    middles = {n: axis.middle(row.first, row.last) for n, row in enumerate(rows)}
    order = sorted(middles, key=lambda n: middles[n])
    half = _MARKER / 2 + 1
    lanes = packing.lanes((middles[n] - half, middles[n] + half) for n in order)
    lane = dict(zip(order, lanes, strict=True))
    return tuple((x, top + _BAR * (lane[n] + 0.5)) for n, x in middles.items())


def _step(row: Row, year: int) -> tuple[str, ...]:
    day = short(row.first, row.last, year=row.first.year != year)
    return told(day, f"{row.word}: {row.title}", look.WIDTH)


def _words(lanes: Sequence[_Lane]) -> Iterator[dict[str, Any]]:
    for lane in lanes:
        yield from _state_words(lane)
        yield look.words_at(0, lane.top, look.lines(lane.title), font_weight=600)
        yield look.words_at(0, lane.foot + 4, look.lines(lane.words), font_size=SMALL)


def _state_words(lane: _Lane) -> Iterator[dict[str, Any]]:
    """What a shut channel is called, in its bar, where there is room between two points."""
    if lane.foot - lane.bar > _BAR:
        return
    said = set[str]()
    for row, (x, y), after in zip(lane.rows, lane.spots, lane.spots[1:], strict=False):
        room = after[0] - x - _MARKER - 6
        fits = look.width_of(row.then_words, SMALL) <= room
        if fits and row.then is State.SHUT and row.then_words not in said:
            said.add(row.then_words)
            middle = {"xanchor": "center", "yanchor": "middle", "font_size": SMALL}
            said_there = escape(row.then_words, quote=False)
            yield look.words_at((x + after[0]) / 2, y, said_there, **middle)


def _bars(lane: _Lane, axis: Axis) -> Iterator[dict[str, Any]]:
    """From the axis's start to its end, in pieces of what is told and what is not."""
    y0, y1 = lane.bar, lane.foot
    for state, pieces in groupby(_pieces(lane.rows, axis), key=lambda piece: piece[0]):
        ends = [end for _, *both in pieces for end in both]
        x0, x1 = min(ends), max(ends)
        match state:
            case State.NOT_TOLD:
                yield _hatched(x0, x1, y0, y1)
            case State.OPEN:
                yield {**_box(x0, x1, y0, y1, look.BLUE), "fillcolor": look.BLUE.colour}
            case State.SHUT:
                yield _box(x0, x1, y0, y1, look.ORANGE)
    for row, (_, y) in zip(lane.rows, lane.spots, strict=True):
        if row.first != row.last:
            sides = axis.left(row.first), axis.right(row.last), y - 3, y + 3
            fill = {"fillcolor": PAINTS[row.does].colour, "line": {"width": 0}, "layer": "below"}
            yield {"type": "rect", **look.box(*sides), **fill}


def _pieces(rows: Sequence[Row], axis: Axis) -> Iterator[tuple[State | None, float, float]]:
    """What is told and what is not, from left to right; None is the day of a step alone."""
    start, end = axis.pieces[0].start - day_axis.EDGE, axis.pieces[-1].end + day_axis.EDGE
    before = State.NOT_TOLD
    for row in rows:
        first, last = axis.left(row.first), axis.right(row.last)
        if first > start:
            yield before, start, first
        yield _on_the_day(row, before), first, last
        start, before = max(start, last), row.then
    if end > start:
        yield before, start, end


def _on_the_day(row: Row, before: State) -> State | None:
    """Whoever speaks of a channel leaves it as it is; else the day belongs to what follows."""
    state = before if row.does is Does.SPEAKS_OF else row.then
    return None if state is State.NOT_TOLD else state


def _box(x0: float, x1: float, y0: float, y1: float, paint: look.Paint) -> dict[str, Any]:
    line = {"color": paint.colour, "width": 1.5}
    return {"type": "rect", **look.box(x0, x1, y0, y1), "line": line, "layer": "below"}


def _hatched(x0: float, x1: float, y0: float, y1: float) -> dict[str, Any]:
    path = look.hatch(x0, x1, y0, y1, _SLANT)
    return {
        "type": "path",
        "path": path,
        "line": {"color": look.RULE, "width": 1},
        "layer": "below",
    }


def _points(lanes: Sequence[_Lane]) -> go.Scatter:
    rows = [row for lane in lanes for row in lane.rows]
    spots = [spot for lane in lanes for spot in lane.spots]
    paints = [PAINTS[row.does] for row in rows]
    return go.Scatter(
        x=[x for x, _ in spots],
        y=[y for _, y in spots],
        mode="markers",
        marker={
            "symbol": [paint.symbol for paint in paints],
            "size": [_MARKER] * len(spots),
            "color": [
                paint.colour if row.from_article else look.PAPER
                for row, paint in zip(rows, paints, strict=True)
            ],
            "line": {"width": _OUTLINE, "color": [edge for lane in lanes for edge in _edges(lane)]},
            "opacity": 1,
        },
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
        showlegend=False,
        customdata=[[row.event, " ".join(row.marks), *_hover(row)] for row in rows],
        hovertemplate="<b>%{customdata[2]}</b><br>%{customdata[3]}<extra></extra>",
    )


def _edges(lane: _Lane) -> Iterator[str]:
    """On a filled bar, a filled point is seen by its edge."""
    before = State.NOT_TOLD
    for row in lane.rows:
        is_on_bar = State.OPEN in (before, row.then)
        yield look.PAPER if is_on_bar and row.from_article else PAINTS[row.does].colour
        before = row.then


def _hover(row: Row) -> tuple[str, str]:
    given = FROM_ARTICLE if row.from_article else FROM_REPORTS
    said = look.lines(look.wrapped(f"{row.word}: {row.title}", 240))
    title = look.lines(look.wrapped(row.channel, 240))
    return title, look.lines((said, row.when_words, given, " · ".join(row.marks)))
