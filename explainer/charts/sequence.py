"""The sequence: what happened in which order, each event on its rung of the ladder.

Rungs are words with an order and no distance, and so is time here: no number stands on an
axis, no line joins two points, nothing is added up. Where no order is stated, none is shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from explainer.charts.sequence_figure import figure
from explainer.charts.sequence_rows import EMPTY, Row, rows, worked_out
from explainer.charts.table import Table, cited, counted, listed, opening
from explainer.model import Direction

__all__ = ["EMPTY", "IS_WIDE", "Row", "alt", "figure", "rows", "table", "worked_out"]

IS_WIDE = True


def table(rows: Sequence[Row]) -> Table:
    header = ("Step", "When", "What happened", "Rung")
    return Table(header, tuple(_cells(row) for row in rows))


def alt(rows: Sequence[Row]) -> str:
    """One paragraph: the order, who shares a slot, the highest and the lowest rung."""
    if not rows:
        return EMPTY
    slots = [[row for row in rows if row.slot == slot] for slot in sorted({r.slot for r in rows})]
    told = " ".join(_told(group, "First" if n == 0 else "Then") for n, group in enumerate(slots))
    return f"{counted(len(rows), 'event')} from left to right. {told} {_extremes(rows)}"


def _cells(row: Row) -> tuple[str, ...]:
    when = row.when_words + cited(row.when_marks)
    when += "".join(f"; also reported: {day}{cited(marks)}" for day, marks in row.other_days)
    if row.unordered:
        when += f"; order with {_steps(row.unordered)} not stated"
    return str(row.number), when, f"**{opening(row.title, row.event)}.** {row.text}", row.rung


def _told(group: Sequence[Row], word: str) -> str:
    """The events of one slot, and what is open about their order."""
    named = "; ".join(f"step {row.number}: {row.title} ({_days(row)})" for row in group)
    shared = ", in an order that is not stated," if len(group) > 1 else ""
    loose = "".join(
        f" The order of {row.number} with {_steps(row.unordered)} is not stated."
        for row in group
        if row.latest > row.slot
    )
    return f"{word}{shared} {named}.{loose}"


def _days(row: Row) -> str:
    return row.when_words + "".join(f", also reported: {day}" for day, _ in row.other_days)


def _extremes(rows: Sequence[Row]) -> str:
    """What stands aside of the ladder is neither high nor low on it."""
    steps = [row.step for row in rows if row.direction is not Direction.ASIDE]
    if not steps:
        return "None stands on a rung that rises or calms."
    top, bottom = min(steps), max(steps)
    highest, lowest = _standing(rows, top), _standing(rows, bottom)
    if top == bottom:
        return f"They stand on one rung, {highest}."
    return f"The highest rung reached is {highest}; the lowest is {lowest}."


def _standing(rows: Sequence[Row], step: int) -> str:
    there = [row for row in rows if row.step == step]
    return f"“{there[0].rung}” ({_steps(tuple(row.number for row in there))})"


def _steps(numbers: Sequence[int]) -> str:
    return f"{'step' if len(numbers) == 1 else 'steps'} {listed(numbers)}"
