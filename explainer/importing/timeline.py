"""A table of events as TimelineJS has it, as events of a lesson.

A row says when and what, and not who says so: so no event comes with a mark, and the check asks
for each. Nothing is made up: a row without a date has none, and rows in an order state no order.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

from explainer.importing.lines import Line, apart
from explainer.importing.made import Draft, Unreadable
from explainer.reading.files import decoded
from explainer.reading.parts import slug

ENDING = ".csv"
HELP = "a table of events as TimelineJS has it"

FILE = "content/events.md"

_LEFT = ("time", "end time", "media", "media credit", "media caption", "media thumbnail",
         "group", "background", "display date")  # fmt: skip
"""Columns of TimelineJS that have no place in an event."""

_NUMBER = re.compile(r"\d{1,4}")

Row = Mapping[str, str]


def read(path: Path) -> Draft:
    """Raises Unreadable where it has no column of headlines or of years."""
    rows = list(_rows(path))
    groups = [_event(number, row) for number, row in rows if any(row.values())]
    if not groups:
        raise Unreadable(f"{path} has no row below its first.")
    return Draft(FILE, "What happened", tuple(apart(groups)))


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Each with its number in a spreadsheet; names of columns in small letters."""
    table = csv.reader(io.StringIO(decoded(path.read_bytes()), newline=""))
    head = [name.strip().lower() for name in next(table, [])]
    missing = [name for name in ("year", "headline") if name not in head]
    if missing:
        names = " and no ".join(f"'{name.capitalize()}'" for name in missing)
        raise Unreadable(f"{path} has no column {names}: its first line names the columns.")
    for number, cells in enumerate(table, start=2):
        yield number, {name: cell.strip() for name, cell in zip(head, cells, strict=False)}


def _event(number: int, row: Row) -> list[Line]:
    title, text = _words(row.get("headline", "")), _words(row.get("text", ""))
    lost = [*_lost(row), *(["who says so is not in the table: add a mark."] if text else [])]
    if row.get("type"):
        lost.insert(0, f"its type is left out: '{row['type']}'.")
    when, wrong = _when(row)
    from_row = tuple(f"row {number}: {what}" for what in [*wrong, *lost])
    heading = Line(f"## {title or text[:60] or 'Untitled'}", from_row)
    settings = [Line(f"- id: {slug(title or text[:60])}")]
    settings += [Line(f"- when: {when}")] if when else []
    return [heading, Line(), *settings, Line(), Line(text or title)]


def _lost(row: Row) -> Iterator[str]:
    for name in _LEFT:
        if value := row.get(name):
            yield f"{name} is left out: '{_words(value)}'."


def _when(row: Row) -> tuple[str, list[str]]:
    """As precise as the table and no more."""
    first, wrong = _day(row, "")
    last, also_wrong = _day(row, "end ")
    both = f"{first}/{last}" if first and last and first != last else first
    return both, [*wrong, *also_wrong]


def _day(row: Row, which: str) -> tuple[str, list[str]]:
    parts = [row.get(f"{which}{name}", "") for name in ("year", "month", "day")]
    written = "-".join(part for part in parts if part)
    if not parts[0]:
        return "", [f"'{written}' is no date without a year."] if written else []
    if not all(_NUMBER.fullmatch(part) for part in parts if part):
        return "", [f"'{written}' is no date here, and is left out."]
    known = [parts[0].zfill(4), *(part.zfill(2) for part in parts[1:2] if part)]
    if parts[1] and parts[2]:
        known.append(parts[2].zfill(2))
    return "-".join(known), []


def _words(html: str) -> str:
    """Without the tags that TimelineJS lets one write."""
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", html)).split())
