"""Sequencing: a numbered list in the right order, shown in another."""

from __future__ import annotations

from collections.abc import Sequence

from explainer.model import Explainer, Mark, Option, Part, Place, Question, Response, option_id
from explainer.problems import ContentError
from explainer.questions import form, order, shape
from explainer.syntax import Block

NAME = "step"
"""Of the form's controls."""


def read(blocks: Sequence[Block], _place: Place) -> tuple[Option, ...] | None:
    if not any(_is_meant(block) for block in blocks):
        return None
    shape.refuse_strays(blocks, "numbers", "the steps")
    items = [item for block in blocks for item in block.items]
    options = tuple(shape.option(item, correct=True, what="step") for item in items)
    _check_number(options, items[0].place)
    shape.refuse_doubles([(item.text, item.place) for item in items], "step")
    return options


def template(_lesson: Explainer) -> str:
    return "1. What comes first\n2. What comes next\n3. What comes last"


def whole(question: Question, _lesson: Explainer) -> Question:
    return question


def shuffled(question: Question, seed: str) -> tuple[Option, ...]:
    """Never in the right order, which would be no question."""
    shown = order.by_seed(question, seed)
    return shown if shown != question.options else (*shown[1:], shown[0])


def given(pairs: Sequence[tuple[str, str]]) -> Response:
    return form.picked(pairs, NAME)


def grade(question: Question, response: Response) -> Mark:
    """The share of steps that stand where they belong."""
    right = key(question)
    if sorted(response) != sorted(right):
        return form.mark(0)
    placed = sum(name == wanted for name, wanted in zip(response, right, strict=True))
    return form.mark(placed / len(right))


def feedback(question: Question, response: Response) -> tuple[tuple[str, str], ...]:
    options = dict(zip(key(question), question.options, strict=True))
    steps = [options[name] for name in response if name in options]
    return tuple((step.text, step.feedback) for step in steps)


def key(question: Question) -> Response:
    return tuple(option_id(question.id, option.text) for option in question.options)


def meaning(question: Question) -> tuple[Part, ...]:
    """A step is its words and its place: two steps that change places are another question."""
    steps = enumerate(question.options, start=1)
    return tuple(Part((option.text,), str(place)) for place, option in steps)


def _is_meant(block: Block) -> bool:
    """Tick boxes on numbers are choices."""
    return block.kind == "numbers" and all(item.checked is None for item in block.items)


def _check_number(options: tuple[Option, ...], place: Place) -> None:
    if len(options) < 3:
        steps = "one step" if len(options) == 1 else "two steps"
        message = f"An order of {steps} leaves nothing to find out."
        hint = "The order shown is never the right one, so it takes three: add a step."
        raise ContentError(place, message, hint, "too-few-steps")
