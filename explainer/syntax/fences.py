"""Fences that nobody closed, and ends of what nobody opened: what each would swallow is saved."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPEN = re.compile(r"( {0,3})(`{3,}|~{3,})([^`]*)")
ALMOST_FENCE = re.compile(r"(?P<sign>`{1,2}|~{1,2}|[‘’´“”\"']{2,3})\s*(?P<word>\w+)\s*$")
"""What is meant to open a block and opens none."""


@dataclass(frozen=True, slots=True)
class File:
    name: str
    lines: list[str]
    unclosed: frozenset[int] = frozenset()
    """The first lines, counted from 0, of fences that their author did not close."""


def mended(file: File) -> File:
    """With a closing line in place of the first empty line below each unclosed fence."""
    lines, unclosed = _without_ends_of_nothing(file.lines), set[int]()
    here = 0
    while here < len(lines):
        opened = _OPEN.fullmatch(lines[here])
        end = _closing(lines, here, opened[2]) if opened else here
        if opened and end is None:
            unclosed.add(here)
            end = next((i for i in range(here, len(lines)) if not lines[i].strip()), len(lines) - 1)
            lines[end] = lines[end] if lines[end].strip() else opened[1] + opened[2]
        here = (here if end is None else end) + 1
    return File(file.name, lines, frozenset(unclosed))


def _without_ends_of_nothing(lines: list[str]) -> list[str]:
    """The end of a block that never began would begin one, and swallow what follows."""
    kept, began = list[str](), False
    for line in lines:
        fence = _OPEN.fullmatch(line)
        ends = began and fence is not None and not fence[3].strip()
        kept.append("" if ends else line)
        began = bool(line.strip()) and not fence and (began or bool(ALMOST_FENCE.match(line)))
    return kept


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
