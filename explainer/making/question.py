"""A question of any kind, below the last one of the last quiz."""

from __future__ import annotations

from pathlib import Path

from explainer.making import written
from explainer.making.asked import Answers, Ask, Made, free, one_line
from explainer.making.citing import sentence
from explainer.model import Explainer
from explainer.problems import did_you_mean
from explainer.questions import QUESTIONS
from explainer.reading.parts import new_id

_FIRST = "content/quiz/10-questions.md"
_OF_THE_WHOLE = ("predicting",)
"""Kinds that belong to no section."""


def _no_kind(answer: str) -> str:
    return (
        "" if answer in QUESTIONS else f"No kind is '{answer}'. {did_you_mean(answer, QUESTIONS)}"
    )


ASKS: tuple[Ask, ...] = (
    Ask("title", "What do you ask?"),
    Ask("kind", f"Of which kind is it? ({', '.join(QUESTIONS)})", "choice", _no_kind),
)


def make(root: Path, lesson: Explainer, answers: Answers) -> Made:
    text = _text(lesson, answers)
    quizzes = [quiz.place.file for quiz in lesson.quizzes if (root / quiz.place.file).exists()]
    if quizzes:
        return written.added(root, quizzes[-1], text)
    made = written.new(root, _FIRST, f"# Questions\n\n{text}")
    return Made(made.file, made.name, 3)


def _text(lesson: Explainer, answers: Answers) -> str:
    title = one_line(answers["title"])
    kind = answers["kind"]
    belongs = lesson.sections and kind not in _OF_THE_WHOLE
    about = f"- about: {lesson.sections[-1].id}\n" if belongs else ""
    why = sentence(lesson, "Say here why that is right.")
    return (
        f"## {title}\n\n- id: {free(new_id(title), lesson)}\n{about}\n"
        f"{QUESTIONS[kind].template(lesson)}\n\n"
        f"Hint: Say here where to look, and not what is right.\n\nWhy: {why}\n"
    )
