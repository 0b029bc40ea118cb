"""Disagreement: on which day each report has one event, every report on a line of its own.

The reports are not counted against each other: many may pass on what one of them wrote. Where
the record says why a day cannot be right, that stands at its point.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from explainer.charts.disagreement_figure import EMPTY, figure
from explainer.charts.disagreement_rows import Row, rows
from explainer.charts.table import Table, cited, counted, listed, opening

__all__ = ["EMPTY", "IS_WIDE", "Row", "alt", "figure", "rows", "table"]

IS_WIDE = False


def table(rows: Sequence[Row]) -> Table:
    header = ("Who reports it", "What happened", "Day", "What speaks against it")
    return Table(header, tuple(_cells(row) for row in rows))


def alt(rows: Sequence[Row]) -> str:
    """One paragraph: day by day, who gives it, and what speaks against it."""
    if not rows:
        return EMPTY
    told = " ".join(_told(list(group)) for _, group in groupby(rows, key=lambda row: row.when))
    return f"{rows[0].title}: the day in {counted(len(rows), 'report')}. {told}"


def _cells(row: Row) -> tuple[str, ...]:
    outlet, event = row.outlet + cited([row.report]), opening(row.title, row.event)
    return outlet, event, row.day, row.note + cited(row.against)


def _told(group: Sequence[Row]) -> str:
    against = "".join(f" Against it: {row.note}" for row in group[:1] if row.note)
    return f"{group[0].day}: {listed(row.outlet for row in group)}.{against}"
