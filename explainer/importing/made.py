"""What comes of a file of another program, before it stands in the lesson."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.importing.lines import Line


class Unreadable(Exception):
    """The file is not what it says it is; its text is a sentence for whoever has it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Lines for a lesson, and where they belong."""

    target: str
    """A folder, in which they are a new file; or a file, at whose end they stand."""
    title: str
    lines: tuple[Line, ...]
