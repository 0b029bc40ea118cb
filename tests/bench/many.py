"""How the time of a check grows with the number of files: `python -m tests.bench.many [number]`."""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from explainer.checking import COLLECT_AFTER
from explainer.reading import load
from tests.bench.check import best
from tests.bench.lessons import copies
from tests.cases import FERRY

_LEFT_OUT = ("content/charts", "content/maps", "content/places.md", "content/lesson.md")


@dataclass(frozen=True, slots=True)
class Growth:
    """What a kilobyte takes in a lesson of few files and of many, in milliseconds.

    Not what a file takes: sections and quizzes are longer than other files, and of those there
    are many. Processor time, so that other programs hardly matter.
    """

    fewest: int
    few: float
    files: int
    many: float

    @property
    def ratio(self) -> float:
        return self.many / self.few

    def __str__(self) -> str:
        return (
            f"A check takes {self.few:.1f} ms a kilobyte with {self.fewest} files, and"
            f" {self.many:.1f} ms with {self.files:,}: {self.ratio:.2f} times as much."
        )


def growth(files: int, times: int) -> Growth:
    with _as_the_command_does():
        return Growth(*_each(0, times * 3), *_each(files, times))


def _each(files: int, times: int) -> tuple[int, float]:
    """Of the lesson of the ferry, or as many files of its kind: their number, and milliseconds."""
    with TemporaryDirectory(prefix="explainer-bench-") as folder:
        lesson = Path(shutil.copytree(FERRY, Path(folder) / "lesson"))
        for name in _LEFT_OUT:
            path = lesson / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        copies(lesson, files)
        every = list(lesson.rglob("*.md"))
        size = sum(path.stat().st_size for path in every) / 1024
        return len(every), best(lambda: load(lesson), times) / size * 1000


@contextmanager
def _as_the_command_does() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(COLLECT_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)


if __name__ == "__main__":
    sys.stdout.write(f"{growth(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, 3)}\n")
