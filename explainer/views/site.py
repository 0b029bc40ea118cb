"""The whole site: reads the lesson when its files change, and shows the page that is asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from explainer import settings
from explainer.model import Explainer
from explainer.problems import Problem
from explainer.reading import fingerprint, load
from explainer.views import addresses, frame, people, quiz, sequence, sources, story, voices

_LOG = logging.getLogger(__name__)

VIEWS: dict[str, Callable[[Explainer], None]] = {
    addresses.STORY: story.show,
    addresses.SEQUENCE: sequence.show,
    addresses.VOICES: voices.show,
    addresses.QUIZ: quiz.show,
    addresses.SOURCES: sources.show,
    addresses.PEOPLE: people.show,
}
"""The pages, by the last part of their address."""


def run() -> None:
    root = settings.folder()
    lesson, problems = _lesson(str(root), fingerprint(root))
    frame.style()
    pages = {name: _page(name, lesson, problems) for name in VIEWS}
    current = st.navigation(list(pages.values()), position="hidden")
    frame.script(lesson, current.url_path, pages)
    st.set_page_config(page_title=_title(current.url_path, lesson), page_icon="📰", layout="wide")
    current.run()


@st.cache_resource(max_entries=2, show_spinner=False)
def _lesson(root: str, stamp: object) -> tuple[Explainer, tuple[Problem, ...]]:  # noqa: ARG001
    """The lesson, read anew only when the stamp, and so some file, has changed."""
    return load(Path(root))


def _show(name: str, lesson: Explainer) -> None:
    """One page. A fault of ours leaves a sentence there, never a traceback or a dead site."""
    try:
        VIEWS[name](lesson)
    except Exception:  # noqa: BLE001 (the last place before a reader meets a traceback)
        _LOG.exception("The page '%s' could not be drawn", name or "story")
        frame.apology()


def _title(name: str, lesson: Explainer) -> str:
    title = lesson.site.title
    return f"{addresses.TITLES[name]} · {title}" if name else title


def _page(name: str, lesson: Explainer, problems: tuple[Problem, ...]) -> st.Page:
    def body() -> None:
        frame.head(lesson, name)
        frame.problems(problems, settings.author())
        _show(name, lesson)
        frame.foot(lesson)

    body.__name__ = f"page_{name.replace('-', '_') or 'story'}"
    return st.Page(body, title=addresses.TITLES[name], url_path=name, default=not name)
