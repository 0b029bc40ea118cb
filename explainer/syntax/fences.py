"""Fences that nobody closed, and ends of what nobody opened: what each would swallow is saved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_OPEN = re.compile(r"( {0,3})(`{3,}|~{3,})([^`]*)")
ALMOST_FENCE = re.compile(r"(?P<sign>`{1,2}|~{1,2}|[‘’´“”\"']{2,3})\s*(?P<word>\w+)\s*$")
"""What is meant to open a block and opens none."""


@dataclass(frozen=True, slots=True)
class File:
    """The lines of a file, and what is wrong with its fences; lines are counted from 0."""

    name: str
    lines: list[str]
    unclosed: Mapping[int, int] = field(default_factory=dict)
    """The first lines of fences that their author did not close, and the last of what they hold."""
    unopened: Mapping[int, int] = field(default_factory=dict)
    """The first lines of what has an end and no beginning, and the line of the end."""
    lonely: frozenset[int] = frozenset()
    """Lines that open a block right above another one that does."""


def mended(file: File) -> File:
    """With a closing line in place of the first empty line below each unclosed fence."""
    lines, unclosed, unopened, lonely = (
        [*file.lines],
        dict[int, int](),
        dict[int, int](),
        set[int](),
    )
    here = 0
    while here < len(lines):
        opened = _OPEN.fullmatch(lines[here])
        end = _closing(lines, here, opened[2]) if opened else here
        start = _start_of_text(lines, here) if opened else here
        almost = any(ALMOST_FENCE.match(line) for line in lines[start:here])
        if (
            opened
            and not opened[3].strip()
            and start < here
            and (almost or _ends(lines, here, end))
        ):
            unopened |= {} if almost else {start: here}
            lines[here], end = "", here
        elif opened and end is None and _opens(lines, here + 1):
            lonely.add(here)
            lines[here] = ""
        elif opened and end is None:
            end = next((i for i in range(here, len(lines)) if not lines[i].strip()), len(lines))
            unclosed[here] = end - 1
            lines[end : end + 1] = [opened[1] + opened[2]]
        here = (here if end is None else end) + 1
    return File(file.name, lines, unclosed, unopened, frozenset(lonely))


def _ends(lines: list[str], here: int, end: int | None) -> bool:
    """Whether a fence right below a text ends it; else it begins a block that has no empty line."""
    return end is None or not all(line.strip() for line in lines[here + 1 : end])


def _start_of_text(lines: list[str], here: int) -> int:
    """Where the text begins that ends right above a line; the line itself if there is none."""
    start = here
    while start and lines[start - 1].strip() and not _OPEN.fullmatch(lines[start - 1]):
        start -= 1
    return start


def _opens(lines: list[str], here: int) -> bool:
    match = _OPEN.fullmatch(lines[here]) if here < len(lines) else None
    return match is not None and bool(match[3].strip())


def _closing(lines: list[str], start: int, sign: str) -> int | None:
    """The line that closes a fence; None if the file ends or another one begins before it."""
    for here in range(start + 1, len(lines)):
        other = _OPEN.fullmatch(lines[here])
        if not other:
            continue
        if other[3].strip() and len(other[2]) >= len(sign):
            return None
        if not other[3].strip() and other[2].startswith(sign):
            return here
    return None
