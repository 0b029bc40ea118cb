"""The lessons under tests/valid, and the cases under tests/invalid that each spoil one.

A case is a file: the folder it stands in says which file of a lesson it replaces or joins, and
the text beside it is what the check says. After a change that is meant, write the texts anew
with `python -m tests.cases`, and read what has changed.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from explainer import report
from explainer.check import information
from explainer.model import Explainer
from explainer.problems import Problem
from explainer.reading import load
from tests.makers import Line, reached

HERE = Path(__file__).parent
FERRY = HERE / "valid" / "ferry"
SMALLEST = HERE / "valid" / "smallest"


@dataclass(frozen=True)
class Kind:
    """Where the cases of a folder go, and what else is there."""

    file: str
    base: Path
    without: tuple[str, ...] = ()
    """What is left out of content, because it links to what the case may take away."""
    also: tuple[Path, ...] = ()


KINDS = MappingProxyType(
    {
        "site": Kind("content/site.md", SMALLEST),
        "story": Kind("content/story/90-{}.md", FERRY),
        "quiz": Kind("content/quiz/90-{}.md", FERRY),
        "events": Kind(
            "content/events.md", FERRY, ("story", "charts", "quiz", "lesson.md"), (SMALLEST,)
        ),
        "ladder": Kind("content/ladder.md", SMALLEST),
        "scales": Kind("content/scales.md", FERRY),
        "skills": Kind("content/skills.md", SMALLEST),
        "channels": Kind("content/channels.md", SMALLEST),
        "misreadings": Kind("content/misreadings.md", SMALLEST),
        "people": Kind("content/people.md", SMALLEST),
        "words": Kind("content/words.md", SMALLEST),
        "lesson": Kind("content/lesson.md", SMALLEST),
        "places": Kind("content/places.md", FERRY),
        "maps": Kind("content/maps/{}.geojson", SMALLEST),
        "record": Kind("seeds/{}.md", FERRY),
        "reports": Kind("seeds/{}.md", FERRY),
    }
)


def invalid() -> list[Path]:
    """Every case, which must never be none."""
    cases = HERE / "invalid"
    found = sorted((*cases.glob("*/*.md"), *cases.glob("*/*.geojson")))
    assert found, "There is no case in tests/invalid."
    return found


def make(case: Path, root: Path) -> Path:
    """The lesson that a case spoils, in a folder of its own."""
    kind = KINDS[case.parent.name]
    shutil.copytree(kind.base, root, dirs_exist_ok=True)
    for name in kind.without:
        left_out = root / "content" / name
        shutil.rmtree(left_out) if left_out.is_dir() else left_out.unlink()
    for other in kind.also:
        shutil.copytree(other / "content" / "story", root / "content" / "story")
    path = root / kind.file.format(case.stem)
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(case, path)
    return root


@dataclass(frozen=True)
class Outcome:
    """What a case comes to."""

    lesson: Explainer
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    """What an author need not mend."""
    text: str
    """What `explainer check` prints of the problems."""
    made: frozenset[Line]
    """Where in our code they were made."""


@cache
def outcome(case: Path) -> Outcome:
    """Each case is read once, whoever asks what comes of it."""
    with tempfile.TemporaryDirectory() as folder, reached() as made:
        lesson, problems = load(make(case, Path(folder)))
        text, notes = report.text(Path(folder), problems), information(lesson)
        return Outcome(lesson, problems, notes, text, frozenset(made))


def said(root: Path) -> str:
    """What `explainer check` prints of the problems in a lesson."""
    return report.text(root, load(root)[1])


def _write() -> None:
    for case in invalid():
        case.with_suffix(".txt").write_text(f"{outcome(case).text}\n", "utf-8")


if __name__ == "__main__":
    _write()
