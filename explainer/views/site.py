"""The whole site: reads the lesson when its files change, and shows the page that is asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable

import streamlit as st

from explainer import current, settings
from explainer.model import Explainer
from explainer.problems import Problem
from explainer.views import (
    addresses,
    charts,
    come_back,
    frame,
    people,
    quiz,
    report,
    sequence,
    session,
    sources,
    story,
    voices,
    yours,
)

_LOG = logging.getLogger(__name__)

VIEWS: dict[str, Callable[[Explainer], None]] = {
    addresses.STORY: story.show,
    addresses.SEQUENCE: sequence.show,
    addresses.VOICES: voices.show,
    addresses.CHARTS: charts.show,
    addresses.QUIZ: quiz.show,
    addresses.SOURCES: sources.show,
    addresses.PEOPLE: people.show,
    addresses.YOURS: yours.show,
    addresses.REPORT: report.show,
    addresses.BACK: come_back.show,
}
"""The pages, by the last part of their address."""


def run() -> None:
    served = current.served()
    lesson, problems = served.lesson, served.problems
    session.begin()
    frame.style()
    pages = {name: _page(name, lesson, problems) for name in addresses.titles()}
    asked = st.navigation(list(pages.values()), position="hidden")
    frame.script(lesson, asked.url_path, pages)
    st.set_page_config(page_title=_title(asked.url_path, lesson), page_icon="📰", layout="wide")
    asked.run()


def _show(name: str, lesson: Explainer) -> None:
    """One page. A fault of ours leaves a sentence there, never a traceback or a dead site."""
    try:
        VIEWS[name](lesson)
    except Exception:  # noqa: BLE001 (the last place before a reader meets a traceback)
        _LOG.exception("The page '%s' could not be drawn", name or "story")
        frame.apology()


def _title(name: str, lesson: Explainer) -> str:
    title = lesson.site.title
    return f"{addresses.titles()[name]} · {title}" if name else title


def _page(name: str, lesson: Explainer, problems: tuple[Problem, ...]) -> st.Page:
    def body() -> None:
        frame.head(lesson, name)
        frame.problems(problems, settings.author())
        frame.silence()
        _show(name, lesson)
        frame.foot(lesson)

    body.__name__ = f"page_{name.replace('-', '_') or 'story'}"
    return st.Page(body, title=addresses.titles()[name], url_path=name, default=not name)
