"""How every chart looks: colours, type, and a paper whose units are the pixels of a phone.

Charts are laid out once, for the 340 pixels that a phone of 390 leaves; a wider page only
stretches them, so what does not collide there collides nowhere.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, pi, sin
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

from explainer.syntax import plain

WIDTH = 340.0
FAMILY = "InterV, Inter, system-ui, sans-serif"
INK = "#707070"
"""4.6:1 on white and cream; the page's style sheet recolours text for its own background."""
PAPER = "#ffffff"
DARK = "#111111"
FAINT = "rgba(128,128,128,0.1)"
RULE = "rgba(128,128,128,0.55)"

_LEGEND_ROW, _SIGN = 22.0, 14.0
_BROKEN: Mapping[str, Any] = MappingProxyType(
    {
        "fillcolor": "rgba(0,0,0,0)",
        "line": {"color": INK, "width": 1.5, "dash": "2px,2px"},
    }
)


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour that keeps 3:1 on light and dark pages, its shape, and what can be read on it."""

    symbol: str
    colour: str
    text: str


BLUE = Paint("circle", "#0072B2", PAPER)
ORANGE = Paint("square", "#D55E00", DARK)
GREY = Paint("diamond", "#757575", PAPER)
SPEAKERS = (
    Paint("pentagon", "#B0588A", PAPER),
    Paint("bowtie", "#918100", DARK),
    Paint("triangle-right", "#3A8DBD", DARK),
    Paint("hourglass", "#009E73", DARK),
    Paint("hexagon", "#8C7B68", DARK),
    Paint("cross", "#8172CC", DARK),
)
"""Okabe and Ito's colours, told apart by the colour-blind, some darkened to show on white.

Blue, orange and grey, circle, square and diamond say where an event stands on the ladder;
who speaks has none of them, so that nobody looks like a side that raises or calms.
"""


def layout(height: float, **more: Any) -> go.Layout:
    """Of every chart: no title, no frame, nothing to drag, and text that follows the page."""
    return go.Layout(
        height=round(height),
        autosize=True,
        margin={"l": 1, "r": 1, "t": 4, "b": 4},
        font={"family": FAMILY, "size": 13, "color": INK},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        dragmode=False,
        hovermode="closest",
        hoverlabel={
            "bgcolor": "#1f1b16",
            "bordercolor": "#1f1b16",
            "align": "left",
            "font": {"family": FAMILY, "size": 13, "color": PAPER},
        },
        **more,
    )


def bare_axis(start: float, end: float, **more: Any) -> dict[str, Any]:
    """An axis that places things and shows nothing of itself."""
    return {
        "range": [start, end],
        "visible": False,
        "fixedrange": True,
        "automargin": False,
        **more,
    }


def nothing(words: str) -> go.Figure:
    """A chart without rows says so, in lines that a phone has room for."""
    said = words_at(0, 1, lines(wrapped(words, WIDTH)))
    axes = {"xaxis": bare_axis(0, 1), "yaxis": bare_axis(0, 1)}
    return go.Figure(layout=layout(80, annotations=[said], **axes))


def words_at(x: float, y: float, text: str, **more: Any) -> dict[str, Any]:
    """Words whose top left corner is at a point, unless told otherwise."""
    return {
        "text": text,
        "x": x,
        "y": y,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        **more,
    }


def rule(x0: float, x1: float, y: float, **more: Any) -> dict[str, Any]:
    """A thin line behind the points, horizontal unless told otherwise."""
    line = {"color": RULE, "width": 1, **more.pop("line", {})}
    return {"type": "line", "layer": "below", **box(x0, x1, y, y), "line": line, **more}


def shade(x: float, half: float, y0: float, y1: float) -> dict[str, Any]:
    """A faint ground of so many pixels to both sides, however wide the page is."""
    pixels = {"xsizemode": "pixel", "xanchor": x, **box(-half, half, y0, y1)}
    line = {"color": RULE, "width": 1}
    return {"type": "rect", "layer": "below", **pixels, "fillcolor": FAINT, "line": line}


def box(x0: float, x1: float, y0: float, y1: float) -> dict[str, float]:
    return {"x0": x0, "x1": x1, "y0": y0, "y1": y1}


def wrapped(text: str, pixels: float, size: int = 13) -> tuple[str, ...]:
    """Plain words in lines no wider than so many pixels; they are safe to give to Plotly."""
    lines = textwrap.wrap(plain(text), max(8, int(pixels / _letter(size)))) or [""]
    return tuple(escape(line, quote=False) for line in lines)


def width_of(text: str, size: int = 12) -> float:
    """About how wide a line is; Inter's letters are about half as wide as high."""
    return len(text) * _letter(size)


def inside(x: float, half: float) -> float:
    """The middle of something on the paper, moved so far that its edges are on it too."""
    return min(max(x, half), WIDTH - half)


@dataclass(frozen=True, slots=True)
class Key:
    """A sign and what it means."""

    words: str
    symbol: str
    """One of those that `_sign` and `_form` draw."""
    colour: str
    ring: bool = False


def legend(keys: Sequence[Key]) -> tuple[list[dict[str, Any]], list[dict[str, Any]], float]:
    """Signs with their words in rows from the top, and where the rows end.

    Drawn by hand and in pixels of the screen, because Plotly's own legend sets its entries in
    columns as wide as the widest, and has no bracket.
    """
    shapes: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    x, y = 0.0, _LEGEND_ROW / 2
    for key in keys:
        wide = _SIGN + 6 + width_of(key.words)
        if x and x + wide > WIDTH:
            x, y = 0.0, y + _LEGEND_ROW
        shapes += _sign(key, x, y)
        place = {"xshift": x + _SIGN + 6, "yanchor": "middle", "font_size": 12}
        words.append(words_at(0, y, key.words, **place))
        x += wide + 13
    return shapes, words, y + _LEGEND_ROW / 2 if keys else 0.0


def _sign(key: Key, x: float, y: float) -> Iterator[dict[str, Any]]:
    """In pixels from the left edge, however wide the page is."""
    pixels = {"xsizemode": "pixel", "xanchor": 0}
    square = box(x, x + _SIGN, y - _SIGN / 2, y + _SIGN / 2)
    ink = {"color": INK, "width": 1.5}
    match key.symbol:
        case "bracket":
            yield {"type": "rect", **pixels, **square, "fillcolor": FAINT, "line": {"width": 0}}
            path = bracket(x, x + _SIGN, y - _SIGN / 2)
            yield {"type": "path", **pixels, "path": path, "line": ink}
        case "shade":
            line = {"color": RULE, "width": 1}
            yield {"type": "rect", **pixels, **square, "fillcolor": FAINT, "line": line}
        case "spread":
            ends = f"M {x},{y - 4} L {x},{y + 4} M {x + _SIGN},{y - 4} L {x + _SIGN},{y + 4}"
            path = f"{ends} M {x},{y} L {x + _SIGN},{y}"
            yield {"type": "path", **pixels, "path": path, "line": {**ink, "width": 2}}
        case "box":
            across, line = box(x, x + _SIGN, y - 5, y + 5), {"color": key.colour, "width": 2}
            yield {"type": "rect", **pixels, **across, "line": line}
        case "hatch":
            path = hatch(x, x + _SIGN, y - 5, y + 5, 5)
            yield {"type": "path", **pixels, "path": path, "line": {**ink, "width": 1}}
        case "halo":
            half = _SIGN / 2 - (1 if key.ring else 0)
            middle = x + _SIGN / 2
            around = box(middle - half, middle + half, y - half, y + half)
            yield {"type": "circle", **pixels, **around, **_BROKEN}
        case _:
            yield {**pixels, **_form(key, x, y)}


def _form(key: Key, x: float, y: float) -> dict[str, Any]:
    """A sign with a colour of its own, filled or as a ring."""
    half = _SIGN / 2 - (1 if key.ring else 0)
    middle = x + _SIGN / 2
    look: dict[str, Any] = {
        "fillcolor": PAPER if key.ring else key.colour,
        "line": {"color": key.colour, "width": 2 if key.ring else 0},
    }
    match key.symbol:
        case "bar":
            return {"type": "rect", **box(x, x + _SIGN, y - 4, y + 4), **look}
        case "triangle":
            path = f"M {x},{y + half} L {middle},{y - half} L {x + _SIGN},{y + half} Z"
            return {"type": "path", "path": path, **look}
        case "diamond":
            path = f"M {x},{y} L {middle},{y - half} L {x + _SIGN},{y} L {middle},{y + half} Z"
            return {"type": "path", "path": path, **look}
        case "pentagon":
            corners = ((sin(n * 0.4 * pi) * half, -cos(n * 0.4 * pi) * half) for n in range(5))
            path = " L ".join(f"{middle + dx:.1f},{y + dy:.1f}" for dx, dy in corners)
            return {"type": "path", "path": f"M {path} Z", **look}
    kind = "circle" if key.symbol == "circle" else "rect"
    square = box(middle - half, middle + half, y - half, y + half)
    return {"type": kind, **square, **look}


def halo(kind: str, x: float, y: float, half: float) -> dict[str, Any]:
    """A broken line around a point; in pixels, so that it stays around it on a wide page."""
    pixels = {"xsizemode": "pixel", "ysizemode": "pixel", "xanchor": x, "yanchor": y}
    return {"type": kind, **pixels, **box(-half, half, -half, half), **_BROKEN}


def bracket(x0: float, x1: float, y: float) -> str:
    """A path: a roof over what stands between."""
    return f"M {x0},{y + 6} L {x0},{y} L {x1},{y} L {x1},{y + 6}"


def hatch(x0: float, x1: float, y0: float, y1: float, apart: float) -> str:
    """A path: slanted strokes over a box, and its edges above and below."""
    high = y1 - y0
    strokes = [f"M {x0},{y0} L {x1},{y0} M {x0},{y1} L {x1},{y1}"]
    foot = x0 + apart - high
    while foot < x1:
        left, right = max(foot, x0), min(foot + high, x1)
        strokes.append(f"M {left},{y1 - (left - foot)} L {right},{y1 - (right - foot)}")
        foot += apart
    return " ".join(strokes)


def lines(parts: Iterable[str]) -> str:
    """Lines as Plotly writes them."""
    return "<br>".join(part for part in parts if part)


def _letter(size: int) -> float:
    return size * 0.53
