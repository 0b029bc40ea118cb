"""A question: our component shows it, the server marks it, and only then does the key travel."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from html import escape

import streamlit as st

from explainer.model import Explainer, Question
from explainer.questions import QUESTIONS
from explainer.questions.form import submission
from explainer.views import addresses, paper, prose, session
from explainer.views.components import component
from explainer.views.widgets import WIDGETS
from explainer.views.widgets.wording import LABELS


@st.fragment
def show(
    lesson: Explainer, question: Question, scope: str, above: Callable[[], None] | None = None
) -> None:
    """The question where it stands; answering reruns nothing but it and what stands above it."""
    if above:
        above()
    key = f"question-{scope}-{question.id}"
    data = _data(lesson, question, f"{scope}-{question.id}")

    def answered() -> None:
        _answer(question, session.triggered(key, "answer"))

    def again() -> None:
        session.reopen(question.id)

    component("question")(
        key=key, data=data, on_answer_change=answered, on_again_change=again, height="content"
    )
    paper.put(_cards(lesson, question, f"{scope}-{question.id}"))


def _answer(question: Question, sent: object) -> None:
    given = submission(sent)
    if given is None or given.question != question.id:
        return
    kind = QUESTIONS[question.kind]
    response = kind.given(given.pairs)
    session.remember(question.id, response, kind.grade(question, response))


def _data(lesson: Explainer, question: Question, scope: str) -> dict[str, object]:
    given = session.given().get(question.id)
    state: dict[str, object] = {"answered": False}
    if given and not given.open:
        state = {
            "answered": True,
            "correct": given.mark.correct,
            "score": given.mark.score,
            "tries": given.tries,
            "result_html": _result(lesson, question, scope),
        }
    html = WIDGETS[question.kind].html(
        question, given.response if given else None, session.seed(), _inline(lesson, scope)
    )
    data: dict[str, object] = {
        "id": question.id,
        "stem_html": prose.inline(lesson, scope, question.stem),
        "hint_html": prose.inline(lesson, scope, question.hint) if question.hint else "",
        "html": html,
        "state": state,
        "labels": dict(LABELS),
    }
    written = json.dumps(data, sort_keys=True).encode()
    return {**data, "version": hashlib.sha256(written).hexdigest()[:12]}


def _inline(lesson: Explainer, scope: str) -> Callable[[str], str]:
    return lambda markdown: prose.inline(lesson, scope, markdown)


def _result(lesson: Explainer, question: Question, scope: str) -> str:
    given = session.given()[question.id]
    told = QUESTIONS[question.kind].feedback(question, given.response)
    lines = "".join(
        f"<li><span>{prose.plain(text)}</span> {prose.inline(lesson, scope, said)}</li>"
        for text, said in told
        if said
    )
    head = "Right" if given.mark.correct else _partly(given.mark.score)
    why = prose.inline(lesson, scope, question.why)
    return (
        f'<p class="xq-verdict">{head}</p>'
        + (f'<ul class="xq-feedback">{lines}</ul>' if lines else "")
        + f'<p class="xq-why"><b>Why:</b> {why}</p>{_again(lesson, question)}'
    )


def _partly(score: float) -> str:
    return "Partly right" if score > 0 else "Not right"


def _again(lesson: Explainer, question: Question) -> str:
    section = next((part for part in lesson.sections if part.id == question.about), None)
    if not section:
        return ""
    href = addresses.page(addresses.STORY, section.id)
    return f'<p class="xq-read"><a href="{href}">Read again: {escape(section.title)}</a></p>'


def _cards(lesson: Explainer, question: Question, scope: str) -> str:
    """The cards of the marks shown so far; an unanswered question's are not sent."""
    shown = [question.stem, question.hint]
    given = session.given().get(question.id)
    if given and not given.open:
        told = QUESTIONS[question.kind].feedback(question, given.response)
        shown += [question.why, *(said for _, said in told)]
    return prose.cards(lesson, scope, shown)
