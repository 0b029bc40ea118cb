"""Where things were written, and as what, for those who check them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something was written, as an editor shows it."""

    file: str
    """Path from the lesson's root, with forward slashes."""
    line: int = 1
    """Counted from 1."""
    column: int = 0
    """Counted in letters from 1; 0 where only the line is known."""

    def __str__(self) -> str:
        column = f":{self.column}" if self.column else ""
        return f"{self.file}:{self.line}{column}"


@dataclass(frozen=True, slots=True)
class Text:
    """Inline Markdown over one or more lines, as it was written, for those who check it."""

    text: str
    place: Place
    """Of its first line."""

    def line(self, number: int) -> Place:
        """The place of one of its lines, counted from 0."""
        return Place(self.place.file, self.place.line + number)
