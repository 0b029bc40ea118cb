"""A table of events as TimelineJS has it, as events of a lesson.

A row says when and what, and not who says so: so no event comes with a mark, and the check asks
for each. Nothing is made up: a row without a date has none, and rows in an order state no order.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from itertools import count
from pathlib import Path

from explainer.importing.lines import Line, apart, guarded
from explainer.importing.made import Draft, Unreadable
from explainer.importing.word_inlines import escaped
from explainer.reading.files import decoded
from explainer.reading.parts import new_id

ENDING = ".csv"
HELP = "a table of events as TimelineJS has it"

FILE = "content/events.md"

_KNOWN = frozenset({"year", "month", "day", "end year", "end month", "end day",
                    "headline", "text", "type"})  # fmt: skip
"""Columns that have a place in an event, or words of their own below."""

_NUMBER = re.compile(r"\d{1,4}")

_NAMES = (
    "a abbr audio b big blockquote br cite code div em embed figcaption figure font h1 h2 h3 h4 h5"
    " h6 hr i iframe img li mark ol p q s small source span strike strong sub sup table tbody td"
    " th thead time tr u ul video"
)
_TAG = re.compile(
    rf"</?(?:{'|'.join(_NAMES.split())})"
    r"(?:\s+[\w:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))*\s*/?>",
    re.IGNORECASE,
)
"""Of HTML: `a <b and c> d` has none."""
_INLINE = re.compile(
    r"</?(?:a|abbr|b|big|cite|code|em|font|i|mark|q|s|small|span|strike|strong|sub|sup|time|u)\b",
    re.IGNORECASE,
)
"""Tags that stand within a word, or close to a full stop."""
_ADDRESS = re.compile(r"\b(?:href|src)\s*=\s*[\"']?([^\s\"'>]+)", re.IGNORECASE)

Row = Mapping[str, str]


def read(path: Path) -> Draft:
    """Raises Unreadable where it has no column of headlines or of years."""
    try:
        rows = [(number, row) for number, row in _rows(path) if any(row.values())]
    except csv.Error as error:
        raise Unreadable(
            f"{path} cannot be read as a table: a cell is far too long, or a quotation mark is"
            " never closed. Save it as .csv once more."
        ) from error
    if not rows:
        raise Unreadable(f"{path} has no row below its first.")
    names = _distinct([new_id(_title(row)) for _, row in rows])
    groups = [_event(number, row, name) for (number, row), name in zip(rows, names, strict=True)]
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
        yield number, _row(head, cells)


def _row(head: Sequence[str], cells: Sequence[str]) -> Row:
    """A cell below no name, or below one that stood there before, goes by its number."""
    row: dict[str, str] = {}
    for at, cell in enumerate(cells):
        name = head[at] if at < len(head) else ""
        row[name if name and name not in row else f"column {at + 1}"] = cell.strip()
    return row


def _event(number: int, row: Row, name: str) -> list[Line]:
    text = escaped(_words(row.get("text", "")))
    lost = [*_lost(row), *(["who says so is not in the table: add a mark."] if text else [])]
    if row.get("type"):
        lost.insert(0, f"its type is left out: '{row['type']}'.")
    when, wrong = _when(row)
    from_row = tuple(f"row {number}: {what}" for what in [*wrong, *lost])
    title = escaped(_title(row))
    heading = Line(f"## {_AT_END.sub(_GUARD, guarded(title or 'Untitled'))}", from_row)
    settings = [Line(f"- id: {name}")]
    settings += [Line(f"- when: {when}")] if when else []
    return [heading, Line(), *settings, Line(), Line(guarded(text or title))]


_AT_END, _GUARD = re.compile(r"(?<=\s)(?=#+$)"), r"\\"
"""Signs at the end of a heading would be no words."""


def _title(row: Row) -> str:
    return _words(row.get("headline", "")) or _words(row.get("text", ""))[:60]


def _distinct(names: Sequence[str]) -> Iterator[str]:
    """A headline that stands twice, or has no letters of an id, gets a number behind its id."""
    taken: set[str] = set()
    for name in names:
        free = next(one for one in _numbered(name) if one not in taken)
        taken.add(free)
        yield free


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _lost(row: Row) -> Iterator[str]:
    for name, value in row.items():
        if value and name not in _KNOWN:
            yield f"{name} is left out: '{_words(value)}'."
    for name in ("headline", "text"):
        for tag in _TAG.findall(row.get(name, "")):
            if address := _ADDRESS.search(tag):
                yield f"an address is left out: '{unescape(address[1])}'."


def _when(row: Row) -> tuple[str, list[str]]:
    """As precise as the table and no more."""
    first, wrong = _day(row, "")
    last, also_wrong = _day(row, "end ")
    if last and not first:
        also_wrong = [f"its end is left out, as it has no beginning: '{last}'."]
    both = f"{first}/{last}" if first and last and first != last else first
    return both, [*wrong, *also_wrong]


def _day(row: Row, which: str) -> tuple[str, list[str]]:
    parts = [row.get(f"{which}{name}", "") for name in ("year", "month", "day")]
    year, month, day = parts
    written = "-".join(part for part in parts if part)
    if not year:
        return "", [f"'{written}' is no date without a year."] if written else []
    if not all(_NUMBER.fullmatch(part) for part in parts if part):
        return "", [f"'{written}' is no date here, and is left out."]
    if day and not month:
        return year.zfill(4), [f"day '{day}' is left out, as it has no month."]
    return "-".join([year.zfill(4), *(part.zfill(2) for part in (month, day) if part)]), []


def _words(html: str) -> str:
    """Without the tags that TimelineJS lets one write."""
    bare = _TAG.sub(lambda tag: "" if _INLINE.match(tag[0]) else " ", html)
    return " ".join(unescape(bare).split())
