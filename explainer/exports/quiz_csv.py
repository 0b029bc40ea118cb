"""Quizzes as a table: a line for each thing that there is to choose from."""

from __future__ import annotations

import csv
import io
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


def lost(item: Item) -> tuple[str, ...]:
    used = {one.match for one in item.choices}
    spare = item.shape is Shape.PAIRS and any(target.id not in used for target in item.targets)
    return ("the names that belong to nothing",) if spare else ()


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
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
