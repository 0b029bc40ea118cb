"""The command line: check a lesson, serve a lesson."""

from __future__ import annotations

import io
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from explainer import report, settings
from explainer.check import information
from explainer.reading import NotALesson, load

app = typer.Typer(
    help="Turn a folder of Markdown into an interactive lesson.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


Folder = Annotated[
    Path | None, typer.Argument(help="The lesson's folder, which holds content/ and seeds/.")
]
_PORT = typer.Option(help="Where the browser finds it.", min=1, max=65535)


def main() -> None:
    """Entry point of the command `explainer`."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a sign shows its number, and nothing breaks.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    app()


@app.command()
def check(
    folder: Folder = None,
    form: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.TEXT,
) -> None:
    """Say what is wrong with a lesson, at file and line. Exit 0 clean, 1 problems, 2 cannot run."""
    root = folder or settings.default_folder()
    try:
        lesson, problems = load(root)
    except (NotALesson, OSError) as error:
        typer.echo(f"explainer: {error}", err=True)
        raise typer.Exit(2) from error
    match form:
        case Format.TEXT:
            typer.echo(report.text(root, problems), nl=bool(problems))
            typer.echo(report.summary(lesson, problems, information(lesson)))
        case Format.JSON:
            typer.echo(report.as_json(problems, information(lesson)))
        case Format.GITHUB:
            typer.echo(report.github(problems), nl=bool(problems))
    raise typer.Exit(1 if problems else 0)


@app.command()
def run(
    folder: Folder = None,
    port: Annotated[int, _PORT] = 8501,
    author: Annotated[bool, typer.Option(help="Show problems on the page.")] = False,
) -> None:
    """Serve a lesson on this computer, until Ctrl+C."""
    root = (folder or settings.default_folder()).resolve()
    if not (root / "content").is_dir():
        typer.echo(f"explainer: there is no folder 'content' in {root}.", err=True)
        raise typer.Exit(2)
    os.environ[settings.FOLDER] = str(root)
    if author:
        os.environ[settings.AUTHOR] = "1"
    _serve(port)


def _serve(port: int) -> None:
    from streamlit.web import cli

    script = Path(__file__).with_name("app.py")
    flags = [f"--{name}={value}" for name, value in settings.streamlit(port).items()]
    typer.echo(f"Serving the lesson at http://localhost:{port}  (Ctrl+C stops it)")
    sys.argv = ["streamlit", "run", str(script), *flags]
    cli.main()
