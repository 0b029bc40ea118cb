"""A question: our component shows it, the server marks it, and only then does the key travel.

Where our server runs, an answer goes to it over a plain route, and the mark comes back to the
component without any run of the script. Where it does not, a fragment does the same work.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

import streamlit as st

from explainer import answering, current
from explainer.answering import Given
from explainer.model import Explainer, Question, Verdict
from explainer.questions import QUESTIONS
from explainer.questions.form import submission
from explainer.store import Unavailable
from explainer.views import addresses, coding, compared, paper, prose, session, way_back
from explainer.views.components import component
from explainer.views.widgets import WIDGETS, predicting
from explainer.views.widgets.coding import OWN_LABELS
from explainer.views.widgets.wording import LABELS, LEVELS


@dataclass(frozen=True, slots=True)
class _Own:
    """What a kind has beside its form, where right and wrong are not all there is to say."""

    labels: Mapping[str, str]
    told: Callable[[Explainer, Question, Given, str], coding.Told]
    """More to show after an answer; the last is the scope."""


def _coded(lesson: Explainer, question: Question, given: Given, scope: str) -> coding.Told:
    return coding.told(lesson, question, given.response, scope)


_OWN: Mapping[str, _Own] = MappingProxyType(
    {
        "coding": _Own(OWN_LABELS, _coded),
        "predicting": _Own(predicting.OWN_LABELS, compared.told),
    }
)
"""By kind; most kinds need nothing of the sort."""


@dataclass(frozen=True, slots=True)
class Anew:
    """How a question is asked that comes again: as if it never had been answered before."""

    since: datetime
    """What was given up to then is not shown."""
    seed: str
    """Decides the order of the options."""


_MISSED = (Verdict.PARTLY, Verdict.WRONG)

_SOON = '<div class="xq-soon"></div>'
"""Keeps the place of a question."""


def show(
    lesson: Explainer,
    question: Question,
    scope: str,
    above: Callable[[], None] | None = None,
    anew: Anew | None = None,
) -> None:
    """The question where it stands; answering reruns nothing but it and what stands above it.

    A fragment keeps a copy of what it was called with for each session, and a story has a
    question in each section: so there is one only where an answer needs a run of the script.
    While our script in the browser has not said who this is, nothing is asked: the order of the
    options belongs to the learner, and must not change under their hands a moment later.
    """
    if not session.token():
        paper.put(_SOON)
        return
    draw = _draw if session.has_route() else st.fragment(_draw)
    draw(lesson, question, scope, above, anew)


def _draw(
    lesson: Explainer,
    question: Question,
    scope: str,
    above: Callable[[], None] | None,
    anew: Anew | None,
) -> None:
    if above:
        above()
    key = f"question-{scope}-{question.id}"

    def answered() -> None:
        _answer(question, session.triggered(key, "answer"))

    component("question")(
        key=key,
        data=_data(lesson, question, f"{scope}-{question.id}", anew),
        on_answer_change=answered,
        height="content",
    )
    asked = [question.stem, question.hint]
    paper.put(prose.cards(lesson, f"{scope}-{question.id}", asked))


def state(lesson: Explainer, question: Question, given: Given | None) -> dict[str, object]:
    """What the component is told of the learner's answer; the key only once there is one."""
    if given is None:
        return {"answered": False}
    scope = f"result-{question.id}"
    told = QUESTIONS[question.kind].feedback(question, given.response)
    more = _more(lesson, question, given, scope)
    said = [question.why if more.says_why else "", *(text for _, text in told)]
    return {
        "answered": True,
        "verdict": given.mark.verdict,
        "correct": given.mark.correct if given.mark.graded else None,
        "score": given.mark.score if given.mark.graded else None,
        "tries": given.tries,
        "result_html": _result(lesson, question, given, scope, more),
        "cards_html": prose.cards(lesson, scope, [*said, *more.written]),
    }


def _more(lesson: Explainer, question: Question, given: Given, scope: str) -> coding.Told:
    own = _OWN.get(question.kind)
    return own.told(lesson, question, given, scope) if own else coding.Told("", ())


def _answer(question: Question, sent: object) -> None:
    given = submission(sent)
    if given is None or given.question != question.id or not session.who():
        session.fail(question.id)
        return
    try:
        kept = answering.submit(session.who(), question, given)
        if kept is not None:
            stored = kept.result(current.PATIENCE_SECONDS)
            session.remember(question.id, answering.given_in(stored))
    except (Unavailable, TimeoutError):
        session.fail(question.id)


def _data(
    lesson: Explainer, question: Question, scope: str, anew: Anew | None
) -> dict[str, object]:
    given = session.given().get(question.id)
    if given and given.at and anew and given.at <= anew.since:
        given = None
    seed = anew.seed if anew else session.seed()
    labels = {**LABELS, **(_OWN[question.kind].labels if question.kind in _OWN else {})}
    html = WIDGETS[question.kind].html(
        question, given.response if given else None, seed, _inline(lesson, scope)
    )
    data: dict[str, object] = {
        "id": question.id,
        "stem_html": prose.inline(lesson, scope, question.stem),
        "hint_html": prose.inline(lesson, scope, question.hint) if question.hint else "",
        "html": html,
        "state": {**state(lesson, question, given), "failed": session.failed(question.id)},
        "about": question.about,
        "route": addresses.ANSWER if session.has_route() else "",
        "levels": () if question.kind in _OWN else LEVELS,
        "labels": labels,
    }
    return {**data, "version": _version(data)}


def _version(data: Mapping[str, object]) -> str:
    written = json.dumps(data, sort_keys=True).encode()
    return hashlib.sha256(written).hexdigest()[:12]


def _inline(lesson: Explainer, scope: str) -> Callable[[str], str]:
    return lambda markdown: prose.inline(lesson, scope, markdown)


def _result(
    lesson: Explainer, question: Question, given: Given, scope: str, more: coding.Told
) -> str:
    told = QUESTIONS[question.kind].feedback(question, given.response)
    language = lesson.site.language
    lines = "".join(
        f"<li><span>{prose.plain(text, language)}</span> {prose.inline(lesson, scope, said)}</li>"
        for text, said in told
        if said
    )
    why = prose.inline(lesson, scope, question.why)
    because = f'<p class="xq-why"><b>Why:</b> {why}</p>' if more.says_why else ""
    return (
        f'<p class="xq-verdict">{LABELS[given.mark.verdict]}</p>{more.html}'
        + (f'<ul class="xq-feedback">{lines}</ul>' if lines else "")
        + f"{because}{_again(lesson, question)}"
        + (_points(lesson, question) if given.mark.verdict in _MISSED else "")
    )


def _again(lesson: Explainer, question: Question) -> str:
    section = next((part for part in lesson.every_section if part.id == question.about), None)
    if not section:
        return ""
    href = addresses.of(lesson, section.id)
    title = prose.title(lesson, section.title)
    return f'<p class="xq-read"><a href="{href}">Read again: {title}</a></p>'


def _points(lesson: Explainer, question: Question) -> str:
    """Where the chart shows what the answer rests on: the events that share its claims."""
    ways = " · ".join(
        f'<a href="{prose.event_address(event)}">{prose.title(lesson, event.title)}</a>'
        for event in way_back.points(lesson, question)
    )
    return f'<p class="xq-read">See it in the sequence: {ways}</p>' if ways else ""
