"""Rules of misreadings: a wrong choice names one that there is."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.check.passages import Lesson
from explainer.model import Explainer, Question
from explainer.problems import Problem, did_you_mean


def misreadings_exist(lesson: Lesson) -> Iterator[Problem]:
    known = {misreading.id for misreading in lesson.explainer.misreadings}
    for question in lesson.explainer.questions.values():
        for name in dict.fromkeys(_named(question)):
            if name not in known and not lesson.lost.has_misreading(name):
                place = lesson.setting(question.place, "misreading", name)
                message = f"There is no misreading '{name}' in misreadings.md."
                yield Problem(place, message, did_you_mean(name, known), "unknown-misreading")


def unused(explainer: Explainer) -> Iterator[Problem]:
    """Misreadings that no wrong choice names: information, not a fault."""
    used = {name for question in explainer.questions.values() for name in _named(question)}
    for misreading in explainer.misreadings:
        if misreading.id not in used:
            message = f"No wrong choice names the misreading '{misreading.id}'."
            yield Problem(misreading.place, message, "", "unused-misreading")


def _named(question: Question) -> Iterator[str]:
    return (option.misreading for option in question.options if option.misreading)
