"""Rules of questions: what they name has to be there."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.check.passages import Lesson
from explainer.problems import Problem, did_you_mean


def skills_are_known(lesson: Lesson) -> Iterator[Problem]:
    """A skill is named by its id, as results are counted by it."""
    known = {skill.id for skill in lesson.explainer.skills}
    for question in lesson.explainer.questions.values():
        name = question.skill
        if name and name not in known and not lesson.lost.has_skill(name):
            place = lesson.setting(question.place, "skill")
            hint = did_you_mean(name, known)
            yield Problem(place, f"There is no skill '{name}'.", hint, "unknown-skill")
