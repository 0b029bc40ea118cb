"""The command line: check a lesson, explain a message, serve a lesson."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from explainer import checking, folders, messages, report, settings
from explainer.checking import Format
from explainer.commands import bringing, quizzes
from explainer.commands.ending import give_up
from explainer.commands.lesson import Folder
from explainer.commands.lesson import lesson as read_lesson
from explainer.commands.new import new
from explainer.model import Explainer
from explainer.problems import Problem, did_you_mean
from explainer.reading import NotALesson
from explainer.settings import WrongSetting

if TYPE_CHECKING:
    from explainer.store import Store

app = typer.Typer(
    help="Turn a folder of Markdown into an interactive lesson.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


export = typer.Typer(
    help="Write quizzes, or the answers to them, for other programs.", no_args_is_help=True
)
app.add_typer(export, name="export")
quizzes.add_to(export)
export.command(name="word")(bringing.to_word)
app.command()(new)
app.command(name="import")(bringing.bring_in)


class Form(StrEnum):
    TEXT = "text"
    CSV = "csv"
    JSON = "json"


_FIX = typer.Option("--fix", help="Mend what can be meant in one way only; shows it first.")
_YES = typer.Option("--yes", help="With --fix: write without asking.")
_CODE = typer.Argument(help="The word in brackets behind a message; without one, all are listed.")
_PORT = typer.Option(help="Where the browser finds it.", min=1, max=65535)
_STORE = typer.Option(help="Where answers are kept: sqlite:///... or postgresql://...")
_COMPARED = typer.Option(
    "--store", help="Say what becomes of the answers in a store: sqlite:///... or postgresql://..."
)
_HOME = typer.Option(help="The address of your site: it names learners and questions there.")
_AUTHOR = typer.Option("--author/--no-author", help="For whoever writes: pages follow the files.")
_LAN = typer.Option("--lan", help="Open the lesson to all devices in the local network.")


@app.command()
def check(
    folder: Folder = None,
    form: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.TEXT,
    store: Annotated[str | None, _COMPARED] = None,
    fix: Annotated[bool, _FIX] = False,
    yes: Annotated[bool, _YES] = False,
) -> None:
    """Say what is wrong with a lesson, at file and line. Exit 0 clean, 1 problems, 2 cannot run."""
    root = folder or folders.default_folder()
    if fix:
        _mend(root, yes)
    try:
        text, is_wrong = checking.said(root, form, lambda lesson: _history(lesson, store))
    except (NotALesson, OSError) as error:
        give_up(str(error))
    typer.echo(text, nl=False)
    raise typer.Exit(int(is_wrong))


@app.command(name="report")
def report_on_questions(
    folder: Folder = None,
    store: Annotated[str | None, _STORE] = None,
    form: Annotated[Form, typer.Option("--format", help="How to print.")] = Form.TEXT,
) -> None:
    """Say what the answers tell of the questions: which to look at, and how each fares."""
    from explainer import item_analysis
    from explainer.store import StoreError, Unavailable

    lesson = read_lesson(folder)
    try:
        with _answers(folder, store) as opened:
            made = item_analysis.of_store(lesson, opened)
    except (StoreError, Unavailable) as error:
        give_up(str(error))
    typer.echo(item_analysis.FORMS[form.value](made))


@export.command()
def xapi(
    folder: Folder = None,
    store: Annotated[str | None, _STORE] = None,
    home: Annotated[str, _HOME] = "http://localhost:8501",
) -> None:
    """Write every answer as an xAPI statement, one JSON object on each line."""
    from explainer.exports import xapi as form
    from explainer.store import StoreError, Unavailable

    if not home.startswith(("http://", "https://")):
        give_up(f"--home is {home!r}: write an address, such as https://lesson.school.example")
    lesson = read_lesson(folder)
    try:
        with _answers(folder, store) as opened:
            for line in form.lines(lesson, opened.wordings(), opened.every(), home):
                typer.echo(line)
    except (StoreError, Unavailable) as error:
        give_up(str(error))


def _answers(folder: Path | None, url: str | None) -> closing[Store]:
    """The store, if there is one: who only asks must not make it. Raises as `open_store`."""
    from explainer.store import is_new, open_store

    if folder:
        os.environ[settings.FOLDER] = str(folder.resolve())
    url = url or settings.store_url()
    if is_new(url):
        give_up(f"there are no answers yet: {url} is not there. Name another with --store.")
    return closing(open_store(url))


def _mend(root: Path, yes: bool) -> None:
    """The differences first; nothing is written without a yes."""
    from explainer import mending

    try:
        changes = mending.changes(root)
        if not changes:
            typer.echo("There is nothing that can be mended without you.\n")
            return
        typer.echo("\n".join(report.printable(change.difference) for change in changes) + "\n")
        if yes or typer.confirm(f"Write {report.count(len(changes), 'file')}?"):
            for change in changes:
                mending.write(change)
                typer.echo(f"Mended {change.name}")
            typer.echo("")
    except (NotALesson, OSError, mending.Changed) as error:
        give_up(str(error))


def _history(lesson: Explainer, url: str | None) -> tuple[Problem, ...]:
    if not url:
        return ()
    from explainer import history
    from explainer.store import StoreError, Unavailable

    try:
        return history.compared(lesson, url)
    except (StoreError, Unavailable) as error:
        give_up(str(error))


@app.command()
def explain(code: Annotated[str, _CODE] = "") -> None:
    """Say what a message of the check is about, with a wrong and a right example."""
    known = messages.codes()
    wanted = code.strip("[] ").lower()
    if not wanted:
        typer.echo("\n".join(f"{name:24} {messages.title(name)}" for name in known))
    elif wanted in known:
        typer.echo(f"{wanted}\n\n{messages.page(wanted)}", nl=False)
    else:
        give_up(f"there is no message '{code}'. {did_you_mean(wanted, known)}")


@app.command()
def run(
    folder: Folder = None,
    port: Annotated[int, _PORT] = 8501,
    author: Annotated[bool, _AUTHOR] = False,
    store: Annotated[str | None, _STORE] = None,
    lan: Annotated[bool, _LAN] = False,
) -> None:
    """Serve a lesson on this computer, until Ctrl+C."""
    root = (folder or folders.default_folder()).resolve()
    if author and root.is_dir():
        # An empty folder is where a lesson begins.
        (root / "content").mkdir(exist_ok=True)
    if not (root / "content").is_dir():
        give_up(f"there is no folder 'content' in {root}.")
    os.environ[settings.FOLDER] = str(root)
    if author:
        os.environ[settings.AUTHOR] = "1"
    if store:
        os.environ[settings.STORE] = store
    try:
        hosts = settings.read().hosts
    except WrongSetting as error:
        give_up(str(error))
    _open_store()
    _stop_in_peace()
    typer.echo(f"Serving the lesson at http://localhost:{port}  (Ctrl+C stops it)")
    _serve(port, _open_to_class(port, hosts) if lan else _open_to_this_computer(hosts))


def _open_store() -> None:
    """Said before the first visitor: where answers are kept, or why they cannot be."""
    from explainer import current
    from explainer.store import StoreError, Unavailable

    try:
        typer.echo(f"Answers are kept in {current.store().about}")
    except Unavailable as error:
        typer.echo(f"Answers cannot be kept yet, and it is tried again: {error}")
    except StoreError as error:
        give_up(str(error))


def _stop_in_peace() -> None:
    """The server tidies up and passes the signal on; for us it is no failure."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: sys.exit(0))


def _open_to_this_computer(hosts: tuple[str, ...]) -> str:
    os.environ[settings.HOSTS] = ",".join((*hosts, "localhost"))
    return "localhost"


def _open_to_class(port: int, hosts: tuple[str, ...]) -> str:
    from explainer.server import lan

    addresses = lan.addresses()
    os.environ[settings.HOSTS] = ",".join((*hosts, *addresses, *lan.names(), "localhost"))
    if addresses:
        typer.echo(f"\n{lan.invitation(addresses[0], port, sys.stdout.encoding)}")
    else:
        typer.echo(lan.NO_NETWORK)
    for other in addresses[1:]:
        typer.echo(f"In another network of this computer: http://{other}:{port}")
    return lan.EVERYWHERE


def _serve(port: int, address: str) -> None:
    from streamlit.web import cli

    script = Path(__file__).with_name("app.py")
    flags = [f"--{name}={value}" for name, value in settings.streamlit(port, address).items()]
    sys.argv = ["streamlit", "run", str(script), *flags]
    cli.main()
