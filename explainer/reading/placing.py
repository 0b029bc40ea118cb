"""Events that a question asks to place: their titles and the ladder stand in other files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from explainer.model import Event, Question, Quiz, Rung


def whole(quiz: Quiz, events: Sequence[Event], ladder: tuple[Rung, ...]) -> Quiz:
    """A quiz whose events have their titles; one that is not known keeps its id.

    So does the second of one title, since a learner could not tell the two apart.
    """
    ids = {event.title: event.id for event in reversed(events)}
    titles = {name: title for title, name in ids.items()}
    return replace(quiz, questions=tuple(_whole(each, titles, ladder) for each in quiz.questions))


def _whole(question: Question, titles: Mapping[str, str], ladder: tuple[Rung, ...]) -> Question:
    if not any(option.event for option in question.options):
        return question
    options = tuple(
        replace(option, text=titles.get(option.event, option.text)) for option in question.options
    )
    return replace(question, options=options, rungs=ladder)
