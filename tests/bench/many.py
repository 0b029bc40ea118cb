"""How the time of a check grows with the number of files: `python -m tests.bench.many [number]`."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from explainer.checking import without_collecting
from explainer.reading import load
from tests.bench.check import best
from tests.bench.lessons import copies
from tests.cases import FERRY

FEW = 12
"""Of each section and quiz of the ferry as many copies as of every other."""


@dataclass(frozen=True, slots=True)
class Growth:
    """What one more file takes among few others and among many, in milliseconds.

    The files that are added are the same, so none is longer than its like in the other lesson;
    what the lesson takes before any is added counts for neither. Processor time, so that other
    programs hardly matter.
    """

    few: float
    files: int
    many: float

    @property
    def ratio(self) -> float:
        return self.many / self.few

    def __str__(self) -> str:
        return (
            f"One more file takes a check {self.few:.1f} ms among {FEW} that are added, and"
            f" {self.many:.1f} ms among {self.files:,}: {self.ratio:.2f} times as much."
        )


def growth(files: int, times: int) -> Growth:
    """The lessons take turns, so that a busy minute of the machine meets them all."""
    with TemporaryDirectory(prefix="explainer-bench-") as folder, without_collecting():
        lessons = [_lesson(Path(folder), more) for more in (0, FEW, files)]
        turns = [
            [_taken(*each) for each in zip(lessons, (3, 3, 1), strict=True)] for _ in range(times)
        ]
    alone, few, many = map(min, zip(*turns, strict=True))
    return Growth((few - alone) / FEW, files, (many - alone) / files)


def _lesson(folder: Path, more: int) -> Path:
    """The lesson of the ferry, with as many files added."""
    lesson = Path(shutil.copytree(FERRY, folder / str(more)))
    copies(lesson, len(list(lesson.rglob("*.md"))) + more)
    return lesson


def _taken(lesson: Path, times: int) -> float:
    return best(lambda: load(lesson), times) * 1000


if __name__ == "__main__":
    sys.stdout.write(f"{growth(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, 3)}\n")
