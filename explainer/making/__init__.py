"""`explainer new`: a lesson to begin with, and what is added to one.

A part that can be added is a module and a row in the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from explainer.making import claim, event, lesson, question, section
from explainer.making.asked import Answers, Ask, Made, NotMade
from explainer.model import Explainer

__all__ = ["PARTS", "Answers", "Ask", "Made", "NotMade", "lesson"]


class Part(Protocol):
    """What a module must have to add something to a lesson."""

    ASKS: tuple[Ask, ...]
    """What its author is asked."""

    def make(self, root: Path, lesson: Explainer, answers: Answers, /) -> Made:
        """Write it where it belongs, under an id that is free.

        Raises NotMade where it has no place yet, and what `mending.write` raises.
        """


PARTS: Mapping[str, Part] = MappingProxyType(
    {"section": section, "event": event, "question": question, "claim": claim}
)
