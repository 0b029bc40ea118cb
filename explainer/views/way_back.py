"""Where a question leads back to: the words that its answer rests on, and its points in a chart."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from explainer.model import Event, Explainer, Note, Prose, Question, Section
from explainer.syntax import marks, parse, texts
from explainer.views import addresses, event_card

MOST_POINTS = 2
"""So many events of a chart are named at most: the nearest say where to look."""


@lru_cache(maxsize=1024)
def words(lesson: Explainer, question: Question) -> str:
    """The address of the paragraph that shares most with its reason.

    The section to read again comes before all others, and stands in where nothing is shared.
    """
    why, best, most = set(marks(question.why)), "", (0, False)
    for section in lesson.every_section:
        firsts = set[str]()
        for cited in _paragraphs(section):
            here = [mark for mark in cited if mark in why]
            led = [mark for mark in here if mark not in firsts]
            firsts.update(cited)
            worth = (len(here), section.id == question.about)
            if led and _is_more(worth, most):
                best, most = addresses.cited(lesson, section, led[0]), worth
    return best or (addresses.of(lesson, question.about) if question.about else "")


@lru_cache(maxsize=1024)
def points(lesson: Explainer, question: Question) -> tuple[Event, ...]:
    """The events that rest on the same claims as its reason, the nearest first."""
    why = set(marks(question.why))
    shared = {event: len(why.intersection(event_card.behind(event))) for event in lesson.events}
    near = sorted((event for event in shared if shared[event]), key=lambda e: -shared[e])
    return tuple(near[:MOST_POINTS])


def _is_more(worth: tuple[int, bool], most: tuple[int, bool]) -> bool:
    """By the section first, then by how many claims are shared."""
    return worth[::-1] > most[::-1]


def _paragraphs(section: Section) -> Iterator[tuple[str, ...]]:
    """The marks of each paragraph, cell or item, in the order in which they stand."""
    for block in section.blocks:
        if isinstance(block, Prose | Note):
            yield from (marks(text.text) for text in texts(parse(block.markdown, "")))
