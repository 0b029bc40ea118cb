"""What a lesson said before a slip: a file that is no longer right keeps its last good version."""

from __future__ import annotations

from collections.abc import Iterator, Set
from contextlib import suppress
from pathlib import Path

from explainer.model import Explainer
from explainer.problems import Problem
from explainer.reading import load
from explainer.reading.files import named, readable
from explainer.reading.overlay import load_with


class LastGood:
    """Remembers each file as it was when nothing in it was to be mended."""

    def __init__(self) -> None:
        self._good: dict[str, bytes] = {}

    def read(self, root: Path) -> tuple[Explainer, tuple[Problem, ...]]:
        """The lesson to show, and what is wrong with its files as they stand. Raises as `load`."""
        lesson, problems = load(root)
        broken = {problem.place.file for problem in problems}
        self._remember(root, broken)
        earlier = {name: raw for name, raw in self._good.items() if name in broken}
        if earlier:
            with suppress(OSError):
                shown, left = load_with(root, earlier)
                # Else an older text would hide what has changed, and mend nothing.
                lesson = shown if len(left) < len(problems) else lesson
        return lesson, problems

    def _remember(self, root: Path, broken: Set[str]) -> None:
        self._good |= {name: raw for name, raw in _read(root) if name not in broken}


def _read(root: Path) -> Iterator[tuple[str, bytes]]:
    for path in readable(root):
        with suppress(OSError):
            yield named(path, root), path.read_bytes()
