"""What is asked of an author who makes something, and what an answer must look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from explainer import dates
from explainer.model import Explainer, Place
from explainer.problems import ContentError
from explainer.reading.parts import is_address

Answers = Mapping[str, str]
"""By the name of what was asked."""


class NotMade(Exception):
    """Nothing was written; says why, in a sentence, and what to do."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to the author."""

    name: str
    """That of the option that answers it beforehand."""
    words: str
    default: str = ""
    """Empty where there has to be an answer."""
    wrong: Callable[[str], str] = lambda _answer: ""
    """What is wrong with an answer, and what to write instead; empty if nothing is."""


@dataclass(frozen=True, slots=True)
class Made:
    """Where something was written."""

    file: Path
    name: str
    """From the lesson's root."""
    line: int = 1


def one_line(answer: str) -> str:
    return " ".join(answer.split())


def cell(answer: str) -> str:
    """Words for a table, where a bar would end them."""
    return re.sub(r"(?<!\\)\|", r"\\|", one_line(answer))


def no_letters(answer: str) -> str:
    """Bytes that a terminal sends in another encoding cannot be written into a file."""
    if any("\ud800" <= sign <= "\udfff" for sign in answer):
        return "It holds a sign that is no letter here. Type it once more, or without that sign."
    return ""


def no_day(answer: str) -> str:
    hint = f"'{answer}' is not one day. Write year, month and day, as in 2031-05-04."
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", answer):
        return hint
    try:
        dates.read(answer, Place(""))
    except ContentError:
        return hint
    return ""


def no_address(answer: str) -> str:
    if is_address(answer) and " " not in answer:
        return ""
    return f"'{answer}' is no address. Copy it from the browser; it begins with https://"


def free(name: str, lesson: Explainer, taken: Iterable[str] = ()) -> str:
    """An id like this that the lesson has not given away yet, and that is not taken."""
    number, every = 2, {*_ids(lesson), *taken}
    wanted = name
    while wanted in every:
        wanted, number = f"{name}-{number}", number + 1
    return wanted


def _ids(lesson: Explainer) -> set[str]:
    named = (
        *lesson.things, *lesson.every_question, *lesson.ladder, *lesson.scales, *lesson.channels,
        *lesson.misreadings, *lesson.skills,
    )  # fmt: skip
    return {*lesson.record, *(thing.id for thing in named)}
