"""A map: the areas that a lesson names, each with its country, and no dot on it.

A dot would say where a thing happened more exactly than a source does. A map here says only
which area lies where; the direction to a town beyond its edge is worked out from cited degrees.
"""

from __future__ import annotations

from collections.abc import Sequence

from explainer.charts.place_map_figure import EMPTY, NOTE, figure
from explainer.charts.place_map_rows import Row, rows
from explainer.charts.table import Table, cited, counted, listed, opening

__all__ = ["EMPTY", "IS_WIDE", "NOTE", "Row", "alt", "figure", "rows", "table"]

IS_WIDE = False


def table(rows: Sequence[Row]) -> Table:
    header = ("Place", "Country", "On the map", "What is said of it")
    return Table(header, tuple(_cells(row) for row in rows))


def alt(rows: Sequence[Row]) -> str:
    """One paragraph: which areas are drawn and named, what is around, what lies beyond."""
    if not rows:
        return EMPTY
    areas = [f"{row.title} in {row.country}" for row in rows if row.area]
    towns = [f"{row.title} in {row.country}, to the {row.way}" for row in rows if row.way]
    parts = [f"A map with {counted(len(areas), 'area')} of this lesson: {listed(areas)}."]
    if around := _around(rows):
        parts.append(f"Paler, around: {listed(around)}.")
    if towns:
        parts.append(f"Arrows at the edge point to {'; '.join(towns)} (worked out).")
    return " ".join((*parts, NOTE))


def _around(rows: Sequence[Row]) -> tuple[str, ...]:
    """Neighbours by name, each once."""
    named = {row.area for row in rows}
    others = (area.name for area in rows[0].map.areas if area.name not in named)
    return tuple(dict.fromkeys(name for name in others if name))


def _cells(row: Row) -> tuple[str, ...]:
    where = "an area, named"
    if row.way:
        degrees = f"{row.at_words}{cited(row.at_marks)}"
        where = f"beyond the edge, to the {row.way}: worked out from {degrees}"
    return opening(row.title, row.id), row.country, where, row.text
