"""One pick of several, of which any that is right will do."""

from __future__ import annotations

from collections.abc import Mapping

from explainer.model import Mark, Option, Part, Question, Response, option_id
from explainer.questions import form


def by_id(question: Question) -> Mapping[str, Option]:
    return {option_id(question.id, option.text): option for option in question.options}


def grade(question: Question, response: Response) -> Mark:
    """Any right one will do, and only one can be picked."""
    options = by_id(question)
    right = len(response) == 1 and response[0] in options and options[response[0]].correct
    return form.mark(right)


def picked(question: Question, response: Response) -> tuple[Option, ...]:
    """The options that were given, as far as there are such."""
    options = by_id(question)
    return tuple(options[name] for name in response if name in options)


def key(question: Question) -> Response:
    return tuple(name for name, option in by_id(question).items() if option.correct)[:1]


def role(option: Option) -> str:
    return "right" if option.correct else "wrong"


def meaning(question: Question) -> tuple[Part, ...]:
    return tuple(Part((option.text,), role(option)) for option in question.options)
