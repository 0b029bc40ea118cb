"""`explainer new`: a lesson to begin with, or a part of one, from a few answers."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from explainer import folders, making, report
from explainer.commands.ending import give_up
from explainer.making import PARTS, Answers, Ask, Made, NotMade
from explainer.making.asked import no_letters
from explainer.mending import Changed
from explainer.problems import did_you_mean
from explainer.reading import NotALesson, load

_WHAT = typer.Argument(
    help=f"A folder for a new lesson; or a part to add to one: {', '.join(PARTS)}."
)
_FOLDER = typer.Argument(help="With a part: the lesson's folder.")
_TITLE = typer.Option(
    help="Title of the article; heading of a part; what a claim says.", show_default=False
)
_PUBLISHER = typer.Option(help="Of a lesson: who published the article.", show_default=False)
_DATE = typer.Option(help="Of a lesson: the day, as in 2031-05-04.", show_default=False)
_ADDRESS = typer.Option(help="Of a lesson: where the article stands.", show_default=False)
_KIND = typer.Option(help="Of a question.", show_default=False)
_SPEAKER = typer.Option(help="Of a claim: who says it.", show_default=False)
_PARAGRAPH = typer.Option(help="Of a claim: its number, or page.", show_default=False)


def new(
    what: Annotated[str, _WHAT],
    folder: Annotated[Path | None, _FOLDER] = None,
    title: Annotated[str, _TITLE] = "",
    publisher: Annotated[str, _PUBLISHER] = "",
    date: Annotated[str, _DATE] = "",
    address: Annotated[str, _ADDRESS] = "",
    kind: Annotated[str, _KIND] = "",
    speaker: Annotated[str, _SPEAKER] = "",
    paragraph: Annotated[str, _PARAGRAPH] = "",
) -> None:
    """Begin a lesson, or add a section, an event, a question or a claim. Asks what is not given."""
    given = {
        "title": title, "publisher": publisher, "date": date, "address": address,
        "kind": kind, "speaker": speaker, "paragraph": paragraph,
    }  # fmt: skip
    try:
        if what in PARTS:
            _part(what, folder or folders.default_folder(), given)
        elif folder or (get_close_matches(what, PARTS, n=1) and not Path(what).exists()):
            hint = f"{did_you_mean(what, PARTS)} A folder of that name is  ./{what}"
            give_up(f"there is no part '{what}'. {hint}")
        else:
            _lesson(Path(what), given)
    except (NotMade, NotALesson, Changed, OSError) as error:
        give_up(str(error))


def _lesson(folder: Path, given: Mapping[str, str]) -> None:
    making.lesson.refuse_full(folder)
    made = making.lesson.make(folder, _answers(making.lesson.ASKS, given))
    typer.echo("\n".join(f"Wrote {folder / one.name}" for one in made))
    typer.echo(
        f"\nThe lesson is whole, and its words say what to put where. Begin with the record.\n"
        f"  explainer run {folder} --author    shows it\n"
        f"  explainer check {folder}           says what is wrong"
    )


def _part(what: str, root: Path, given: Mapping[str, str]) -> None:
    lesson, _ = load(root)
    made = PARTS[what].make(root, lesson, _answers(PARTS[what].ASKS, given))
    typer.echo(f"{made.name}:{made.line}: here is the new {what}. Put your words in its place.")
    _say_what_is_wanted(root, made)


def _say_what_is_wanted(root: Path, made: Made) -> None:
    """What the check says of the new lines, such as an id that the lesson does not have yet."""
    problems = load(root)[1]
    new = [one for one in problems if one.place.file == made.name and one.place.line >= made.line]
    typer.echo(report.text(root, new), nl=bool(new))


def _answers(asks: tuple[Ask, ...], given: Mapping[str, str]) -> Answers:
    """Whoever gives an option is not asked for what has a default; blanks are no answer."""
    stripped = {name: answer.strip() for name, answer in given.items()}
    told = any(stripped[ask.name] for ask in asks)
    return {
        ask.name: _answer(ask, stripped[ask.name] or (ask.default if told else "")) for ask in asks
    }


def _answer(ask: Ask, given: str) -> str:
    """What an option says, else what is typed; a slip of the fingers is asked again."""
    if given:
        if wrong := no_letters(given) or ask.wrong(given):
            give_up(f"--{ask.name}: {wrong}")
        return given
    while True:
        typed = str(typer.prompt(ask.words, default=ask.default or None)).strip()
        wrong = (no_letters(typed) or ask.wrong(typed)) if typed else "Write something."
        if not wrong:
            return typed
        typer.echo(wrong, err=True)
