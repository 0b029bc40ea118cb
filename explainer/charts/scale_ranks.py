"""The order of a lesson's events on each published scale, one scale beside the other.

Only what has a code on every scale is compared. Numbers are left out, since the scales need not
mean the same by them: what can be seen is whether scales even agree which is more and which less.
"""

from __future__ import annotations

from collections.abc import Sequence

from explainer.charts.scale_ranks_figure import EMPTY, figure
from explainer.charts.scale_ranks_rows import Row, rows
from explainer.charts.scales_rows import agreement
from explainer.charts.table import Table, cited, counted, opening

__all__ = ["EMPTY", "IS_WIDE", "Row", "alt", "figure", "rows", "table"]

IS_WIDE = False


def table(rows: Sequence[Row]) -> Table:
    header = ("Event", "Scale", "Place from the lowest number", "Value of the code")
    return Table(header, tuple(_cells(row) for row in rows))


def alt(rows: Sequence[Row]) -> str:
    """One paragraph: the order on each scale, with what shares a place, and how far they agree."""
    if not rows:
        return EMPTY
    scales = dict.fromkeys(row.scale for row in rows)
    told = " ".join(_told(scale, [row for row in rows if row.scale == scale]) for scale in scales)
    many = counted(len({row.event for row in rows}), "event")
    start = f"{many} in their order on {counted(len(scales), 'published scale')}."
    said = agreement([row.coded for row in rows])
    return " ".join((start, told, "The choice of each code is ours.", *said))


def _cells(row: Row) -> tuple[str, ...]:
    value = row.written + cited(row.marks)
    return opening(row.title, row.event), row.scale, row.places, f"{row.code}: {value}"


def _told(scale: str, rows: Sequence[Row]) -> str:
    order = sorted(rows, key=lambda row: row.slot)
    return f"{scale}: {'; '.join(f'{row.places}, {row.title}' for row in order)}."
