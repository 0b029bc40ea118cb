"""Where each thing of a lesson stands on the site.

Addresses are relative, because a host may put a path before them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

from explainer.model import Event, Explainer, Location, Person, Question, Section, Word

STORY, SEQUENCE, VOICES, CHARTS, QUIZ, SOURCES, PEOPLE, YOURS, BACK = (
    "", "sequence", "who-says-what", "charts", "quiz", "sources", "people", "your-answers",
    "come-back",
)  # fmt: skip

REPORT = "report"
"""A page for authors alone: it shows which answers are right."""

EDIT = "edit"
"""A page for authors alone: where files are written."""

AUTHOR = "author"
"""Below it stand the routes for authors alone."""

SIGN_IN, SIGN_OUT = f"{AUTHOR}/sign-in", f"{AUTHOR}/sign-out"
"""Where authors give the password, if there is one."""

REVISION = f"{AUTHOR}/revision"
"""Whether the lesson's files have changed."""

ANSWER, CODE, CARD, CONTINUE, FORGET = "answer", "code", "card", "continue", "forget"
"""Routes of our server, beside the pages."""

RESULTS = "your-results.html"
"""A file with a learner's results, to save."""

EMBED = "embed"
"""Below it stands each kind of chart alone, for frames of other sites, with what draws it."""

TITLES: Mapping[str, str] = MappingProxyType(
    {
        STORY: "Story",
        SEQUENCE: "Sequence",
        VOICES: "Who says what",
        CHARTS: "Charts",
        QUIZ: "Quiz",
        SOURCES: "Sources",
        PEOPLE: "People and words",
        YOURS: "Your answers",
        BACK: "Come back",
    }
)
"""The pages, those of the menu in its order, by the last part of their address."""


def titles(author: bool = False) -> Mapping[str, str]:
    """The same with what an author sees besides."""
    return {**TITLES, EDIT: "Edit", REPORT: "How questions fare"} if author else TITLES


def menu(lesson: Explainer, author: bool = False) -> tuple[str, ...]:
    """The pages to choose from: what is kept of a learner stands at the foot of each of them."""
    hidden = (YOURS, BACK) if lesson.charts else (YOURS, BACK, CHARTS)
    return tuple(name for name in titles(author) if name not in hidden)


def page(name: str, fragment: str = "") -> str:
    """The address of a page, or of a thing on it."""
    return (name or "./") + (f"#{fragment}" if fragment else "")


def question(name: str) -> str:
    return f"{QUIZ}?question={name}"


def edited(file: str, line: int = 0) -> str:
    """Where an author mends a file, at a line of it."""
    at = f"&line={line}" if line else ""
    return f"{EDIT}?file={quote(file)}{at}"


def entry(name: str) -> str:
    """The address of a claim, a silence, an inference or another report."""
    return page(SOURCES, name)


def of(lesson: Explainer, name: str) -> str:
    """The address of whatever has an id; the story, if nothing has it."""
    if name in lesson.record:
        return entry(name)
    thing = next((thing for thing in lesson.things if thing.id == name), None)
    match thing:
        case Question():
            return question(name)
        case Event():
            return page(SEQUENCE, name)
        case Person() | Word() | Location():
            return page(PEOPLE, name)
        case Section() if thing in lesson.charts:
            return page(CHARTS, name)
        case _:
            return page(STORY, name)


def cited(lesson: Explainer, section: Section, entry: str) -> str:
    """The address of the first words of a section that rest on an entry of the record."""
    name = CHARTS if section in lesson.charts else STORY
    return page(name, f"cited-{section.id}-{entry}")


def told(event: Event) -> str:
    """The address of the words in the story that tell of an event."""
    return page(STORY, f"told-{event.id}")
