"""Draws a sequence on a paper of phone pixels: rungs below each other, slots side by side.

Each rung is a strip: its words, a dotted line, and lanes of markers. Where several events
share a slot, a bracket says above them that no order is stated; where an event may stand in
several slots, a bar goes through them. Dates hang under the slots.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

from explainer.charts import look, packing
from explainer.charts.sequence_plan import GAP, LINE, Plan, Run, bar_end, plan_of, runs_of, shared
from explainer.charts.sequence_rows import Row
from explainer.model import Direction

PAINTS: Mapping[Direction, look.Paint] = MappingProxyType(
    {
        Direction.RISING: look.ORANGE,
        Direction.CALMING: look.BLUE,
        Direction.ASIDE: replace(look.GREY, symbol="diamond"),
    }
)
ALONG_BAR = "order not stated along the bar"
OTHERS_ONLY = "told by other reports only"

_OUTLINE = 2.0


def figure(rows: Sequence[Row]) -> go.Figure:
    if not rows:
        return look.nothing("No events.")
    plan = plan_of(rows)
    brackets, words = _brackets(plan)
    poles, captions, bottom = _captions(plan)
    layout = look.layout(
        bottom + 8,
        xaxis=look.bare_axis(0, look.WIDTH),
        yaxis=look.bare_axis(bottom, 0),
        shapes=[*brackets, *_dotted(plan), *_bars(rows, plan), *poles],
        annotations=[*words, *_rung_words(plan), *captions],
    )
    legend = tuple(_legend(rows, plan))
    shown = len({entry.legend for entry in legend})
    return go.Figure([*legend, *_points(rows, plan)], look.with_legend(layout, shown))


def _brackets(plan: Plan) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A shaded column with a bracket for each slot that several share, and the words above."""
    y = plan.top - 8
    shade = {"fillcolor": look.FAINT, "line": {"width": 0}, "layer": "below"}
    shapes: list[dict[str, Any]] = []
    for slot in plan.slots:
        if len(slot.rows) > 1:
            x0, x1 = slot.left + GAP, slot.right - GAP
            path = f"M {x0},{y + 6} L {x0},{y} L {x1},{y} L {x1},{y + 6}"
            line = {"color": look.INK, "width": 1.5}
            shapes.append({"type": "rect", **look.box(x0, x1, y, plan.floor), **shade})
            shapes.append({"type": "path", "path": path, "line": line})
    middle = {"xanchor": "center", "yanchor": "bottom", "align": "center", "font_size": 12}
    words = [
        look.words_at((left + right) / 2, y - 1, look.lines(words), **middle)
        for left, right, words in shared(plan.slots)
    ]
    return shapes, words


def _rung_words(plan: Plan) -> Iterator[dict[str, Any]]:
    for step, title in enumerate(plan.rungs):
        foot = plan.top + plan.strip * step + plan.head
        yield look.words_at(0, foot, look.lines(title), yanchor="bottom", font_weight=500)


def _dotted(plan: Plan) -> Iterator[dict[str, Any]]:
    for step in range(len(plan.rungs)):
        foot = plan.top + plan.strip * step + plan.head
        yield look.rule(0, look.WIDTH, foot, line={"dash": "dot"})


def _bars(rows: Sequence[Row], plan: Plan) -> Iterator[dict[str, Any]]:
    for row in rows:
        if row.latest > row.slot:
            x, y = plan.spots[row.event]
            across = look.box(x, bar_end(row, plan.slots), y - 4, y + 4)
            colour = PAINTS[row.direction].colour
            shade = {"fillcolor": colour, "opacity": 0.65, "line": {"width": 0}, "layer": "below"}
            yield {"type": "rect", **across, **shade}


def _captions(plan: Plan) -> tuple[list[dict[str, Any]], list[dict[str, Any]], float]:
    """Lines and words of the dates under the slots, and where the lowest of them ends."""
    runs = tuple(runs_of(plan.slots))
    words, head = _days(runs, plan.floor + 5)
    flags = packing.flags([run.stretch for run in runs], look.WIDTH)
    shapes = []
    for flag, run in zip(flags, runs, strict=True):
        y = head + 3 + flag.row * (LINE + 2)
        shapes.append(look.rule(run.stretch.start, run.stretch.end, head))
        shapes.append(look.rule(flag.pole, flag.pole, head, y1=y + LINE - 2))
        words.append(_flag_words(flag, y))
    return shapes, words, head + 3 + (1 + max(flag.row for flag in flags)) * (LINE + 2) + 2


def _days(runs: Sequence[Run], y: float) -> tuple[list[dict[str, Any]], float]:
    """The days under their slots, in as many lines as keeps them apart, and where they end."""
    days = [
        ((slot.left + slot.right) / 2, day, look.width_of(day) / 2 + 2)
        for run in runs
        for slot, day in run.days
        if day
    ]
    lanes = packing.lanes((x - half, x + half) for x, _, half in days)
    words = [
        look.words_at(x, y + LINE * lane, day, xanchor="center", font_size=12)
        for (x, day, _), lane in zip(days, lanes, strict=True)
    ]
    return words, y + LINE * (1 + max(lanes, default=-1)) + 2


def _flag_words(flag: packing.Flag, y: float) -> dict[str, Any]:
    """Tied to the pole in pixels, so that they stay beside it on a wide page."""
    if flag.is_left_of_pole:
        return look.words_at(flag.pole, y, flag.text, xanchor="right", xshift=-4, font_size=12)
    if flag.left > flag.pole:
        return look.words_at(flag.pole, y, flag.text, xshift=4, font_size=12)
    return look.words_at(flag.left, y, flag.text, font_size=12)


def _points(rows: Sequence[Row], plan: Plan) -> Iterator[go.Scatter]:
    """One trace for each colour of the numbers: a trace has one for points not selected.

    Without that colour, Plotly fades all numbers but the one that was clicked.
    """
    for ink in (look.DARK, look.PAPER):
        there = [row for row in rows if _ink(row) == ink]
        if there:
            yield _trace(there, plan, ink)


def _trace(rows: Sequence[Row], plan: Plan, ink: str) -> go.Scatter:
    paints = [PAINTS[row.direction] for row in rows]
    return go.Scatter(
        x=[plan.spots[row.event][0] for row in rows],
        y=[plan.spots[row.event][1] for row in rows],
        mode="markers+text",
        text=[str(row.number) for row in rows],
        textposition="middle center",
        textfont={"size": 13 if plan.size > 21 else 12, "weight": 600, "color": ink},
        marker={
            "symbol": [paint.symbol for paint in paints],
            "size": [_size(paint, plan) - _OUTLINE for paint in paints],
            "color": [
                look.PAPER if _is_ring(row) else PAINTS[row.direction].colour for row in rows
            ],
            "line": {"width": _OUTLINE, "color": [paint.colour for paint in paints]},
            "opacity": 1,
        },
        unselected={"marker": {"opacity": 1}, "textfont": {"color": ink}},
        cliponaxis=False,
        showlegend=False,
        customdata=[[row.event, " ".join(row.marks), *_hover(row)] for row in rows],
        hovertemplate="<b>%{customdata[2]}</b><br>%{customdata[3]}<extra></extra>",
    )


def _is_ring(row: Row) -> bool:
    return row.layer == "reports"


def _ink(row: Row) -> str:
    return look.DARK if _is_ring(row) else PAINTS[row.direction].text


def _size(paint: look.Paint, plan: Plan) -> float:
    """Plotly draws a diamond larger than its size."""
    return max(19.0, plan.size * 0.85) if paint.symbol == "diamond" else plan.size


def _hover(row: Row) -> tuple[str, str]:
    sources = " · ".join(row.marks)
    return look.lines(look.wrapped(row.title, 240)), look.lines((row.when_words, sources))


def _legend(rows: Sequence[Row], plan: Plan) -> Iterator[go.Scatter]:
    """Only what is in the picture is explained."""
    others = any(map(_is_ring, rows))
    size = min(plan.size, 16)
    for direction, paint in PAINTS.items():
        if any(row.direction is direction for row in rows):
            marker = {"symbol": paint.symbol, "color": paint.colour, "size": size}
            yield look.legend_entry(direction.value, 0, marker)
    if others:
        line = {"width": _OUTLINE, "color": look.INK}
        marker = {"symbol": "circle", "color": look.PAPER, "size": size, "line": line}
        yield look.legend_entry(OTHERS_ONLY, 1, marker)
    if any(row.latest > row.slot for row in rows):
        marker = {"symbol": "line-ew", "size": size, "line": {"width": 7, "color": look.RULE}}
        yield look.legend_entry(ALONG_BAR, 1 + others, marker)
