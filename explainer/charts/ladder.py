"""The ladder by day: each event on the day or days that it is given, on its worded rung.

Days have a distance, and rungs have none. No line joins two points, because no source tells
what lay between them; where an author asks for it, the days between two events are counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainer.charts.dated import FROM_ARTICLE, FROM_REPORTS
from explainer.charts.ladder_figure import figure
from explainer.charts.ladder_rows import EMPTY, Row, rows
from explainer.charts.table import Table, cited, counted, listed, opening

__all__ = ["EMPTY", "IS_WIDE", "Row", "alt", "figure", "rows", "table"]

IS_WIDE = True


def table(rows: Sequence[Row]) -> Table:
    header = ("Day", "What happened", "Who", "Rung", "Days since, counted from the cited dates")
    return Table(header, tuple(_cells(row) for row in rows))


def alt(rows: Sequence[Row]) -> str:
    """One paragraph: each event by day, with its rung; then what is counted, and left out."""
    if not rows:
        return EMPTY
    told = "; ".join(f"{row.when_words}: {row.title} ({row.rung})" for row in rows)
    by_reports = sum(not row.from_article for row in rows)
    given = f"For {by_reports} of them, only other reports give the day."
    parts = (f"{counted(len(rows), 'event')} by day. {told}.", *[given] * bool(by_reports))
    return " ".join((*parts, *_counts(rows)))


def _cells(row: Row) -> tuple[str, ...]:
    given = FROM_ARTICLE if row.from_article else FROM_REPORTS
    since = "; ".join(
        f"{one.words} after {opening(one.title, one.event)}{cited(one.marks)}" for one in row.since
    )
    when = f"{row.when_words} ({given}){cited(row.when_marks)}"
    return when, f"**{opening(row.title, row.event)}.** {row.text}", row.who, row.rung, since


def _counts(rows: Sequence[Row]) -> Iterator[str]:
    pairs = [(row, one) for row in rows for one in row.since]
    if pairs:
        said = (f"{one.words} from “{one.title}” to “{row.title}”" for row, one in pairs)
        yield f"Counted from the cited dates: {'; '.join(said)}."
    if rows[0].left_out:
        yield f"Without a day, and so not drawn: {listed(rows[0].left_out)}."
