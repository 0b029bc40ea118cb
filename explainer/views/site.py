"""The whole site: reads the lesson when its files change, and shows the page that is asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable

import streamlit as st

from explainer import current
from explainer.current import Served
from explainer.desk import preview
from explainer.model import Explainer
from explainer.views import (
    addresses,
    charts,
    come_back,
    edit,
    frame,
    live,
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
    addresses.EDIT: edit.show,
    addresses.REPORT: report.show,
    addresses.BACK: come_back.show,
}
"""The pages, by the last part of their address."""


def run() -> None:
    served = preview.served() if session.is_preview() else current.served()
    lesson = served.lesson
    session.begin()
    frame.style()
    titles = addresses.titles(session.has_desk())
    pages = {name: _page(name, titles[name], served) for name in titles}
    asked = st.navigation(list(pages.values()), position="hidden")
    frame.script(lesson, asked.url_path, pages)
    if session.is_author() and asked.url_path != addresses.EDIT:
        live.show(served)
    st.set_page_config(page_title=_title(asked, lesson), page_icon="📰", layout="wide")
    asked.run()


def _show(name: str, lesson: Explainer) -> None:
    """One page. A fault of ours leaves a sentence there, never a traceback or a dead site."""
    try:
        VIEWS[name](lesson)
    except Exception:  # noqa: BLE001 (the last place before a reader meets a traceback)
        _LOG.exception("The page '%s' could not be drawn", name or "story")
        frame.apology()


def _title(asked: st.Page, lesson: Explainer) -> str:
    title = lesson.site.title
    return f"{asked.title} · {title}" if asked.url_path else title


def _page(name: str, title: str, served: Served) -> st.Page:
    lesson, problems = served.lesson, served.problems

    def body() -> None:
        frame.head(lesson, name)
        if name != addresses.EDIT:
            frame.problems(problems)
        frame.silence()
        _show(name, lesson)
        frame.foot(lesson)

    body.__name__ = f"page_{name.replace('-', '_') or 'story'}"
    return st.Page(body, title=title, url_path=name, default=not name)
