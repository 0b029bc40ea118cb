"""A line that names events by their ids, as in `Code: an-event, another`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from explainer.model import Explainer, Option, Question
from explainer.problems import ContentError
from explainer.questions import shape
from explainer.syntax import Block, without_marks

MOST = 12
"""Events in one question: each is a line of its own on a telephone."""

_LINK = re.compile(r"\[[^\[\]]*\]\(#([^)\s]*)\)")


def options(
    blocks: Sequence[Block], line: Block, label: re.Pattern[str], word: str
) -> tuple[Option, ...]:
    """The events by their ids; what they are called is known once the lesson is whole."""
    shape.refuse_strays(blocks, "paragraph", "the events")
    _check_alone(blocks, line)
    names = tuple(_names(line, label))
    _check_number(names, line, word)
    _check_doubles(names, line)
    return tuple(Option(name, event=name) for name in names)


def template(lesson: Explainer, word: str) -> str:
    """With events of the lesson; where it has none, with what says that it wants some."""
    ids = [event.id for event in lesson.events[:3]] or ["an-event", "another-event", "a-third"]
    return f"{word}: {', '.join(ids)}"


def titled(question: Question, lesson: Explainer) -> Question:
    """With the titles of its events; one that is not known keeps its id.

    So does the second of one title, since a learner could not tell the two apart.
    """
    ids = {event.title: event.id for event in reversed(lesson.events)}
    titles = {name: title for title, name in ids.items()}
    named = (replace(one, text=titles.get(one.event, one.text)) for one in question.options)
    return replace(question, options=tuple(named))


def refuse_almost(block: Block, almost: re.Pattern[str], word: str) -> None:
    """A line that was meant as one, and would be a paragraph like others."""
    if block.kind == "paragraph" and almost.match(block.text):
        message = f"'{block.text.splitlines()[0]}' names no events yet."
        raise ContentError(block.place, message, _write(word), "no-events-named")


def _write(word: str) -> str:
    return f"Write the ids of events, with commas between them:  {word}: an-event, another-event"


def _names(line: Block, label: re.Pattern[str]) -> Iterator[str]:
    """Ids as they were meant: in a link, in capitals, or over two lines."""
    text = without_marks(_LINK.sub(r"\1", label.sub("", line.text, count=1)))
    for piece in re.split(r"[,;|]", text):
        if name := shape.one_line(piece).strip("*_`#. ").lower():
            yield name


def _check_alone(blocks: Sequence[Block], line: Block) -> None:
    for block in blocks:
        if block is not line:
            message = "A second paragraph stands beside the events."
            hint = "Put all events on one line, or begin it with  Hint:  or  Why:"
            raise ContentError(block.place, message, hint, "second-paragraph")


def _check_number(names: Sequence[str], line: Block, word: str) -> None:
    if not names:
        message = "This line names no event."
        raise ContentError(line.place, message, _write(word), "no-events-named")
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
