"""Coding: a line `Code: an-event, another`. Each is placed on a rung, and none is right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
from explainer.problems import ContentError
from explainer.questions import form, shape
from explainer.syntax import Block, without_marks

MOST = 12
"""Events in one question: each is a line of its own on a telephone."""

_LABEL = re.compile(r"[*_]*codes?[ \t]*[:=\uff1a][*_]*\s*", re.IGNORECASE)
_ALMOST = re.compile(
    r"[*_]*(?:cod|coed|cdoe|coded|coding)[ \t]*:|[*_]*codes?[ \t]+[\w-]+(?:\s*,\s*[\w-]+)*$",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[[^\[\]]*\]\(#([^)\s]*)\)")
_WRITE = "Write the ids of events, with commas between them:  Code: an-event, another-event"


def read(blocks: Sequence[Block], _place: Place) -> tuple[Option, ...] | None:
    """The events by their ids; what they are called is known once the lesson is whole."""
    line = next((block for block in blocks if _is_meant(block)), None)
    if line is None:
        return None
    shape.refuse_strays(blocks, "paragraph", "the events")
    _check_alone(blocks, line)
    names = tuple(_names(line))
    _check_number(names, line)
    _check_doubles(names, line)
    return tuple(Option(name, event=name) for name in names)


def is_line(block: Block) -> bool:
    """Whether this is the line of ids, which tells a reader nothing."""
    return block.kind == "paragraph" and _LABEL.match(block.text) is not None


def whole(question: Question, lesson: Explainer) -> Question:
    """With the titles of its events, and the ladder; an event that is not known keeps its id.

    So does the second of one title, since a learner could not tell the two apart.
    """
    ids = {event.title: event.id for event in reversed(lesson.events)}
    titles = {name: title for title, name in ids.items()}
    options = tuple(
        replace(option, text=titles.get(option.event, option.text)) for option in question.options
    )
    return replace(question, options=options, rungs=lesson.ladder)


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
    if block.kind == "paragraph" and _ALMOST.match(block.text):
        message = f"'{block.text.splitlines()[0]}' names no events yet."
        raise ContentError(block.place, message, _WRITE, "no-events-named")
    return is_line(block)


def _names(line: Block) -> Iterator[str]:
    """Ids as they were meant: in a link, in capitals, or over two lines."""
    text = without_marks(_LINK.sub(r"\1", _LABEL.sub("", line.text, count=1)))
    for piece in re.split(r"[,;|]", text):
        if name := shape.one_line(piece).strip("*_`#. ").lower():
            yield name


def _check_alone(blocks: Sequence[Block], line: Block) -> None:
    for block in blocks:
        if block is not line:
            message = "A second paragraph stands beside the events."
            hint = "Put all events on one line, or begin it with  Hint:  or  Why:"
            raise ContentError(block.place, message, hint, "second-paragraph")


def _check_number(names: Sequence[str], line: Block) -> None:
    if not names:
        raise ContentError(line.place, "This line names no event.", _WRITE, "no-events-named")
    if len(names) > MOST:
        hint = f"Keep at most {MOST}, or make two questions of them."
        raise ContentError(
            line.place, f"This line names {len(names)} events.", hint, "too-many-events"
        )


def _check_doubles(names: Sequence[str], line: Block) -> None:
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise ContentError(
            line.place, f"The event '{twice}' stands twice.", "Keep one of the two.", "event-twice"
        )
