"""Predicting: a line `Predict: an-event, another, a-third`, to be put in order twice.

Once before the story and once after it. Nothing is marked: a guess is no error, and where the
source leaves an order open there is none to be right about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from explainer.model import (
    KEPT,
    Explainer,
    Mark,
    Option,
    Part,
    Place,
    Question,
    Response,
    option_id,
)
from explainer.problems import ContentError
from explainer.questions import event_line, form, order
from explainer.syntax import Block

NAME = "step"
"""Of the form's controls, which are those of sequencing."""

_LABEL = re.compile(r"[*_]*predicts?[ \t]*[:=\uff1a][*_]*\s*", re.IGNORECASE)
_ALMOST = re.compile(
    r"[*_]*(?:pred|prediction|predictions|predit|preditc|perdict)[ \t]*:"
    r"|[*_]*predicts?[ \t]+[\w-]+(?:\s*,\s*[\w-]+)*$",
    re.IGNORECASE,
)


def read(blocks: Sequence[Block], _place: Place) -> tuple[Option, ...] | None:
    line = next((block for block in blocks if _is_meant(block)), None)
    if line is None:
        return None
    options = event_line.options(blocks, line, _LABEL, "Predict")
    if len(options) < 3:
        events = "one event" if len(options) == 1 else "two events"
        message = f"An order of {events} leaves nothing to predict."
        raise ContentError(line.place, message, "Name three events or more.", "too-few-steps")
    return options


def template(lesson: Explainer) -> str:
    return event_line.template(lesson, "Predict")


def is_line(block: Block) -> bool:
    """Whether this is the line of ids, which tells a reader nothing."""
    return block.kind == "paragraph" and _LABEL.match(block.text) is not None


def whole(question: Question, lesson: Explainer) -> Question:
    return event_line.titled(question, lesson)


def shuffled(question: Question, seed: str) -> tuple[Option, ...]:
    return order.by_seed(question, seed)


def given(pairs: Sequence[tuple[str, str]]) -> Response:
    return form.picked(pairs, NAME)


def grade(_question: Question, _response: Response) -> Mark:
    return KEPT


def feedback(_question: Question, _response: Response) -> tuple[tuple[str, str], ...]:
    return ()


def key(_question: Question) -> Response:
    return ()


def meaning(question: Question) -> tuple[Part, ...]:
    """Its events; in which order its author names them is no part of it."""
    return tuple(Part((option.text,), "event") for option in question.options)


def ordered(question: Question, response: Response) -> tuple[str, ...]:
    """The events in the order that was given, by their ids; nothing of what no form sends."""
    events = {option_id(question.id, option.text): option.event for option in question.options}
    known = tuple(events[name] for name in response if name in events)
    return known if len(set(known)) == len(response) == len(events) else ()


def _is_meant(block: Block) -> bool:
    event_line.refuse_almost(block, _ALMOST, "Predict")
    return is_line(block)
