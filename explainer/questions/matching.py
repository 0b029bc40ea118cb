"""Matching: a table of two columns, whose rows are the right pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explainer.model import Explainer, Mark, Option, Part, Place, Question, Response
from explainer.problems import ContentError
from explainer.questions import form, order, pairs, shape
from explainer.syntax import Block, Row, plain


def read(blocks: Sequence[Block], _place: Place) -> tuple[Option, ...] | None:
    table = next((block for block in blocks if block.kind == "table"), None)
    if table is None:
        return None
    shape.refuse_strays(blocks, "table", "the pairs")
    _check_columns(blocks)
    rows = [row for block in blocks for row in block.rows[1:]]
    options = tuple(_option(row) for row in rows)
    _check_number(options, table.place)
    shape.refuse_doubles([(row.cells[0], row.place) for row in rows], "left side")
    _check_rights(options, table.place)
    return options


def template(_lesson: Explainer) -> str:
    rows = ("| this thing | what belongs to it |", "| that thing | what belongs to that |")
    return "\n".join(["| this | belongs to that |", "|---|---|", *rows])


def whole(question: Question, _lesson: Explainer) -> Question:
    return question


def shuffled(question: Question, _seed: str) -> tuple[Option, ...]:
    """The left sides, as the author has them; what moves are the right sides, see `rights`."""
    return question.options


def rights(question: Question, seed: str) -> Mapping[str, str]:
    """The right sides by id, each once, in an order that hangs on the seed and words alone."""
    texts = {pairs.right_id(question, option.match): option.match for option in question.options}
    return {name: texts[name] for name in order.ids_by_seed(texts, seed)}


def given(sent: Sequence[tuple[str, str]]) -> Response:
    return form.paired(sent)


def grade(question: Question, response: Response) -> Mark:
    return pairs.grade(question, response)


def feedback(question: Question, response: Response) -> tuple[tuple[str, str], ...]:
    return pairs.told(question, response, tuple(option.match for option in question.options))


def key(question: Question) -> Response:
    return pairs.key(question)


def meaning(question: Question) -> tuple[Part, ...]:
    return tuple(Part((option.text, option.match), "pair") for option in question.options)


def _check_columns(blocks: Sequence[Block]) -> None:
    for block in blocks:
        columns = len(block.rows[0].cells)
        if columns != 2:
            message = f"This table has {columns} {'column' if columns == 1 else 'columns'}."
            hint = "Pairs need two:  | this | belongs to that |"
            raise ContentError(block.place, message, hint, "wrong-column-count")


def _option(row: Row) -> Option:
    if row.written != 2:
        message = f"This row has {row.written} {'cell' if row.written == 1 else 'cells'}."
        hint = r"A pair has two, with a bar between them; write \| for a bar within the words."
        raise ContentError(row.place, message, hint, "wrong-cell-count")
    left, right = (shape.one_line(cell) for cell in row.cells)
    if not left or not right:
        side = "right" if left else "left"
        hint = "Fill the cell, or delete the row."
        raise ContentError(row.place, f"The {side} side of this pair is empty.", hint, "empty-cell")
    return Option(left, correct=True, match=right, place=row.place)


def _check_number(options: tuple[Option, ...], place: Place) -> None:
    if len(options) < 2:
        message = "This table has no pairs." if not options else "This table has one pair only."
        hint = "The first row is the header; add rows below it:  | this | belongs to that |"
        raise ContentError(place, message, hint, "too-few-pairs")


def _check_rights(options: tuple[Option, ...], place: Place) -> None:
    if len({plain(option.match).casefold() for option in options}) < 2:
        hint = "Change the right side of one row."
        raise ContentError(place, "Every row has the same right side.", hint, "same-right-side")
