"""Coding: a line `Code: an-event, another`. Each is placed on a rung, and none is right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from explainer.model import (
    KEPT,
    Explainer,
    Mark,
    Option,
    Part,
    Place,
    Question,
    Response,
    Rung,
    option_id,
)
from explainer.questions import event_line, form
from explainer.syntax import Block

_LABEL = re.compile(r"[*_]*codes?[ \t]*[:=\uff1a][*_]*\s*", re.IGNORECASE)
_ALMOST = re.compile(
    r"[*_]*(?:cod|coed|cdoe|coded|coding)[ \t]*:|[*_]*codes?[ \t]+[\w-]+(?:\s*,\s*[\w-]+)*$",
    re.IGNORECASE,
)


def read(blocks: Sequence[Block], _place: Place) -> tuple[Option, ...] | None:
    line = next((block for block in blocks if _is_meant(block)), None)
    return event_line.options(blocks, line, _LABEL, "Code") if line else None


def template(lesson: Explainer) -> str:
    return event_line.template(lesson, "Code")


def is_line(block: Block) -> bool:
    """Whether this is the line of ids, which tells a reader nothing."""
    return block.kind == "paragraph" and _LABEL.match(block.text) is not None


def whole(question: Question, lesson: Explainer) -> Question:
    """With the titles of its events, and the ladder."""
    return replace(event_line.titled(question, lesson), rungs=lesson.ladder)


def shuffled(question: Question, _seed: str) -> tuple[Option, ...]:
    """As the author has them: with no right answer, no order can give one away."""
    return question.options


def given(pairs: Sequence[tuple[str, str]]) -> Response:
    return form.paired(pairs)


def grade(_question: Question, _response: Response) -> Mark:
    return KEPT


def feedback(_question: Question, _response: Response) -> tuple[tuple[str, str], ...]:
    return ()


def key(_question: Question) -> Response:
    return ()


def meaning(question: Question) -> tuple[Part, ...]:
    """Its events, and the rungs in their order; on which rung the lesson has them is no part."""
    events = [Part((option.text,), "event") for option in question.options]
    rungs = [Part((rung.title,), f"rung {at}") for at, rung in enumerate(question.rungs, start=1)]
    return (*events, *rungs)


def rung_id(question: Question, rung: Rung) -> str:
    """What the form sends for a rung."""
    return option_id(question.id, rung.title)


def placed(question: Question, response: Response) -> Mapping[str, str]:
    """The rung of each event, by their ids; nothing of a response that no form sends."""
    events = {option_id(question.id, option.text): option.event for option in question.options}
    rungs = {rung_id(question, rung): rung.id for rung in question.rungs}
    pairs = [pair.partition(":")[::2] for pair in response]
    known = {events[one]: rungs[to] for one, to in pairs if one in events and to in rungs}
    whole = len(known) == len(pairs) == len(events)
    return MappingProxyType(known if whole else {})


def _is_meant(block: Block) -> bool:
    event_line.refuse_almost(block, _ALMOST, "Code")
    return is_line(block)
