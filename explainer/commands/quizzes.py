"""`explainer export gift`, `qti` and so on: the quizzes of a lesson, for other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from explainer import folders
from explainer.commands import putting
from explainer.commands.ending import give_up
from explainer.commands.lesson import Folder, lesson
from explainer.exports.items import items
from explainer.exports.quiz_forms import FORMS, Form, carried, left
from explainer.extras import Missing

_OUTPUT = typer.Option("--output", "-o", help="The file to write.", show_default=False)
Output = Annotated[Path | None, _OUTPUT]


def add_to(commands: typer.Typer) -> None:
    """A command for each form."""
    for name, form in FORMS.items():
        commands.command(name=name, help=form.HELP)(_command(form))


def _command(form: Form) -> Callable[..., None]:
    def command(folder: Folder = None, output: Output = None) -> None:
        if not (output or form.IS_TEXT):
            give_up(f"{form.NAME} is no text. Name a file for it, as in  --output quiz.zip")
        if output:
            putting.refuse(output, folder or folders.default_folder())
        read = lesson(folder)
        every = items(read)
        try:
            written = form.write(carried(form, every), read)
            _put(written, output, folder or folders.default_folder())
        except (Missing, OSError) as error:
            give_up(str(error))
        _say(form, [f"{one.place}: {one.message}" for one in left(form, every)])

    return command


def _put(written: bytes, output: Path | None, root: Path) -> None:
    if output:
        putting.put(written, output, root)
    else:
        sys.stdout.buffer.write(written)
        sys.stdout.flush()


def _say(form: Form, lines: list[str]) -> None:
    """Beside the file and not in it: what did not come along."""
    for line in lines:
        typer.echo(line, err=True)
    for what in form.NOT_IN_ANY:
        typer.echo(f"{form.NAME} carries of no question: {what}.", err=True)
