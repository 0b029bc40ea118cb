"""The channels: ambassadors, calls and visits over days, and hatched what no source tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from explainer import dates
from explainer.charts.channels_figure import figure
from explainer.charts.channels_rows import EMPTY, Row, State, rows
from explainer.charts.dated import FROM_ARTICLE, FROM_REPORTS
from explainer.charts.table import Table, cited, counted, listed, opening

__all__ = ["EMPTY", "IS_WIDE", "Row", "alt", "figure", "rows", "table"]

IS_WIDE = True


def table(rows: Sequence[Row]) -> Table:
    header = ("Channel", "Day", "What happened", "So it is", "And then")
    return Table(header, tuple(_cells(row) for row in rows))


def alt(rows: Sequence[Row]) -> str:
    """One paragraph: each channel with its steps by day, and that the rest is not told."""
    if not rows:
        return EMPTY
    channels = [(name, tuple(some)) for name, some in groupby(rows, key=lambda row: row.channel)]
    told = " ".join(f"{name}: {'; '.join(map(_told, some))}." for name, some in channels)
    rest = "What held before the first and after the last step of each is not told here."
    return " ".join((f"{counted(len(channels), 'channel')} over days. {told} {rest}", *_end(rows)))


def _cells(row: Row) -> tuple[str, ...]:
    given = FROM_ARTICLE if row.from_article else FROM_REPORTS
    when = f"{row.when_words} ({given}){cited(row.when_marks)}"
    what = f"**{opening(row.title, row.event)}.** {row.text}"
    return row.channel, when, what, row.word, _then(row)


def _told(row: Row) -> str:
    then = "" if row.then is State.NOT_TOLD or row.then_words == row.word else f", {_then(row)}"
    return f"{row.when_words}, {row.word}: {row.title}{then}"


def _then(row: Row) -> str:
    if row.then is State.NOT_TOLD or row.until is None:
        return State.NOT_TOLD
    return f"{row.then_words} up to {dates.words(row.until.isoformat())}"


def _end(rows: Sequence[Row]) -> Iterator[str]:
    by_reports = len({row.event for row in rows if not row.from_article})
    if by_reports:
        yield f"For {counted(by_reports, 'event')}, only other reports give the day."
    if rows[0].left_out:
        yield f"Without a day, and so not drawn: {listed(rows[0].left_out)}."
