"""Draws a sequence on a paper of phone pixels: rungs below each other, slots side by side.

Each rung is a strip: its words, a dotted line, and lanes of markers. Events without a stated
order stand below each other in one slot, under a bracket; where an event may stand in several
slots, a bar goes through them. Dates hang under the slots. What stands beside the ladder has a
strip of its own, apart. Words never stand on a shade: only the lanes of a slot are shaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

from explainer import dates
from explainer.charts import look, packing
from explainer.charts.sequence_plan import GAP, LINE, Plan, Run, bar_end, is_vague, plan_of, runs_of
from explainer.charts.sequence_rows import EMPTY, Row
from explainer.model import Direction

PAINTS: Mapping[Direction, look.Paint] = MappingProxyType(
    {
        Direction.RISING: look.ORANGE,
        Direction.CALMING: look.BLUE,
        Direction.ASIDE: look.GREY,
    }
)
UNDER_BRACKET = "order not stated"
ALONG_BAR = "order not stated along the bar"
OTHERS_ONLY = "told by other reports only"
ABOUT = "date not certain"
ANY_DAY = "no day given: any day of that time"

_OUTLINE = 2.0


def figure(rows: Sequence[Row]) -> go.Figure:
    if not rows:
        return look.nothing(EMPTY)
    signs, meanings, top = look.legend(tuple(_keys(rows)))
    plan = plan_of(rows, top + 8)
    poles, captions, bottom = _captions(plan)
    layout = look.layout(
        bottom + 8,
        showlegend=False,
        xaxis=look.bare_axis(0, look.WIDTH),
        yaxis=look.bare_axis(bottom, 0),
        shapes=[
            *signs,
            *_brackets(plan, top + 8),
            *_dotted(plan),
            *_bars(rows, plan),
            *poles,
            *_halos(rows, plan),
        ],
        annotations=[*meanings, *_rung_words(plan), *captions],
    )
    return go.Figure([*_points(rows, plan)], layout)


def _keys(rows: Sequence[Row]) -> Iterator[look.Key]:
    """Only what is in the picture is explained."""
    for direction, paint in PAINTS.items():
        if any(row.direction is direction for row in rows):
            yield look.Key(direction.value, paint.symbol, paint.colour)
    slots = [row.slot for row in rows]
    if len(set(slots)) < len(slots):
        yield look.Key(UNDER_BRACKET, "bracket", look.INK)
    if any(map(_is_ring, rows)):
        yield look.Key(OTHERS_ONLY, "circle", look.INK, ring=True)
    if any(row.latest > row.slot for row in rows):
        yield look.Key(ALONG_BAR, "bar", look.RULE)
    if any(dates.is_about(row.when) for row in rows):
        yield look.Key(ABOUT, "halo", look.INK)
    if any(map(is_vague, rows)):
        yield look.Key(ANY_DAY, "spread", look.INK)


def _brackets(plan: Plan, y: float) -> Iterator[dict[str, Any]]:
    """Over each slot that several share, with a shade behind its lanes."""
    shade = {"fillcolor": look.FAINT, "line": {"width": 0}, "layer": "below"}
    line = {"color": look.INK, "width": 1.5}
    for slot in plan.slots:
        if len(slot.rows) > 1:
            x0, x1 = slot.left + GAP, slot.right - GAP
            yield {"type": "path", "path": look.bracket(x0, x1, y), "line": line}
            for strip in plan.strips:
                yield {"type": "rect", **look.box(x0, x1, strip.line, strip.floor), **shade}


def _rung_words(plan: Plan) -> Iterator[dict[str, Any]]:
    for strip in plan.strips:
        foot = {"yanchor": "bottom"}
        title = look.lines(strip.words)
        yield look.words_at(0, strip.line - 1, title, **foot, font_weight=500)
        if strip.end:
            right = {"xanchor": "right", "align": "right", "font_size": 12, "font_style": "italic"}
            yield look.words_at(look.WIDTH, strip.line - 1, strip.end, **foot, **right)


def _dotted(plan: Plan) -> Iterator[dict[str, Any]]:
    for strip in plan.strips:
        yield look.rule(0, look.WIDTH, strip.line, line={"dash": "dot"})


def _bars(rows: Sequence[Row], plan: Plan) -> Iterator[dict[str, Any]]:
    for row in rows:
        if row.latest > row.slot:
            x, y = plan.spots[row.event]
            across = look.box(x, bar_end(row, plan.slots), y - 4, y + 4)
            colour = PAINTS[row.direction].colour
            shade = {"fillcolor": colour, "opacity": 0.65, "line": {"width": 0}, "layer": "below"}
            yield {"type": "rect", **across, **shade}


def _halos(rows: Sequence[Row], plan: Plan) -> Iterator[dict[str, Any]]:
    """A broken line around what has a date in doubt."""
    for row in rows:
        if dates.is_about(row.when):
            x, y = plan.spots[row.event]
            kind = "rect" if PAINTS[row.direction].symbol == "square" else "circle"
            yield look.halo(kind, x, y, plan.size / 2 + 1)


def _captions(plan: Plan) -> tuple[list[dict[str, Any]], list[dict[str, Any]], float]:
    """Lines and words of the dates under the slots, and where the lowest of them ends."""
    runs = tuple(runs_of(plan.slots))
    words, head = _days(runs, plan.floor + 5)
    flags = packing.flags([run.stretch for run in runs], look.WIDTH)
    shapes: list[dict[str, Any]] = []
    for flag, run in zip(flags, runs, strict=True):
        y = head + 3 + flag.row * (LINE + 2)
        shapes += _stretch(run, head)
        shapes.append(look.rule(flag.pole, flag.pole, head, y1=y + LINE - 2))
        words.append(_flag_words(flag, y))
    return shapes, words, head + 3 + (1 + max(flag.row for flag in flags)) * (LINE + 2) + 2


def _stretch(run: Run, y: float) -> Iterator[dict[str, Any]]:
    """A line under the slots of a date; with a stroke at each end where it names no day."""
    ends = (run.stretch.start, run.stretch.end)
    yield look.rule(*ends, y)
    for x in ends if run.is_vague else ():
        yield look.rule(x, x, y - 4, y1=y + 4, line={"color": look.INK})


def _days(runs: Sequence[Run], y: float) -> tuple[list[dict[str, Any]], float]:
    """The days under their slots, in as many lines as keeps them apart, and where they end."""
    named = [
        (slot, day, look.width_of(day) / 2 + 2) for run in runs for slot, day in run.days if day
    ]
    days = [(look.inside(slot.middle, half), day, half) for slot, day, half in named]
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
    others = (f"also reported: {day}" for day, _ in row.other_days)
    return look.lines(look.wrapped(row.title, 240)), look.lines((row.when_words, *others, sources))
