"""The two forms of a proof: short in every run of the tests, long with EXPLAINER_PROOF=1.

`make proof` runs the long ones. Both say the same law, of fewer or of more.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")

IS_FULL = os.environ.get("EXPLAINER_PROOF") == "1"

SEED = 20240116
"""Of everything that is drawn by lot, so that a failure can be seen again."""

FIGURES: list[str] = []
"""What the proofs of this run have counted; `conftest` prints it at the end."""


def form(full: int, short: int) -> int:
    """How many, in the form that is run."""
    return full if IS_FULL else short


def some(items: Iterable[T], short: int) -> list[T]:
    """All of them, or so many, drawn by lot."""
    every = list(items)
    return every if IS_FULL else random.Random(SEED).sample(every, short)


def tell(line: str) -> None:
    FIGURES.append(line)
