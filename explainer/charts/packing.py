"""Where things go so that none covers another: plain numbers, and no drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of an axis with its words, and how long they are."""

    text: str
    long: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Flag:
    """Words under an axis, hanging from a thin pole at one end of the stretch they name."""

    text: str
    pole: float
    left: float
    right: float
    row: int

    @property
    def is_left_of_pole(self) -> bool:
        return self.right < self.pole


def lanes(spans: Iterable[tuple[float, float]]) -> tuple[int, ...]:
    """For each span the first lane that is free: spans of one lane never overlap."""
    ends: list[float] = []
    found: list[int] = []
    for start, end in spans:
        lane = next((n for n, taken in enumerate(ends) if taken <= start), len(ends))
        ends[lane : lane + 1] = [end]
        found.append(lane)
    return tuple(found)


def flags(stretches: Sequence[Stretch], width: float) -> tuple[Flag, ...]:
    """Hangs each stretch's words in the first row in which they are free.

    Words that run to the right of their pole are hung from right to left, so that a long one
    goes below its neighbour's pole instead of through it; then the others from left to right.
    """
    hung = [_hung(stretch, width) for stretch in stretches]
    to_right = [flag for flag in hung if not flag.is_left_of_pole]
    to_left = [flag for flag in hung if flag.is_left_of_pole]
    placed: dict[Flag, Flag] = {}
    for flag in (*reversed(to_right), *to_left):
        placed[flag] = _lowered(flag, tuple(placed.values()))
    return tuple(placed[flag] for flag in hung)


def _hung(stretch: Stretch, width: float) -> Flag:
    """To the right of the stretch's start, else to the left of its end, else moved inside."""
    start, end, long = stretch.start + 4, stretch.end - 4, stretch.long
    if start + long <= width:
        return Flag(stretch.text, stretch.start, start, start + long, 0)
    if end - long >= 0:
        return Flag(stretch.text, stretch.end, end - long, end, 0)
    return Flag(stretch.text, stretch.start, max(0.0, width - long), width, 0)


def _lowered(flag: Flag, placed: Sequence[Flag]) -> Flag:
    rows = range(max((other.row for other in placed), default=-1) + 2)
    tries = [replace(flag, row=row) for row in rows]
    return next((one for one in tries if _is_free(one, placed)), tries[-1])


def _is_free(flag: Flag, placed: Iterable[Flag]) -> bool:
    return not any(_clash(flag, other) for other in placed)


def _clash(one: Flag, other: Flag) -> bool:
    same_row = one.row == other.row and one.left < other.right and other.left < one.right
    return same_row or _crosses(one, other) or _crosses(other, one)


def _crosses(one: Flag, other: Flag) -> bool:
    """Whether one's pole, on its way down to its words, goes through the other's words."""
    return one.row > other.row and other.left < one.pole < other.right
