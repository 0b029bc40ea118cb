"""`explainer import` and `explainer export word`: files of other programs, in and out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from explainer import folders, report
from explainer.commands import putting
from explainer.commands.ending import give_up
from explainer.exports import word
from explainer.extras import Missing
from explainer.importing import IMPORTS, Draft, Loss, Unreadable, losses, text
from explainer.making import NotMade, written
from explainer.making.asked import Made, free
from explainer.mending import Changed
from explainer.model import Explainer
from explainer.reading import NotALesson, load
from explainer.reading.files import decoded
from explainer.reading.parts import new_id

_FILE = typer.Argument(
    help=f"{'; or '.join(f'{one.HELP} ({ending})' for ending, one in IMPORTS.items())}."
)
_FOLDER = typer.Argument(help="The lesson's folder, which holds content/ and seeds/.")
_TO = typer.Option(help="The file to make, from the lesson's folder.", show_default=False)
_MARKDOWN = typer.Argument(help="A file of a lesson, such as content/story/10-name.md.")
_OUTPUT = typer.Option("--output", "-o", help="The Word file to write.", show_default=False)


def bring_in(
    file: Annotated[Path, _FILE],
    folder: Annotated[Path | None, _FOLDER] = None,
    to: Annotated[str, _TO] = "",
) -> None:
    """Bring a Word file or a table of events into a lesson. Says what could not come along."""
    form = IMPORTS.get(file.suffix.lower())
    if form is None:
        give_up(f"'{file}' is none of the files that can be read: they end in {_listed()}.")
    root = folder or folders.default_folder()
    try:
        lesson, _ = load(root)
        draft = form.read(file)
        made = _put(root, lesson, draft, to)
    except (Unreadable, Missing, NotMade, NotALesson, Changed, OSError) as error:
        give_up(str(error))
    typer.echo(f"{made.name}:{made.line}: here is what came in.")
    _say([*losses(draft.lines, made.name, made.line)])
    _check(root, made)


def to_word(file: Annotated[Path, _MARKDOWN], output: Annotated[Path, _OUTPUT]) -> None:
    """Write a file of the lesson as a Word file; `explainer import` brings it back."""
    if output.resolve() == file.resolve():
        give_up(f"{output} is the file to be sent. Name another one for it after -o.")
    try:
        said = decoded(file.read_bytes())
        putting.put(word.write(said), output, putting.root_of(file))
    except (Missing, OSError) as error:
        give_up(str(error))
    _say([Loss(place, what) for place, what in word.left(said, str(file))])


def _listed() -> str:
    return " and ".join(IMPORTS)


def _put(root: Path, lesson: Explainer, draft: Draft, to: str) -> Made:
    """A new file, or more of one that is there; nothing is written over."""
    name = to or draft.target
    if name.endswith(".md"):
        if not to and (root / name).exists():
            return written.added(root, name, text(draft.lines))
        return _new(root, name, draft)
    number = "" if name == "seeds" else f"{written.number_behind(root / name)}-"
    return _new(root, f"{name}/{number}{_named(root / name, lesson, draft)}.md", draft)


def _named(folder: Path, lesson: Explainer, draft: Draft) -> str:
    """A title in another script leaves no letters for a name: those go by their numbers."""
    name = new_id(draft.title)
    files = (path.stem for path in folder.glob("*.md"))
    return free(name, lesson, files) if name == "untitled" else name


def _new(root: Path, name: str, draft: Draft) -> Made:
    titled = any(line.text.startswith("# ") for line in draft.lines)
    head = "" if titled else f"# {draft.title}\n\n"
    made = written.new(root, name, head + text(draft.lines))
    return Made(made.file, made.name, 1 if titled else 3)


def _say(lost: Sequence[Loss]) -> None:
    for one in lost:
        typer.echo(f"{one.place}: {one.message}", err=True)


def _check(root: Path, made: Made) -> None:
    problems = load(root)[1]
    new = [one for one in problems if one.place.file == made.name and one.place.line >= made.line]
    typer.echo(report.text(root, new), nl=bool(new))
