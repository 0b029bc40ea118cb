"""Quizzes as a table: a line for each thing that there is to choose from."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from explainer.exports.items import Item, Shape
from explainer.model import Explainer

NAME = "CSV"
HELP = "Write the quizzes as a table, a line for each answer."
IS_TEXT = True
CARRIES = frozenset(Shape)
NOT_IN_ANY: tuple[str, ...] = ("the claims themselves", "how sure a learner is")

COLUMNS = (
    "file", "line", "quiz", "question", "kind", "shape", "section", "skill", "stem", "hint", "why",
    "answer", "right", "place in order", "belongs to", "feedback", "misreading",
)  # fmt: skip


_NUMBER = re.compile(r"[-+]?[\d.,]+")
"""Such as -5, which a spreadsheet may take for what it is."""


def lost(item: Item) -> tuple[str, ...]:
    used = {one.match for one in item.choices}
    spare = item.shape is Shape.PAIRS and any(target.id not in used for target in item.targets)
    found = ["the names that belong to nothing"] if spare else []
    cells = dict.fromkeys(cell for row in _rows(item) for cell in row if _cell(cell) != cell)
    why = "which a spreadsheet would take for a formula: a ' stands before it"
    found += [f"the bare beginning of '{cell}', {why}" for cell in cells]
    return tuple(found)


def write(items: tuple[Item, ...], _lesson: Explainer) -> bytes:
    table = io.StringIO()
    lines = csv.writer(table, lineterminator="\r\n")
    lines.writerow(COLUMNS)
    lines.writerows([*map(_cell, row)] for item in items for row in _rows(item))
    return table.getvalue().encode("utf-8-sig")


def _rows(item: Item) -> Iterator[tuple[str, ...]]:
    asked = item.question
    head = (
        asked.place.file, str(asked.place.line), item.quiz, item.id, asked.kind, item.shape,
        asked.about, asked.skill, item.stem, item.hint, item.why,
    )  # fmt: skip
    words = {target.id: target.text for target in item.targets}
    for at, one in enumerate(item.choices, start=1):
        right = "" if item.shape is Shape.OPEN else "yes" if one.right else "no"
        place = str(at) if item.shape is Shape.ORDER else ""
        belongs = words.get(one.match, "")
        yield *head, one.text, right, place, belongs, one.feedback, one.misreading


def _cell(value: str) -> str:
    """Words that begin like a formula would be one in a spreadsheet, whoever wrote them."""
    is_like_one = value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if is_like_one and not _NUMBER.fullmatch(value) else value
