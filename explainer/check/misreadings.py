"""Rules of misreadings: only a wrong choice names one, and one that there is."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.check.passages import Lesson
from explainer.model import Explainer, Question
from explainer.problems import Problem, did_you_mean


def only_what_is_wrong_names_one(lesson: Lesson) -> Iterator[Problem]:
    """A question stays as it is, also where an author moved its tick and left this line behind."""
    for question in lesson.explainer.questions.values():
        right = (option.misreading for option in question.options if option.correct)
        for name in dict.fromkeys(name for name in right if name):
            place = lesson.setting(question.place, "misreading", name)
            message = f"The misreading '{name}' stands below what is right."
            hint = "Put the line below a wrong choice, or take it away."
            yield Problem(place, message, hint, "misreading-out-of-place")


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
    return (
        option.misreading for option in question.options if option.misreading and not option.correct
    )
