"""The scales: the numbers that published scales give to the types of a lesson's events.

A number belongs to a type of action and not to what happened, so nothing is added up or
averaged, and no line goes from one event to the next. What can be seen is how far scales
lie apart, and how far one more code that fits would move a point.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from explainer.charts.scales_figure import EMPTY, figure
from explainer.charts.scales_rows import Row, agreement, rows, told_scales
from explainer.charts.table import Table, cited, counted, opening

__all__ = ["EMPTY", "IS_WIDE", "Row", "alt", "figure", "rows", "table"]

IS_WIDE = True


def table(rows: Sequence[Row]) -> Table:
    header = ("Event", "Scale", "Code, chosen by us", "Value of the code", "Why this code")
    return Table(header, tuple(_cells(row) for row in rows))


def alt(rows: Sequence[Row]) -> str:
    """One paragraph: each event with its numbers, and how far the scales agree."""
    if not rows:
        return EMPTY
    events = groupby(rows, key=lambda row: (row.event, row.title))
    told = " ".join(f"{title}: {'; '.join(map(_told, group))}." for (_, title), group in events)
    many = counted(len({row.event for row in rows}), "event")
    end = " ".join(("The choice of each code is ours.", *agreement(rows)))
    return f"{many} on {told_scales(rows)}; nothing is added up or averaged. {told} {end}"


def _cells(row: Row) -> tuple[str, ...]:
    fits = "" if row.is_choice else "would fit as well: "
    return (
        opening(row.title, row.event),
        row.scale,
        f"{fits}{row.code}, {row.meaning}",
        row.written + cited(row.marks),
        row.because,
    )


def _told(row: Row) -> str:
    fits = "" if row.is_choice else ", or as well"
    return f"{row.scale}{fits} {row.code} ({row.meaning}) {row.written}"
