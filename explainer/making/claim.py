"""A claim, as a row below the last one of the record."""

from __future__ import annotations

import re
from pathlib import Path

from explainer.making import written
from explainer.making.asked import Answers, Ask, Made, NotMade, cell
from explainer.model import Claim, Explainer, Place, Voice

_NARRATOR = "the reporter"


def _no_paragraph(answer: str) -> str:
    if answer == "page" or answer.isdecimal():
        return ""
    return f"'{answer}' is no paragraph. Write its number, or  page  for what stands around it."


ASKS: tuple[Ask, ...] = (
    Ask("title", "What does the source say, in your own words?"),
    Ask("speaker", "Who says it?", _NARRATOR),
    Ask("paragraph", "In which paragraph? (a number, or page)", "1", _no_paragraph),
)


def make(root: Path, lesson: Explainer, answers: Answers) -> Made:
    last = _last(lesson)
    cells = (
        f"c{_next(lesson)}", answers["paragraph"], cell(answers["speaker"]), _voice(answers),
        cell(answers["title"]),
    )  # fmt: skip
    return written.inserted(root, last.file, last.line, f"| {' | '.join(cells)} |")


def _last(lesson: Explainer) -> Place:
    """That of the record which was read last of all."""
    places = [entry.place for entry in lesson.record.values() if isinstance(entry, Claim)]
    if not places:
        raise NotMade(
            "There is no row in a table of claims yet. Write the first one by hand in seeds/;"
            " the guide shows how, and  explainer new FOLDER  makes a record with rows to fill in."
        )
    file = max(place.file for place in places)
    return max(place for place in places if place.file == file)


def _next(lesson: Explainer) -> int:
    """One more than all that stand anywhere, also in a row that could not be read."""
    names = " ".join(text.text for text in lesson.texts)
    written_anywhere = re.findall(r"\bc(\d{1,6})[a-z]?\b", " ".join((names, *lesson.record)))
    return max((int(number) for number in written_anywhere), default=0) + 1


def _voice(answers: Answers) -> Voice:
    if answers["paragraph"] == "page":
        return Voice.METADATA
    is_narrated = answers["speaker"].strip().casefold() == _NARRATOR
    return Voice.NARRATION if is_narrated else Voice.ATTRIBUTED
