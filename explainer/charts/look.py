"""How every chart looks: colours, type, and a paper whose units are the pixels of a phone.

Charts are laid out once, for the 340 pixels that a phone of 390 leaves; a wider page only
stretches them, so what does not collide there collides nowhere.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go

from explainer.syntax import plain

WIDTH = 340.0
FAMILY = "InterV, Inter, system-ui, sans-serif"
INK = "#707070"
"""4.6:1 on white and cream; the page's style sheet recolours text for its own background."""
PAPER = "#ffffff"
DARK = "#111111"
FAINT = "rgba(128,128,128,0.13)"
RULE = "rgba(128,128,128,0.55)"

_LEGEND_ROW = 24


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour that keeps 3:1 on light and dark pages, its shape, and what can be read on it."""

    symbol: str
    colour: str
    text: str


BLUE = Paint("circle", "#0072B2", PAPER)
ORANGE = Paint("square", "#D55E00", DARK)
GREEN = Paint("diamond", "#009E73", DARK)
PURPLE = Paint("triangle-up", "#B0588A", PAPER)
GREY = Paint("pentagon", "#757575", PAPER)
PAINTS = (BLUE, ORANGE, GREEN, PURPLE, GREY)
"""Okabe and Ito's colours, told apart by the colour-blind; the purple darkened for white."""


def layout(height: float, **more: Any) -> go.Layout:
    """Of every chart: no title, no frame, nothing to drag, and text that follows the page."""
    return go.Layout(
        height=round(height),
        autosize=True,
        margin={"l": 8, "r": 8, "t": 4, "b": 4},
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
    """A chart without rows says so."""
    figure = go.Figure(layout=layout(80, xaxis=bare_axis(0, 1), yaxis=bare_axis(0, 1)))
    return figure.add_annotation(text=words, x=0.5, y=0.5, showarrow=False)


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


def box(x0: float, x1: float, y0: float, y1: float) -> dict[str, float]:
    return {"x0": x0, "x1": x1, "y0": y0, "y1": y1}


def wrapped(text: str, pixels: float, size: int = 13) -> tuple[str, ...]:
    """Plain words in lines no wider than so many pixels; they are safe to give to Plotly."""
    lines = textwrap.wrap(plain(text), max(8, int(pixels / _letter(size)))) or [""]
    return tuple(escape(line, quote=False) for line in lines)


def width_of(text: str, size: int = 12) -> float:
    """About how wide a line is; Inter's letters are about half as wide as high."""
    return len(text) * _letter(size)


def legend_entry(name: str, row: int, marker: Mapping[str, Any]) -> go.Scatter:
    """A part of the legend, in its row from the top, without a point in the chart."""
    legend = f"legend{row + 1}" if row else "legend"
    return go.Scatter(
        x=[None], y=[None], mode="markers", name=name, marker=dict(marker), legend=legend
    )


def with_legend(layout: go.Layout, rows: int) -> go.Layout:
    """Rows of a legend above, that explain and switch nothing.

    Rows of their own, because Plotly makes all entries of a legend as wide as the widest.
    """
    height = layout.height
    for row in range(rows):
        layout[f"legend{row + 1}" if row else "legend"] = {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1 + _LEGEND_ROW * (rows - 1 - row) / height,
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
            "itemsizing": "trace",
            "itemwidth": 30,
            "bgcolor": "rgba(0,0,0,0)",
            "font": {"size": 12},
        }
    layout.height, layout.margin.t = height + _LEGEND_ROW * rows, _LEGEND_ROW * rows + 4
    return layout


def lines(parts: Iterable[str]) -> str:
    """Lines as Plotly writes them."""
    return "<br>".join(part for part in parts if part)


def _letter(size: int) -> float:
    return size * 0.53
