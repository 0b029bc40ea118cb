"""Two tellings: an act stands once, and beside it what each says of it, in which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainer.charts.sayings import EMPTY, Row, rows
from explainer.charts.table import Table, counted, listed, opening
from explainer.charts.two_tellings_figure import NOTHING, figure
from explainer.charts.two_tellings_plan import Act, Line, acts

__all__ = ["EMPTY", "IS_WIDE", "Row", "alt", "figure", "rows", "table"]

IS_WIDE = False


def table(rows: Sequence[Row]) -> Table:
    header = ("The act", "About", "Who says it", "What")
    return Table(header, tuple(_cells(row) for row in rows))


def alt(rows: Sequence[Row]) -> str:
    """One paragraph: each act with its tellings, and where nothing of a party is cited."""
    if not rows:
        return EMPTY
    planned = acts(rows)
    told = " ".join(f"{act.title}. {' '.join(_told(act))}" for act in planned)
    speakers = listed(dict.fromkeys(row.party for row in rows))
    return f"{counted(len(planned), 'act')}, told by {speakers}; nothing is added up. {told}"


def _cells(row: Row) -> tuple[str, ...]:
    return opening(row.title, row.event), row.topic, row.speaker, row.text


def _told(act: Act) -> Iterator[str]:
    for line in act.lines:
        said = "; ".join(_said(act, line))
        yield f"{line.topic[:1].upper()}{line.topic[1:]}: {said}."


def _said(act: Act, line: Line) -> Iterator[str]:
    if any(line.cells):
        for name, cell in zip(act.columns, line.cells, strict=True):
            yield from (_words(row, line) for row in cell) if cell else (_nothing(name),)
    yield from (_words(row, line) for row in line.others)
    if line.silent:
        yield _nothing(listed(line.silent))


def _nothing(name: str) -> str:
    return f"as for {name}, {NOTHING}"


def _words(row: Row, line: Line) -> str:
    if row.is_silence:
        return f"as for {row.speaker}, {row.words}"
    topic = "" if row.topic == line.topic else f", {row.topic}"
    return f"according to {row.speaker}{topic}, {row.words}"
