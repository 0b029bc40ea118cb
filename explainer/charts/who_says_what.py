"""Who says what: each number and each word beside the one who says it, and nothing added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from explainer.charts import sayings
from explainer.charts.sayings import EMPTY, Row
from explainer.charts.table import Table, counted, listed, opening
from explainer.charts.who_says_what_figure import figure
from explainer.model import Explainer

__all__ = ["EMPTY", "IS_WIDE", "Row", "alt", "figure", "rows", "table"]

IS_WIDE = True


def rows(explainer: Explainer, settings: Mapping[str, str]) -> tuple[Row, ...]:
    """What is said, and by whom; what is not said stands in two-tellings, beside it."""
    return tuple(row for row in sayings.rows(explainer, settings) if not row.is_silence)


def table(rows: Sequence[Row]) -> Table:
    header = ("Event", "Who says it", "About", "What")
    return Table(header, tuple(_cells(row) for row in rows))


def alt(rows: Sequence[Row]) -> str:
    """One paragraph: every saying with its speaker, numbers and words alike."""
    if not rows:
        return EMPTY
    speakers = dict.fromkeys(row.party for row in rows)
    told = " ".join(
        f"{title}: {'; '.join(_told(row) for row in said)}."
        for (_, title), said in groupby(rows, key=lambda row: (row.event, row.title))
    )
    return f"{counted(len(rows), 'statement')} by {listed(speakers)}; none are added up. {told}"


def _cells(row: Row) -> tuple[str, ...]:
    return opening(row.title, row.event), row.speaker, row.topic, row.text


def _told(row: Row) -> str:
    part = ", part of the number before" if row.is_part else ""
    return f"according to {row.speaker}, {row.topic}: {row.words}{part}"
