"""The lesson that a command was given, or the one in whose folder it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from explainer import folders
from explainer.commands.ending import give_up
from explainer.model import Explainer
from explainer.reading import NotALesson, load

Folder = Annotated[
    Path | None, typer.Argument(help="The lesson's folder, which holds content/ and seeds/.")
]


def lesson(folder: Path | None) -> Explainer:
    """Whatever is to be mended in it: `check` says that."""
    try:
        return load(folder or folders.default_folder())[0]
    except (NotALesson, OSError) as error:
        give_up(str(error))
