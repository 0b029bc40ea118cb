"""The forms in which quizzes go out to other programs: each a module, and a row in the table.

No form is silent about what it leaves behind: `left` says it for each question, at its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from explainer.exports import anki, gift, qti, quiz_csv, quiz_json
from explainer.exports.items import Item, Shape
from explainer.model import Explainer, Place


class Form(Protocol):
    """What a module must have to be a form."""

    NAME: str
    """As a sentence says it."""
    HELP: str
    IS_TEXT: bool
    """Whether it can be printed; else it is a file of bytes."""
    CARRIES: frozenset[Shape]
    """What it has a shape for; other questions are left out."""
    NOT_IN_ANY: tuple[str, ...]
    """What it carries of no question."""

    def lost(self, item: Item, /) -> tuple[str, ...]:
        """What it does not carry of this question, each as words after `does not carry`."""

    def write(self, items: tuple[Item, ...], lesson: Explainer, /) -> bytes:
        """The file. Raises `Missing` where a library is not installed."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a form leaves behind of one question."""

    place: Place
    message: str


def carried(form: Form, items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(item for item in items if item.shape in form.CARRIES)


def left(form: Form, items: Iterable[Item]) -> Iterator[Left]:
    for item in items:
        if item.shape not in form.CARRIES:
            yield Left(item.question.place, f"'{item.id}' is left out: {_NO_KEY}")
            continue
        if lost := (*item.lost, *form.lost(item)):
            yield Left(item.question.place, f"'{item.id}' goes without {'; '.join(lost)}.")


_NO_KEY = "it has no right answer, and there every question has one."

FORMS: Mapping[str, Form] = MappingProxyType(
    {"gift": gift, "qti": qti, "anki": anki, "csv": quiz_csv, "json": quiz_json}
)
