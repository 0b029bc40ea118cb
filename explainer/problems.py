"""What is wrong with the content, said to the person who wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from explainer.model import Place


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: where, what is wrong, what to write instead."""

    place: Place
    message: str
    hint: str
    """Empty where there is nothing to write, as in what is only information."""
    code: str
    """A word with hyphens that stays when the wording changes: `explainer explain` tells of it."""

    def __str__(self) -> str:
        return f"{self.place}: {self.message} [{self.code}]" + (
            f"\n    {self.hint}" if self.hint else ""
        )


class ContentError(Exception):
    """Raised where one block makes no sense; `load` keeps the problem and reads the next."""

    def __init__(self, place: Place, message: str, hint: str, code: str) -> None:
        super().__init__(message)
        self.problem = Problem(place, message, hint, code)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint naming the nearest known word, or all of them while they are few."""
    names = sorted(known)
    close = get_close_matches(word.lower(), names, n=1)
    if close:
        return f"Did you mean '{close[0]}'?"
    if not names:
        return "There is none yet."
    more = " and others" if len(names) > 12 else ""
    return f"Known here: {', '.join(names[:12])}{more}."
