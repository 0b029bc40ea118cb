"""A whole lesson, small and clean: it says in its own words what to put where.

Its files lie in the folder `first` as they will stand in the folder; only `$name` is filled in.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from string import Template

from explainer.making import asked, written
from explainer.making.asked import Answers, Ask, Made, NotMade
from explainer.reading.parts import new_id

ASKS: tuple[Ask, ...] = (
    Ask("title", "What is the title of the article?"),
    Ask("publisher", "Who published it?"),
    Ask("date", "On which day? (as in 2031-05-04)", wrong=asked.no_day),
    Ask("address", "At which address does it stand?", wrong=asked.no_address),
)

RECORD = "seeds/source.md"

_FILES = Path(__file__).with_name("first")


def make(folder: Path, answers: Answers) -> tuple[Made, ...]:
    """All of it or nothing. Raises NotMade where anything is in the folder, and OSError."""
    refuse_full(folder)
    names = sorted(path.relative_to(_FILES).as_posix() for path in _FILES.rglob("*.md"))
    filled = _filled(answers)
    record = f"seeds/{new_id(answers['publisher'])}-{answers['date']}.md"
    texts = {record if name == RECORD else name: _text(name, filled) for name in names}
    where = folder if folder.is_dir() else folder.parent
    where.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=where, prefix=".new-") as beside:
        made = Path(beside) / "made"
        for name, text in texts.items():
            written.new(made, name, text)
        _move(made, folder)
    return tuple(Made(folder / name, name) for name in texts)


def _move(made: Path, folder: Path) -> None:
    """A folder that is there may hold what begins with a dot, and keeps it."""
    if not folder.is_dir():
        made.rename(folder)
        return
    for path in made.iterdir():
        path.rename(folder / path.name)


def refuse_full(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise NotMade(f"{folder} is a file. Name a folder that is not there yet.")
    if folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir()):
        raise NotMade(
            f"{folder} is not empty, and nothing was written. Name a folder that is not there yet."
        )


def _text(name: str, filled: Answers) -> str:
    return Template((_FILES / name).read_text("utf-8")).substitute(filled)


def _filled(answers: Answers) -> Answers:
    lines = {name: asked.one_line(answer) for name, answer in answers.items()}
    return {**lines, **{f"{name}_cell": asked.cell(answer) for name, answer in lines.items()}}
