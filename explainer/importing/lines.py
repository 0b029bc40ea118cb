"""Lines of Markdown that know what was left behind on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from explainer.model import Place

_BLOCK_SIGN = re.compile(r"^(\d*)(?=(?<=\d)[.)]\s|#{1,6}(?:\s|$)|>|[-+]\s|\||~~~|```|---)")
"""What a line begins like that is a block of Markdown: behind a number, its point."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, and what of it could not come along."""

    text: str = ""
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """What did not come along, at the line where it would stand."""

    place: Place
    message: str


def text(lines: Iterable[Line]) -> str:
    return "\n".join(line.text.rstrip() for line in lines) + "\n"


def losses(lines: Iterable[Line], file: str, first: int = 1) -> Iterator[Loss]:
    """`first` is the number of the first line in its file."""
    for number, line in enumerate(lines, start=first):
        for what in line.lost:
            yield Loss(Place(file, number), what)


def indented(lines: Sequence[Line], first: str, rest: str) -> list[Line]:
    """With one sign before the first line, and as much room before the others."""
    return [
        replace(line, text=f"{first if at == 0 else rest}{line.text}".rstrip())
        for at, line in enumerate(lines)
    ]


def apart(groups: Iterable[Sequence[Line]]) -> list[Line]:
    """Groups with an empty line between them."""
    found: list[Line] = []
    for group in groups:
        if found and group and found[-1].text:
            found.append(Line())
        found.extend(group)
    return found


def guarded(line: str) -> str:
    """Words that begin like a block of Markdown are none."""
    return _BLOCK_SIGN.sub(r"\1\\", line)
