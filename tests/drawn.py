"""Charts of all kinds, as rows and as a browser draws them: what the proofs over CHARTS share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import combinations
from typing import Any

import plotly.graph_objects as go
from playwright.sync_api import Page, expect

from explainer.charts import CHARTS, SETTINGS
from explainer.model import Chart, Explainer

LEAST = 11
"""Pixels: no word in a chart is smaller."""


@dataclass(frozen=True)
class Asked:
    """A chart that somebody may ask for."""

    kind: str
    settings: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return "-".join((self.kind, *(value for _, value in self.settings)))


def asked(lesson: Explainer, kind: str) -> tuple[Asked, ...]:
    """A kind plainly, with each value that a setting can have, and as its author has it."""
    closed = [((name, value),) for name, all_ in SETTINGS[kind].items() for value in all_]
    authors = [
        tuple(sorted(block.settings.items()))
        for section in lesson.every_section
        for block in section.blocks
        if isinstance(block, Chart) and block.kind == kind
    ]
    every = [(), *closed, *authors]
    return tuple(Asked(kind, settings) for settings in dict.fromkeys(every))


@dataclass(frozen=True)
class Drawn:
    """One set of rows, and what is made of them."""

    asked: Asked
    rows: tuple[Any, ...]
    figure: go.Figure

    @property
    def points(self) -> list[Point]:
        return list(points(self.figure))


def drawn(lesson: Explainer, kind: str) -> Iterator[Drawn]:
    for one in asked(lesson, kind):
        rows = CHARTS[kind].rows(lesson, dict(one.settings))
        yield Drawn(one, rows, CHARTS[kind].figure(rows))


def id_of(row: Any) -> str:
    """What the point of a row opens."""
    return str(next(getattr(row, name) for name in ("opens", "event", "id") if hasattr(row, name)))


# --- what a figure says ---------------------------------------------------------------


@dataclass(frozen=True)
class Point:
    """A point that stands for a row."""

    id: str
    marks: tuple[str, ...]
    texts: tuple[str, ...]
    """Written at it, and shown over it."""
    colour: str
    sign: tuple[str, bool]
    """Its shape, and whether it is filled."""


def points(figure: go.Figure) -> Iterator[Point]:
    """Those of every trace whose points stand for rows; a legend's and a picture's do not."""
    for trace in figure.data:
        for n, custom in enumerate(trace.customdata if trace.customdata is not None else ()):
            fill, line = (_at(part.color, n) for part in (trace.marker, trace.marker.line))
            symbol = str(_at(trace.marker.symbol, n))
            is_ring = symbol.endswith("-open") or bool(line and line != fill)
            yield Point(
                str(custom[0]),
                tuple(str(custom[1]).split()),
                tuple(words(text) for text in (_at(trace.text, n), *custom[2:]) if text),
                str(line if is_ring and line else fill),
                (symbol.removesuffix("-open"), not is_ring),
            )


def _at(values: Any, n: int) -> Any:
    """Of a list or of one value for all."""
    return values[n] if isinstance(values, list | tuple) else values


@dataclass(frozen=True)
class Words:
    """Words that belong to no single point."""

    text: str
    at: tuple[Any, ...]
    """Where they stand, in the units of the axes."""


def captions(figure: go.Figure) -> Iterator[Words]:
    """Annotations, the texts of visible axes, and words that traces write beside the points."""
    for note in figure.layout.annotations:
        yield Words(words(note.text), (note.x, note.y))
    for axis in (*figure.select_xaxes(), *figure.select_yaxes()):
        if axis.visible is not False:
            yield from _along(axis)
    for trace in figure.data:
        named = trace.name if trace.showlegend else None
        own = trace.text if trace.customdata is None else None
        for text in (named, *([own] if isinstance(own, str) else own or ())):
            if text:
                yield Words(words(text), ())


def _along(axis: Any) -> Iterator[Words]:
    ticks = axis.tickvals or ()
    if axis.showticklabels is not False:
        for value, text in zip(ticks, axis.ticktext or ticks, strict=True):
            yield Words(words(text), (value,))
    if axis.title.text:
        yield Words(words(axis.title.text), ())


def words(html: Any) -> str:
    """What a reader reads of Plotly's own HTML."""
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<br ?/?>", " ", str(html))))


# --- in a browser ---------------------------------------------------------------------

_DRAW = """async ([told, width]) => {
    const place = document.getElementById('xp-chart');
    place.style.width = `${width}px`;
    const { data, layout } = JSON.parse(told);
    Plotly.purge(place);
    await Plotly.newPlot(place, data, layout, { displayModeBar: false });
    const box = (one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        return { left, right, top, bottom };
    };
    const rows = [...place.querySelectorAll('.trace')].flatMap((trace) => {
        const { index } = trace.__data__[0].trace;
        return data[index].customdata ? [...trace.querySelectorAll('.point, .slice')] : [];
    });
    const shown = (one) => one.textContent.trim() && one.getBoundingClientRect().width;
    return {
        frame: box(place.querySelector('.main-svg')),
        points: rows.length,
        texts: [...place.querySelectorAll('svg text')].filter(shown).map((text) => ({
            words: text.textContent,
            size: parseFloat(getComputedStyle(text).fontSize),
            ...box(text),
        })),
    };
}"""


def open_paper(page: Page, site: str) -> None:
    """A page on which figures can be drawn as in the lesson: with its style and its letters."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/embed/sequence")
    expect(page.locator("#xp-chart .main-svg").first).to_be_attached(timeout=30_000)
    page.evaluate("document.fonts.ready.then(() => true)")


@dataclass(frozen=True)
class Picture:
    """What a browser made of a figure."""

    points: int
    frame: Mapping[str, float]
    texts: Sequence[Mapping[str, Any]]

    def faults(self) -> list[str]:
        """Words that are too small, that are cut, or that cover each other."""
        small = [f"small: {one['words']}" for one in self.texts if one["size"] < LEAST]
        cut = [f"cut: {one['words']}" for one in self.texts if not self._holds(one)]
        pairs = combinations(self.texts, 2)
        covered = [
            f"covered: {one['words']} / {two['words']}" for one, two in pairs if _overlap(one, two)
        ]
        return small + cut + covered

    def _holds(self, box: Mapping[str, float]) -> bool:
        frame = self.frame
        wide = frame["left"] - 1 <= box["left"] and box["right"] <= frame["right"] + 1
        return wide and frame["top"] - 1 <= box["top"] and box["bottom"] <= frame["bottom"] + 1


def draw(page: Page, figure: go.Figure, width: int) -> Picture:
    """Draws it that wide on a paper that is open."""
    return Picture(**page.evaluate(_DRAW, [figure.to_json(), width]))


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """By more than a pixel: a line box is a little higher than its letters."""
    wide: float = min(one["right"], other["right"]) - max(one["left"], other["left"])
    high: float = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return wide > 1 and high > 1
