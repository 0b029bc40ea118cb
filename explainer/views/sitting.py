"""A sitting: the questions that come again, asked as if anew, in another order.

A sitting is known by its address alone, which says when it began: what was wrong by then is what
it asks, on every device and after each reload, and what was answered since then is done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

import streamlit as st

from explainer import again, clock
from explainer.again import Course
from explainer.model import Explainer, Question
from explainer.views import addresses, look_back, paper, prose, question, results, session

MISSED, BACK = "again", "back"
"""The two kinds, as the address names them: what was wrong, and what a day of return asks."""

_TITLES: Mapping[str, str] = MappingProxyType({MISSED: "Only what was wrong", BACK: "Welcome back"})
_INTRO = "The same things, in another order, and sometimes in other words."


@dataclass(frozen=True, slots=True)
class Sitting:
    """One round of questions that come again."""

    kind: str
    begun: datetime

    @property
    def mark(self) -> str:
        """When it began, in milliseconds: as the address has it."""
        return str(round(self.begun.timestamp() * 1000))


def asked() -> Sitting | None:
    """The sitting that the address names, if it names one."""
    for kind in _TITLES:
        written = str(st.query_params.get(kind, ""))
        if written.isascii() and written.isdecimal() and len(written) <= len("1700000000000"):
            return Sitting(kind, datetime.fromtimestamp(int(written) / 1000, UTC))
    return None


def address(now: Sitting, name: str = "") -> str:
    """The list of a sitting, or one of its questions."""
    question_part = f"question={name}&amp;" if name else ""
    return f"{addresses.QUIZ}?{question_part}{now.kind}={now.mark}"


def offer(lesson: Explainer) -> str:
    """The way into a sitting with all that is wrong now; nothing where nothing is."""
    now = Sitting(MISSED, clock.now())
    count = len(coming(lesson, now))
    if not count:
        return ""
    words = "One question is" if count == 1 else f"{count} questions are"
    said = f"{words} not right yet. They come in another order, some in other words."
    return f"<p>{said}</p><p>{paper.button(_TITLES[MISSED], address(now))}</p>"


def coming(lesson: Explainer, now: Sitting) -> tuple[Question, ...]:
    """Its questions, in its order."""
    history = session.history()
    if now.kind == BACK:
        some = again.unsettled(lesson, history, now.begun, session.zone())
    else:
        some = again.missed(lesson, history, now.begun)
    return again.mixed(some, _seed(now))


def show(lesson: Explainer, now: Sitting, name: str) -> None:
    """One of its questions, or the list of them."""
    some = coming(lesson, now)
    one = next((item for item in some if item.id == name), None)
    if one:
        _one(lesson, now, some, one)
    else:
        _list(lesson, now, some)


def _one(lesson: Explainer, now: Sitting, some: Sequence[Question], one: Question) -> None:
    here = some.index(one)
    paper.put(
        f'<p class="xp-kick">{_TITLES[now.kind]}</p><h1 class="xp-small" id="top" tabindex="-1">'
        f"Question {here + 1} of {len(some)}</h1>"
    )

    def progress() -> None:
        paper.put(_bar(now, some))

    scope = f"{now.kind}-{now.mark}"
    question.show(lesson, one, scope, progress, question.Anew(now.begun, _seed(now)))
    look_back.show(lesson, one)
    paper.put(_ways(now, some, here), "xp-steps")


def _ways(now: Sitting, some: Sequence[Question], here: int) -> str:
    back = paper.button("Back", address(now, some[here - 1].id)) if here else ""
    every = paper.button("All of these", address(now), quiet=True)
    if here + 1 == len(some):
        return back + paper.button("See how it went", address(now))
    return back + every + paper.button("Next question", address(now, some[here + 1].id))


def _list(lesson: Explainer, now: Sitting, some: Sequence[Question]) -> None:
    results_button = paper.button("All results", addresses.page(addresses.QUIZ, "results"))
    if not some:
        said = "Nothing was wrong by then: there is nothing to ask again."
        paper.put(f"{paper.top(_TITLES[now.kind], said)}<p>{results_button}</p>")
        return
    todo = next((item for item in some if not is_done(now, item)), None)
    went = results.courses(lesson)
    rows = "".join(f"<li>{_row(lesson, now, item, went)}</li>" for item in some)
    way = _go_on(now, some, todo) if todo else results_button
    paper.put(
        f"{paper.top(_TITLES[now.kind], _INTRO)}{_bar(now, some)}<p>{way}</p>"
        f'<ol class="xp-questions">{rows}</ol>'
    )


def _go_on(now: Sitting, some: Sequence[Question], todo: Question) -> str:
    begun = any(is_done(now, item) for item in some)
    return paper.button("Go on" if begun else "Start", address(now, todo.id))


def _row(lesson: Explainer, now: Sitting, item: Question, went: Mapping[str, Course]) -> str:
    """What was given before is not said until it is answered anew: it might give a hint."""
    words = prose.title(lesson, results.words(item))
    link = f'<a href="{address(now, item.id)}">{words}</a>'
    if not is_done(now, item):
        return link
    return f"{link}{results.state(went, item)}"


def _bar(now: Sitting, some: Sequence[Question]) -> str:
    return paper.bar(sum(is_done(now, item) for item in some), len(some), each=True)


def is_done(now: Sitting, item: Question) -> bool:
    """Whether it was answered since the sitting began."""
    given = session.given().get(item.id)
    return given is not None and given.at is not None and given.at > now.begun


def _seed(now: Sitting) -> str:
    return f"{session.seed()}\n{now.mark}"
