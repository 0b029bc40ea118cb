"""The quiz: a table of contents that is also the result, and one question at a time."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from explainer.again import Course
from explainer.model import Explainer, Question, Quiz
from explainer.views import (
    addresses,
    come_back,
    debrief,
    look_back,
    paper,
    predict,
    prose,
    question,
    results,
    session,
    sitting,
)

_INTRO = (
    "No clock and no points for speed. Look at the text as often as you like; "
    "every answer shows the claim it rests on."
)


def show(lesson: Explainer) -> None:
    asked = str(st.query_params.get("question", ""))
    if now := sitting.asked():
        sitting.show(lesson, now, asked)
    elif asked in lesson.answerable and asked not in lesson.questions:
        predict.show(lesson, lesson.answerable[asked])
    elif asked in lesson.questions:
        _one(lesson, lesson.questions[asked])
    else:
        _all(lesson)


def _one(lesson: Explainer, asked: Question) -> None:
    quiz = next(quiz for quiz in lesson.quizzes if asked in quiz.questions)
    paper.put(
        f'<p class="xp-kick">{prose.title(lesson, quiz.title)}</p>'
        f'<h1 class="xp-small" id="top" tabindex="-1">{_title(lesson, asked)}</h1>'
    )

    def progress() -> None:
        paper.put(_bar(lesson))

    question.show(lesson, asked, "quiz", progress)
    look_back.show(lesson, asked)
    paper.put(_ways(lesson, asked), "xp-steps")


def _title(lesson: Explainer, asked: Question) -> str:
    names = list(lesson.asked)
    if asked.id not in names:
        return "In other words"
    return f"Question {names.index(asked.id) + 1} of {len(names)}"


def _ways(lesson: Explainer, asked: Question) -> str:
    names = list(lesson.asked)
    every = paper.button("All questions", addresses.page(addresses.QUIZ), quiet=True)
    if asked.id not in names:
        return every
    here = names.index(asked.id)
    back = paper.button("Back", addresses.question(names[here - 1])) if here else ""
    if here + 1 == len(names):
        return back + paper.button("See your results", addresses.page(addresses.QUIZ, "results"))
    return back + every + paper.button("Next question", addresses.question(names[here + 1]))


def _all(lesson: Explainer) -> None:
    paper.put(paper.top("Quiz", _INTRO) + _bar(lesson) + _go_on(lesson))
    if any(name in session.given() for name in lesson.questions):
        head = '<h2 id="results" tabindex="-1">Your results</h2>'
        first = debrief.html(lesson, session.given())
        paper.put(head + sitting.offer(lesson) + results.html(lesson, first), "xp-results")
        come_back.offer(lesson)
    went = results.courses(lesson)
    html = "".join(_quiz(lesson, quiz, went) for quiz in lesson.quizzes)
    paper.put(f'<h2 id="questions" tabindex="-1">All questions</h2>{html}', "xp-every")
    if any(name in session.given() for name in lesson.questions):
        fresh = paper.button("Start afresh", addresses.page(addresses.YOURS), quiet=True)
        paper.put(f"<p>{fresh}</p>")


def _bar(lesson: Explainer) -> str:
    return paper.bar(sum(name in session.given() for name in lesson.asked), len(lesson.asked))


def _go_on(lesson: Explainer) -> str:
    given = session.given()
    todo = next((name for name in lesson.asked if name not in given), None)
    if not todo:
        return ""
    return f"<p>{paper.button('Go on' if given else 'Start', addresses.question(todo))}</p>"


def _quiz(lesson: Explainer, quiz: Quiz, went: Mapping[str, Course]) -> str:
    scope = f"quiz-{quiz.id}"
    intro = f"<p>{prose.inline(lesson, scope, quiz.intro)}</p>" if quiz.intro else ""
    rows = "".join(
        f"<li>{results.link(lesson, item)}{results.state(went, item)}</li>"
        for item in quiz.questions
        if not item.like
    )
    if not rows:
        return ""
    return (
        f'<section class="xp-quiz" id="{quiz.id}"><h3>{prose.title(lesson, quiz.title)}</h3>{intro}'
        f"{prose.cards(lesson, scope, [quiz.intro])}"
        f'<ol class="xp-questions">{rows}</ol></section>'
    )
