"""The quiz: a table of contents that is also the result, and one question at a time."""

from __future__ import annotations

import streamlit as st

from explainer.model import Explainer, Note, Prose, Question, Quiz
from explainer.views import addresses, debrief, paper, prose, question, results, session, story

_INTRO = (
    "No clock and no points for speed. Look at the text as often as you like; "
    "every answer shows the claim it rests on."
)


def show(lesson: Explainer) -> None:
    asked = str(st.query_params.get("question", ""))
    if asked in lesson.questions:
        _one(lesson, lesson.questions[asked])
    else:
        _all(lesson)


def _one(lesson: Explainer, asked: Question) -> None:
    names = list(lesson.questions)
    here = names.index(asked.id)
    quiz = next(quiz for quiz in lesson.quizzes if asked in quiz.questions)
    title = f"Question {here + 1} of {len(names)}"
    paper.put(
        f'<p class="xp-kick">{prose.title(lesson, quiz.title)}</p>'
        f'<h1 class="xp-small" id="top" tabindex="-1">{title}</h1>'
    )

    def progress() -> None:
        paper.put(_bar(lesson))

    question.show(lesson, asked, "quiz", progress)
    if text := _look(lesson, asked):
        paper.put(text, "xp-look")
    paper.put(_ways(names, here), "xp-steps")


def _look(lesson: Explainer, asked: Question) -> str:
    """The text that a question is about: closed, so that what is remembered comes first."""
    section = next((part for part in lesson.every_section if part.id == asked.about), None)
    run = [block for block in section.blocks if isinstance(block, Prose | Note)] if section else []
    if not (section and run):
        return ""
    return (
        f'<details data-look="{asked.id}"><summary>Look at the text</summary>'
        f"<h2>{prose.title(lesson, section.title)}</h2>{story.told(lesson, section, run)}</details>"
    )


def _ways(names: list[str], here: int) -> str:
    back = _button("Back", addresses.question(names[here - 1])) if here else ""
    every = _button("All questions", addresses.page(addresses.QUIZ), quiet=True)
    if here + 1 == len(names):
        return back + _button("See your results", addresses.page(addresses.QUIZ, "results"))
    return back + every + _button("Next question", addresses.question(names[here + 1]))


def _all(lesson: Explainer) -> None:
    paper.put(paper.top("Quiz", _INTRO) + _bar(lesson) + _go_on(lesson))
    if session.given():
        head = '<h2 id="results" tabindex="-1">Your results</h2>'
        paper.put(head + results.html(lesson, debrief.html(lesson, session.given())), "xp-results")
    html = "".join(_quiz(lesson, quiz) for quiz in lesson.quizzes)
    paper.put(f'<h2 id="questions" tabindex="-1">All questions</h2>{html}')
    if session.given():
        paper.put(f"<p>{_button('Start afresh', addresses.page(addresses.YOURS), quiet=True)}</p>")


def _bar(lesson: Explainer) -> str:
    every = len(lesson.questions)
    answered = sum(name in session.given() for name in lesson.questions)
    share = round(100 * answered / every) if every else 0
    return (
        '<div class="xp-bar" role="progressbar" aria-label="Questions answered" aria-valuemin="0"'
        f' aria-valuemax="{every}" aria-valuenow="{answered}">'
        f'<span style="width:{share}%"></span></div>'
        f'<p class="xp-meta"><span data-answered>{answered}</span> of {every} answered</p>'
    )


def _go_on(lesson: Explainer) -> str:
    given = session.given()
    todo = next((name for name in lesson.questions if name not in given), None)
    if not todo:
        return ""
    return f"<p>{_button('Go on' if given else 'Start', addresses.question(todo))}</p>"


def _quiz(lesson: Explainer, quiz: Quiz) -> str:
    scope = f"quiz-{quiz.id}"
    intro = f"<p>{prose.inline(lesson, scope, quiz.intro)}</p>" if quiz.intro else ""
    rows = "".join(
        f"<li>{results.link(lesson, item)}{results.state(item)}</li>" for item in quiz.questions
    )
    return (
        f'<section class="xp-quiz" id="{quiz.id}"><h3>{prose.title(lesson, quiz.title)}</h3>{intro}'
        f"{prose.cards(lesson, scope, [quiz.intro])}"
        f'<ol class="xp-questions">{rows}</ol></section>'
    )


def _button(words: str, address: str, quiet: bool = False) -> str:
    name = "xp-button xp-quietly" if quiet else "xp-button"
    return f'<a class="{name}" href="{address}">{words}</a>'
