"""Where in its line a problem lies: what a message quotes is looked for in what was written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from explainer.problems import Problem

_QUOTED = re.compile(r"'([^'\n]+(?:'\w[^'\n]*)*)'(?!\w)")
_ABSENT = re.compile(r"(?:has|and) no '[^']*'")
"""What is quoted because it is not there."""


def with_columns(
    problems: Iterable[Problem], written: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    """The problems, each with its column where one can be known; `written` are lines by file."""
    for problem in problems:
        place, lines = problem.place, written.get(problem.place.file, ())
        if place.column or place.line > len(lines):
            yield problem
            continue
        column = _column(problem.message, lines[place.line - 1])
        yield replace(problem, place=replace(place, column=column))


def _column(message: str, line: str) -> int:
    """Of the first quoted words that stand in the line; 0 if none do."""
    for quoted in _QUOTED.findall(_ABSENT.sub("", message)):
        words = [re.escape(word) for word in quoted.removesuffix("...").split()]
        start = r"(?<!\w)" if quoted[:1].isalnum() else ""
        end = r"(?!\w)" if quoted[-1:].isalnum() else ""
        match = re.search(start + r"\s+".join(words) + end, line, re.IGNORECASE)
        if words and match:
            return match.start() + 1
    return 0
