"""content/events.md: what happened, in two layers, and what each side says of it."""

from __future__ import annotations

import re

from explainer.model import ChannelStep, Does, Event, OtherDay, Saying, Text
from explainer.problems import Problem
from explainer.reading.parts import (
    Part,
    Shape,
    cards,
    check_settings,
    checked_date,
    date_of,
    identifier,
    names,
)
from explainer.reading.scales import because, codings
from explainer.reading.settings import Found, Setting
from explainer.syntax import Block, Row, almost_marks, marks, without_marks

SETTINGS = (
    "id", "when", "after", "who", "toward", "rung", "reported", "reported after", "also reported",
    "codes", "codes because",
    *(str(does) for does in Does),
)  # fmt: skip
SAYINGS = ("who says it", "about", "what")

_SHAPE = Shape("an event", SETTINGS, ("paragraph", "table"))


def read(blocks: tuple[Block, ...], file: str, found: Found) -> tuple[Event, ...]:
    return tuple(_event(part, found) for part in cards(blocks, file, _SHAPE, found))


def _event(part: Part, found: Found) -> Event:
    check_settings(part, "an event", SETTINGS, ("id", "rung"), found)
    text, sayings = part.paragraphs(), _sayings(part, found)
    if not text:
        hint = "Say in a sentence what happened, with its mark, as in:  It happened. [^c7]"
        found.append(Problem(part.below, "This event has no sentence.", hint, "no-text"))
    cited = marks(text + "".join(saying.words for saying in sayings))
    return Event(
        id=identifier(part, found),
        title=part.title,
        when=checked_date(part, "when", found),
        after=names(part.value("after")),
        reported=checked_date(part, "reported", found),
        reported_after=names(part.value("reported after")),
        reports=tuple(mark for one in part.every("reported") for mark in _cited(one, "", found)),
        who=part.value("who"),
        toward=part.value("toward"),
        rung=part.value("rung"),
        text=text,
        sayings=sayings,
        in_source=any(mark.startswith("c") for mark in cited),
        place=part.place,
        also_reported=_other_days(part, found),
        told=(Text(part.title, part.place), *part.told()),
        codings=codings(part, found),
        because=because(part),
        channel_steps=tuple(
            ChannelStep(does, channel) for does in Does for channel in names(part.value(does))
        ),
    )


def _other_days(part: Part, found: Found) -> tuple[OtherDay, ...]:
    """Each day with its reports; without a day there is nothing to show, and it was reported."""
    days = (
        OtherDay(date_of(one, found), _cited(one, "also ", found), one.place)
        for one in part.every("also reported")
    )
    return tuple(day for day in days if day.when)


def _cited(setting: Setting, also: str, found: Found) -> tuple[str, ...]:
    """The marks behind a day that reports give, of which one has to be a report."""
    cited = marks(setting.value)
    cites = any(mark.startswith("s") for mark in cited) or almost_marks(setting.value)
    if setting.value and not cites:
        hint = f"Name who reports it, as in:  - {also}reported: 2024-01-16 [^s3]"
        found.append(
            Problem(setting.place, "This date cites no other report.", hint, "cites-no-report")
        )
    return cited


def _sayings(part: Part, found: Found) -> tuple[Saying, ...]:
    tables = [block for block in part.blocks if block.kind == "table"]
    return tuple(saying for table in tables for saying in _table(table, found))


def _table(table: Block, found: Found) -> list[Saying]:
    header = tuple(cell.strip().lower() for cell in table.rows[0].cells)
    if header != SAYINGS:
        message = "The columns of this table are not known under an event."
        hint = f"Write:  | {' | '.join(SAYINGS)} |"
        found.append(Problem(table.rows[0].place, message, hint, "unknown-columns"))
        return []
    return [_saying(row, found) for row in table.rows[1:]]


def _saying(row: Row, found: Found) -> Saying:
    speaker, topic, words = (cell.strip() for cell in row.cells)
    for name, cell in zip(SAYINGS, row.cells, strict=True):
        if not cell.strip() and row.written == len(row.cells):
            hint = "Fill the cell, or take the row away."
            found.append(
                Problem(row.place, f"There is nothing under '{name}'.", hint, "empty-cell")
            )
    number = re.match(r"\d{1,9}\b", without_marks(words))
    return Saying(speaker, topic, words, int(number[0]) if number else None, row.place)
