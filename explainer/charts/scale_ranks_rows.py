"""The rows of the ranks: the place of each event on each scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explainer.charts import scales_rows
from explainer.model import Explainer


@dataclass(frozen=True, slots=True)
class Row:
    """One event on one scale."""

    coded: scales_rows.Row
    number: int
    """Of the event: its place in the first column, from the top."""
    slot: int
    """Where it stands on this scale, from 0; events that share a place stand below each other."""
    first: int
    last: int
    """The places it may have, from 1: the same unless it shares them with others."""

    @property
    def event(self) -> str:
        return self.coded.event

    @property
    def title(self) -> str:
        return self.coded.title

    @property
    def scale(self) -> str:
        return self.coded.scale

    @property
    def code(self) -> str:
        return self.coded.code

    @property
    def written(self) -> str:
        return self.coded.written

    @property
    def marks(self) -> tuple[str, ...]:
        return self.coded.marks

    @property
    def places(self) -> str:
        """`3`, or `3 to 5` where events have the same number."""
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


def rows(explainer: Explainer, settings: Mapping[str, str]) -> tuple[Row, ...]:
    """Scale by scale, each from its lowest number to its highest."""
    compared = scales_rows.compared(scales_rows.rows(explainer, settings))
    if len({row.event for row in compared}) < 2:
        return ()
    columns = [
        [row for row in compared if row.scale == scale] for scale in scales_rows.scales_of(compared)
    ]
    numbers = {row.event: at for at, row in enumerate(_ordered(columns[0], {}), start=1)}
    return tuple(row for column in columns for row in _ranked(column, numbers))


def _ordered(
    column: Sequence[scales_rows.Row], numbers: Mapping[str, int]
) -> list[scales_rows.Row]:
    """Among equals, the order of the first column: of the file, where there is none yet."""
    return sorted(column, key=lambda row: (row.value, numbers.get(row.event, 0)))


def _ranked(column: Sequence[scales_rows.Row], numbers: Mapping[str, int]) -> Iterator[Row]:
    values = sorted(row.value for row in column)
    for slot, row in enumerate(_ordered(column, numbers)):
        first = values.index(row.value) + 1
        last = first + values.count(row.value) - 1
        yield Row(row, numbers[row.event], slot, first, last)
