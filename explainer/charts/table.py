"""A chart's rows as a table, for those who would rather read than look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Header in plain words; cells in inline Markdown, marks such as [^c7] included."""

    header: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]


def cited(marks: Iterable[str]) -> str:
    """Marks as an author writes them."""
    return "".join(f"[^{mark}]" for mark in marks)


def opening(title: str, name: str) -> str:
    """The name of a thing, which the page turns into the way to its card."""
    escaped = title.replace("[", r"\[").replace("]", r"\]")
    return f"[{escaped}](#{name})"


def listed(things: Iterable[object]) -> str:
    """`1`, `1 and 2`, `1, 2 and 3`."""
    *most, last = [str(thing) for thing in things] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def counted(number: int, thing: str) -> str:
    """`1 event`, `2 events`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"
