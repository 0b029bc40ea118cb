"""seeds/*.md: what each source says, claim by claim, and what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from explainer import dates
from explainer.model import Claim, Entry, Inference, Place, Report, Silence, Source, Voice
from explainer.problems import ContentError, Problem, did_you_mean
from explainer.reading.parts import (
    Part,
    check_settings,
    checked_date,
    is_address,
    parts,
)
from explainer.reading.settings import Found
from explainer.syntax import Block, Row

SETTINGS = ("publisher", "author", "date", "address", "sha256")

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "c": ("id", "paragraph", "who says it", "voice", "claim"),
        "n": ("id", "not stated", "what other reports say"),
        "d": ("id", "inference", "from"),
        "s": ("id", "publisher", "date", "address", "what it says"),
    }
)
"""The tables of a record, by the letter of their ids."""

_COPY = "Copy it from the browser; it begins with https://"


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row by the names of its columns."""

    named: Mapping[str, str]
    source: str
    place: Place
    found: Found

    def __getitem__(self, name: str) -> str:
        return self.named[name]

    def says(self, message: str, hint: str, code: str) -> None:
        self.found.append(Problem(self.place, message, hint, code))


def read(
    blocks: tuple[Block, ...], file: str, found: Found
) -> tuple[Source | None, tuple[Entry, ...]]:
    """The source a file describes (none, if it only lists other reports) and its entries."""
    head, sections = parts(blocks, file, SETTINGS, found)
    name = file.rsplit("/", 1)[-1].removesuffix(".md")
    _check_sections(sections, found)
    tables = [b for part in (head, *sections) for b in part.blocks if b.kind == "table"]
    entries = [entry for table in tables for entry in _entries(table, name, found)]
    described = head.settings or _tells_of_a_source(head, sections)
    return (_source(head, name, found) if described else None), tuple(entries)


def _check_sections(sections: tuple[Part, ...], found: Found) -> None:
    for part in sections:
        for name, setting in part.settings.items():
            hint = "Settings of a source stand under the title of its file."
            message = f"'{name}' is set under a smaller heading, where it is not read."
            found.append(Problem(setting.place, message, hint, "setting-out-of-place"))


def _source(head: Part, name: str, found: Found) -> Source:
    check_settings(head, "a source", SETTINGS, SETTINGS, found)
    return Source(
        id=name,
        title=head.title,
        publisher=head.value("publisher"),
        author=head.value("author"),
        date=checked_date(head, "date", found),
        address=_address(head, found),
        sha256=_sha256(head, found),
        place=head.place,
    )


def _address(head: Part, found: Found) -> str:
    address = head.value("address")
    if address and not is_address(address):
        found.append(
            Problem(head.where("address"), f"'{address}' is no address.", _COPY, "bad-address")
        )
        return ""
    return address


def _sha256(head: Part, found: Found) -> str:
    digits = head.value("sha256").lower()
    if digits and not re.fullmatch(r"[0-9a-f]{64}", digits):
        hint = "It has 64 signs, 0 to 9 and a to f; the command  sha256sum  prints it for a file."
        found.append(Problem(head.where("sha256"), "This is no SHA-256.", hint, "bad-sha256"))
    return digits


def _entries(table: Block, source: str, found: Found) -> list[Entry]:
    header = _header(table.rows[0])
    letter = next((letter for letter, columns in COLUMNS.items() if columns == header), None)
    if letter is None:
        found.append(_unknown_header(table.rows[0], header))
        return []
    rows = (_row(row, letter, source, found) for row in table.rows[1:])
    return [_ENTRIES[letter](row) for row in rows if row]


def _tells_of_a_source(head: Part, sections: tuple[Part, ...]) -> bool:
    """A file of other tables than that of claims, well written or not, describes no source."""
    blocks = [block for part in (head, *sections) for block in part.blocks]
    tops = [_header(block.rows[0]) for block in blocks if block.kind == "table"]
    if any(len({*top} & {*COLUMNS["c"]}) > 2 for top in tops):
        return True
    return not tops and not any(block.text.startswith("|") for block in blocks)


def _nearest(header: tuple[str, ...]) -> str:
    return max(COLUMNS, key=lambda letter: len(set(COLUMNS[letter]) & set(header)))


def _header(row: Row) -> tuple[str, ...]:
    return tuple(cell.strip().lower() for cell in row.cells)


def _unknown_header(row: Row, header: tuple[str, ...]) -> Problem:
    wanted = COLUMNS[_nearest(header)]
    message = "The columns of this table are not known in a record."
    return Problem(row.place, message, f"Write:  | {' | '.join(wanted)} |", "unknown-columns")


def _row(row: Row, letter: str, source: str, found: Found) -> _Cells | None:
    """A row without an id cannot be cited; one with another fault stands in for itself."""
    cells = dict(zip(COLUMNS[letter], (cell.strip() for cell in row.cells), strict=True))
    number = cells["id"].lower()
    if not re.fullmatch(rf"{letter}\d+[a-z]?", number):
        hint = f"Here ids are  {letter}1, {letter}2, {letter}3 ..."
        found.append(
            Problem(row.place, f"'{cells['id']}' is no id of this table.", hint, "bad-row-id")
        )
        return None
    if row.written != len(row.cells):
        return _Cells({**cells, "id": number}, source, row.place, [])  # a slip, and said as one
    for name in COLUMNS[letter][1:]:
        if not cells[name] and name != "what other reports say":
            message = f"{number} has nothing under '{name}'."
            found.append(
                Problem(row.place, message, "Fill the cell, or take the row away.", "empty-cell")
            )
    return _Cells({**cells, "id": number}, source, row.place, found)


def _claim(row: _Cells) -> Claim:
    paragraph, voice = row["paragraph"].lower(), row["voice"].lower()
    if paragraph and paragraph != "page" and not paragraph.isdecimal():
        hint = "Write the number of the paragraph, or  page  for what stands around the text."
        row.says(f"'{row['paragraph']}' is no paragraph.", hint, "bad-paragraph")
    if voice and voice not in list(Voice):
        row.says(f"'{voice}' is no voice.", did_you_mean(voice, Voice), "unknown-voice")
    known = Voice(voice) if voice in list(Voice) else Voice.NARRATION
    return Claim(
        row["id"], row.source, paragraph, row["who says it"], known, row["claim"], row.place
    )


def _silence(row: _Cells) -> Silence:
    elsewhere = row["what other reports say"]
    return Silence(row["id"], row.source, row["not stated"], elsewhere, row.place)


def _inference(row: _Cells) -> Inference:
    return Inference(row["id"], row.source, row["inference"], row["from"], row.place)


def _report(row: _Cells) -> Report:
    address = row["address"]
    if address and not is_address(address):
        row.says(f"'{address}' is no address.", _COPY, "bad-address")
        address = ""
    try:
        date = dates.read(row["date"], row.place).text if row["date"] else ""
    except ContentError as error:
        row.found.append(error.problem)
        date = ""
    return Report(row["id"], row["publisher"], date, address, row["what it says"], row.place)


_ENTRIES: Mapping[str, Callable[[_Cells], Entry]] = MappingProxyType(
    {"c": _claim, "n": _silence, "d": _inference, "s": _report}
)
