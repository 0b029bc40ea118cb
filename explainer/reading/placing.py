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


def parted(quizzes: Sequence[Quiz]) -> tuple[tuple[Quiz, ...], tuple[Question, ...]]:
    """The quizzes without predictions, which are asked beside the story; and the predictions."""
    every = [question for quiz in quizzes for question in quiz.questions]
    predictions = tuple(question for question in every if _is_asked_twice(question))
    left = [(quiz, _without(quiz)) for quiz in quizzes]
    return tuple(own for quiz, own in left if own.questions or not quiz.questions), predictions


def _without(quiz: Quiz) -> Quiz:
    return replace(quiz, questions=tuple(q for q in quiz.questions if not _is_asked_twice(q)))


def _is_asked_twice(question: Question) -> bool:
    return question.kind == "predicting"


def _whole(question: Question, titles: Mapping[str, str], ladder: tuple[Rung, ...]) -> Question:
    if not any(option.event for option in question.options):
        return question
    options = tuple(
        replace(option, text=titles.get(option.event, option.text)) for option in question.options
    )
    return replace(question, options=options, rungs=ladder if question.kind == "coding" else ())
