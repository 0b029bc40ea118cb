"""content/scales.md: published scales, each with its codes; and the codes of an event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.model import Code, Coding, Scale, Text
from explainer.problems import Problem
from explainer.reading.parts import Part, Shape, cards, check_settings, identifier, names
from explainer.reading.settings import Found
from explainer.syntax import Block, Row, almost_marks, marks, plain

SETTINGS = ("id", "source", "ends")
COLUMNS = ("code", "value", "meaning")

_SHAPE = Shape("a scale", SETTINGS, ("paragraph", "table"))
_VALUE = re.compile(r"[-−+]?\d{1,9}(?:\.\d{1,9})?")


def read(blocks: tuple[Block, ...], file: str, found: Found) -> tuple[Scale, ...]:
    return tuple(_scale(part, found) for part in cards(blocks, file, _SHAPE, found))


def codings(part: Part, found: Found) -> tuple[Coding, ...]:
    """What an event says of itself: `weis 223, cameo 190 or 195`."""
    place, seen = part.where("codes"), dict[str, Coding]()
    for written in names(part.value("codes")):
        scale, _, rest = written.partition(" ")
        codes = tuple(" ".join(code.split()) for code in re.split(r"\sor\s", rest) if code.strip())
        if not codes:
            hint = f"Write the scale and then the code, as in:  - codes: {scale} 12"
            found.append(Problem(place, f"'{written}' names no code of a scale.", hint, "no-code"))
        elif scale.lower() in seen:
            hint = (
                f"Put 'or' between codes that fit:  {scale} {seen[scale.lower()].codes[0]} or ..."
            )
            found.append(Problem(place, f"'{scale}' stands here twice.", hint, "code-twice"))
        else:
            seen[scale.lower()] = Coding(scale.lower(), codes, place)
    return tuple(seen.values())


def because(part: Part) -> Text | None:
    """Why an event has these codes, where its authors say so."""
    written = part.value("codes because")
    return Text(written, part.where("codes because")) if written else None


def _scale(part: Part, found: Found) -> Scale:
    check_settings(part, "a scale", SETTINGS, ("id", "source"), found)
    text = part.paragraphs()
    if not text:
        hint = "Say in a sentence whose scale it is and what its numbers stand for."
        found.append(Problem(part.below, "This scale has no text.", hint, "no-text"))
    return Scale(
        id=identifier(part, found),
        title=part.title,
        source=_source(part, found),
        ends=_ends(part, found),
        text=text,
        codes=tuple(_codes(part, found)),
        place=part.place,
        told=part.told(),
    )


def _source(part: Part, found: Found) -> tuple[str, ...]:
    written = part.value("source")
    cited = marks(written)
    if written and not any(mark.startswith("s") for mark in cited) and not almost_marks(written):
        hint = "Name the report that gives its values, as in:  - source: [^s3]"
        found.append(
            Problem(part.where("source"), "This scale cites no report.", hint, "cites-no-report")
        )
    return cited


def _ends(part: Part, found: Found) -> tuple[str, ...]:
    ends = names(part.value("ends"))
    if ends and len(ends) != 2:
        hint = "Say what the lowest and the highest number stand for:  - ends: conflict, peace"
        found.append(Problem(part.where("ends"), "A scale has two ends.", hint, "two-ends"))
        return ()
    return ends


def _codes(part: Part, found: Found) -> Iterator[Code]:
    tables = [block for block in part.blocks if block.kind == "table"]
    if not tables:
        hint = f"Add a table:  | {' | '.join(COLUMNS)} |"
        found.append(Problem(part.end, "This scale has no codes.", hint, "no-codes"))
    seen = dict[str, Code]()
    for table in tables:
        for code in _table(table, found):
            if code.code.casefold() in seen:
                first = seen[code.code.casefold()].place.line
                hint = f"Keep one of them; the first stands on line {first}."
                found.append(
                    Problem(code.place, f"'{code.code}' stands here twice.", hint, "code-twice")
                )
            elif code.code:
                seen[code.code.casefold()] = code
    yield from seen.values()


def _table(table: Block, found: Found) -> Iterator[Code]:
    header = tuple(cell.strip().lower() for cell in table.rows[0].cells)
    if header != COLUMNS:
        message = "The columns of this table are not known under a scale."
        found.append(
            Problem(
                table.rows[0].place,
                message,
                f"Write:  | {' | '.join(COLUMNS)} |",
                "unknown-columns",
            )
        )
        return
    for row in table.rows[1:]:
        code = _code(row, found)
        if code:
            yield code


def _code(row: Row, found: Found) -> Code | None:
    code, value, meaning = (plain(cell) for cell in row.cells)
    if row.written != len(row.cells):
        return None  # a slip, and said as one
    for name, cell in zip(COLUMNS, (code, value, meaning), strict=True):
        if not cell:
            hint = "Fill the cell, or take the row away."
            found.append(
                Problem(row.place, f"There is nothing under '{name}'.", hint, "empty-cell")
            )
    if not _VALUE.fullmatch(value):
        if value:
            hint = "Write a number as the scale prints it, with a point, as in  -4.1"
            found.append(
                Problem(row.place, f"'{value}' is no value of a scale.", hint, "bad-value")
            )
        return None
    number = float(value.replace("−", "-"))
    return Code(code, number, value.replace("-", "−"), meaning, row.place)
