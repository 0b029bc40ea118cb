"""What `explainer check` says of a lesson. It knows nothing of the command line: see `__main__`."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from explainer import report
from explainer.check import information
from explainer.model import Explainer
from explainer.problems import Problem
from explainer.reading import load


@contextmanager
def without_collecting() -> Iterator[None]:
    """What a check makes stays till its end, and none of it is in a ring.

    To look through all of it again and again, for what could be thrown away, would make a file
    of a large lesson dearer than one of a small.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def _nothing(_lesson: Explainer) -> tuple[Problem, ...]:
    return ()


def said(
    root: Path,
    form: Format = Format.TEXT,
    also: Callable[[Explainer], tuple[Problem, ...]] = _nothing,
) -> tuple[str, bool]:
    """What to print, and whether there are problems; `also` has more to inform of.

    Raises NotALesson, or OSError, if there is nothing that can be read.
    """
    with without_collecting():
        lesson, problems = load(root)
        told = (*information(lesson), *also(lesson))
    match form:
        case Format.TEXT:
            parts = (report.text(root, problems), report.summary(lesson, problems, told))
            return "\n".join(parts if problems else parts[1:]) + "\n", bool(problems)
        case Format.JSON:
            return report.as_json(problems, told) + "\n", bool(problems)
        case Format.GITHUB:
            return report.github(problems) + "\n" * bool(problems), bool(problems)
