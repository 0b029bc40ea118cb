"""Rules of questions: what they name has to be there."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.check.passages import Lesson
from explainer.model import Ask, Place, Question
from explainer.problems import Problem, did_you_mean
from explainer.questions import QUESTIONS


def skills_are_known(lesson: Lesson) -> Iterator[Problem]:
    """A skill is named by its id, as results are counted by it."""
    known = {skill.id for skill in lesson.explainer.skills}
    for question in lesson.explainer.questions.values():
        name = question.skill
        if name and name not in known and not lesson.lost.has_skill(name):
            place = lesson.setting(question.place, "skill")
            hint = did_you_mean(name, known)
            yield Problem(place, f"There is no skill '{name}'.", hint, "unknown-skill")


def likes_are_asked_first(lesson: Lesson) -> Iterator[Problem]:
    """A question that stands in for another is asked only after that one."""
    for question in lesson.explainer.questions.values():
        if question.like:
            yield from _like(question, lesson)


def stand_ins_wait(lesson: Lesson) -> Iterator[Problem]:
    """What stands in for another would be asked too soon in the story."""
    questions = lesson.explainer.questions
    for section in lesson.explainer.every_section:
        for block in section.blocks:
            asked = questions.get(block.question) if isinstance(block, Ask) else None
            if asked and asked.like:
                message = f"'{asked.id}' stands in for '{asked.like}' and is asked after it."
                hint = f"Ask '{asked.like}' here, or take its setting 'like' away."
                place = Place(block.place.file, block.place.line + 1)
                yield Problem(place, message, hint, "asked-too-soon")


def _like(question: Question, lesson: Lesson) -> Iterator[Problem]:
    questions, name = lesson.explainer.questions, question.like
    place = lesson.setting(question.place, "like")
    first = questions.get(name)
    if first is None:
        if not lesson.lost.has_question(name):
            others = [other for other in questions if other != question.id]
            hint = did_you_mean(name, others)
            yield Problem(place, f"There is no question '{name}'.", hint, "unknown-question")
    elif first.like:
        message = f"'{name}' itself stands in for another question."
        hint = "Name the question that is asked first, and leave that one without 'like'."
        yield Problem(place, message, hint, "like-of-like")
    elif not QUESTIONS[first.kind].key(first):
        message = f"'{name}' cannot be answered wrongly, so nothing is asked in its place."
        hint = "Take this line away, and both are asked."
        yield Problem(place, message, hint, "never-asked")
