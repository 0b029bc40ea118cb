"""`explainer import`: what other programs have written, as files of a lesson.

A form is a module and a row in the table, by how its files end. What cannot come along is said
at the line where it would stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from explainer.importing import timeline, word
from explainer.importing.lines import Loss, losses, text
from explainer.importing.made import Draft, Unreadable

__all__ = ["IMPORTS", "Draft", "Import", "Loss", "Unreadable", "losses", "text"]


class Import(Protocol):
    """What a module must have to bring something in."""

    ENDING: str
    HELP: str

    def read(self, path: Path, /) -> Draft:
        """Raises Unreadable, `extras.Missing` and OSError."""


IMPORTS: Mapping[str, Import] = MappingProxyType(
    {module.ENDING: module for module in (word, timeline)}
)
