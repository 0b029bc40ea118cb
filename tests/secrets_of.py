"""What gives a question away, and how it is found in whatever a server sends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from html import unescape

from explainer.model import Explainer, Question
from explainer.syntax import plain

RUN = 6
"""So many words in a row, found nowhere in what everybody may read, are told by a secret alone."""

FEWEST = 3
"""A sentence of fewer words, such as "Yes.", may stand anywhere."""

_MARK = re.compile(r"\[\^\w+\]")
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W_]+")

Words = tuple[str, ...]


def told_after(question: Question) -> Iterator[str]:
    """What is said once there is an answer: the reason, and the feedback on each option."""
    yield question.why
    yield from (option.feedback for option in question.options if option.feedback)


def secrets(lesson: Explainer) -> Mapping[str, frozenset[Words]]:
    """By question: runs of words that stand in what is told after an answer, and nowhere else."""
    public = {run for text in _open_texts(lesson) for run in _runs(_words(plain(text)))}
    return {
        name: frozenset(
            run for text in told_after(item) for run in _runs(_words(plain(_bare(text))))
        )
        - public
        for name, item in told_once(lesson).items()
    }


def told_once(lesson: Explainer) -> Mapping[str, Question]:
    """What has something to tell after an answer: all but a guess, which is asked again later."""
    guesses = {each.id for each in lesson.predictions}
    return {name: each for name, each in lesson.answerable.items() if name not in guesses}


def runs_in(texts: Iterable[str]) -> set[Words]:
    """All runs of words in what was sent, without the tags around them."""
    return {run for text in set(texts) for run in _runs(_words(unescape(_TAG.sub(" ", text))))}


def _bare(text: str) -> str:
    return _MARK.sub("", text)


def _words(text: str) -> Words:
    return tuple(_WORD.findall(text.casefold()))


def _runs(words: Words) -> Iterator[Words]:
    if len(words) >= FEWEST:
        length = min(RUN, len(words))
        yield from (words[at : at + length] for at in range(len(words) - length + 1))


def _open_texts(lesson: Explainer) -> Iterator[str]:
    """All that a reader may see without answering anything."""
    quizzes = [
        replace(quiz, questions=tuple(_asked(each) for each in quiz.questions))
        for quiz in lesson.quizzes
    ]
    asked = [*quizzes, *(_asked(each) for each in lesson.predictions)]
    parts = (lesson.site, lesson.sources, lesson.sections, lesson.events, lesson.people)
    yield from map(_bare, _strings((parts, lesson.words, lesson.record.values(), asked)))


def _asked(question: Question) -> Question:
    options = tuple(replace(option, feedback="") for option in question.options)
    return replace(question, options=options, why="", told=())


def _strings(found: object) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif is_dataclass(found):
        for field in fields(found):
            yield from _strings(getattr(found, field.name))
    elif isinstance(found, Iterable):
        for each in found:
            yield from _strings(each)
