"""A lesson of any number of files, and what it costs to read and check it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from explainer.reading import load
from explainer.syntax import parser
from tests.bench.check import best

_ID = re.compile(r"^(- id: .+)$", re.MULTILINE)
_ASKED = re.compile(r"^```quiz\n.*?^```\n", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor time, and kilobytes."""

    read: float
    render: float
    size: float

    @property
    def each(self) -> float:
        return self.read / self.size


def cost(root: Path, files: int, times: int) -> Cost:
    """Of a lesson that holds what is in `root`, and copies of its files up to a number."""
    with _lesson(root, files) as lesson:
        texts = [path.read_text("utf-8") for path in lesson.rglob("*.md")]
        markdown = parser()
        return Cost(
            read=best(lambda: load(lesson), times),
            render=best(lambda: [markdown.render(text) for text in texts], times),
            size=sum(map(len, texts)) / 1024,
        )


@contextmanager
def _lesson(root: Path, files: int) -> Iterator[Path]:
    with TemporaryDirectory(prefix="explainer-bench-") as folder:
        lesson = Path(folder)
        for name in ("content", "seeds"):
            shutil.copytree(root / name, lesson / name)
        copies(lesson, files)
        yield lesson


def copies(lesson: Path, files: int) -> None:
    """Sections and quizzes once more, until there are so many files."""
    originals = sorted(lesson.glob("content/story/*.md")) + sorted(lesson.glob("content/quiz/*.md"))
    missing = max(0, files - len(list(lesson.rglob("*.md"))))
    for number, path in enumerate(islice(cycle(originals), missing)):
        copy = path.with_name(f"{100 + number}-copy-{number}.md")
        copy.write_text(_renamed(path.read_text("utf-8"), number), "utf-8")


def _renamed(text: str, number: int) -> str:
    """Ids are new, and no question is asked twice in the story."""
    return _ASKED.sub("", _ID.sub(rf"\1-{number}", text))
