"""What we want to reach, as ratios to what others reach in the same run."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.figures import Figures, Key
from tests.bench.servers import BARE, NAIVE, OURS, STATIC

CLASS, CROWD = 200, 600
"""Learners of ours, for what a session or an answer costs, and for what is the most."""

NAIVE_CLASS = 25
NAIVE_CLASSES = (15, 25, 50)
PATIENCE = 1.0
"""Seconds in which the mark of nineteen answers in twenty must be there."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One row: at most `limit` of what it is measured against."""

    what: str
    against: str
    limit: float
    reach: Callable[[Figures], float]


def _ratio(ours: Key, base: Key) -> Callable[[Figures], float]:
    def reach(figures: Figures) -> float:
        return _divided(figures.median(*ours), figures.median(*base))

    return reach


def _divided(ours: float, base: float) -> float:
    return ours / base if base else math.nan


def _at_most(figures: Figures) -> float:
    """Seconds at the 95th percentile in the largest class of ours; endless with a single error."""
    if figures.sum(OURS, CROWD, "errors"):
        return math.inf
    return figures.percentile(0.95, OURS, CROWD, "answer") / PATIENCE


GOALS = (
    Goal(
        "first text of the story, cold",
        "bare Streamlit",
        0.25,
        _ratio((OURS, "cold", "text"), (BARE, "cold", "text")),
    ),
    Goal(
        "the app's own text, cold",
        "bare Streamlit",
        1.1,
        _ratio((OURS, "cold", "own"), (BARE, "cold", "own")),
    ),
    Goal(
        "bytes on first visit, story with its charts",
        "naive Streamlit",
        0.30,
        _ratio((OURS, "cold", "size"), (NAIVE, "cold", "size")),
    ),
    Goal(
        "bytes on first visit, a page without a chart",
        "bare Streamlit",
        0.45,
        _ratio((OURS, "quiz cold", "size"), (BARE, "cold", "size")),
    ),
    Goal(
        "first chart, cold, on this computer",
        "naive Streamlit",
        1.0,
        _ratio((OURS, "cold", "chart"), (NAIVE, "cold", "chart")),
    ),
    Goal(
        "first chart, cold, at 8 Mbit/s",
        "naive Streamlit",
        0.5,
        _ratio((OURS, "slow", "chart"), (NAIVE, "slow", "chart")),
    ),
    Goal(
        "answer to saved mark in the browser, median",
        "a static page, marked in the browser, nothing saved",
        2.0,
        _ratio((OURS, "mark"), (STATIC, "mark")),
    ),
    Goal(
        "processor time per answer, saved",
        "naive Streamlit, nothing saved",
        1 / 30,
        _ratio((OURS, CLASS, "answer cost"), (NAIVE, NAIVE_CLASS, "answer cost")),
    ),
    Goal(
        "processor time per session opened",
        "naive Streamlit",
        1 / 8,
        _ratio((OURS, CLASS, "open cost"), (NAIVE, NAIVE_CLASS, "open cost")),
    ),
    Goal(
        f"p95 of answer to saved mark with {CROWD} learners, without an error",
        "one second",
        1.0,
        _at_most,
    ),
    Goal(
        f"memory with {CLASS} sessions",
        "with one session",
        1.15,
        _ratio((OURS, CLASS, "memory all"), (OURS, CLASS, "memory one")),
    ),
    Goal(
        "memory after 2,000 answers",
        "before them",
        1.03,
        _ratio((OURS, CLASS, "memory after"), (OURS, CLASS, "memory all")),
    ),
    Goal(
        "cold start: reading and checking 1,000 files",
        "rendering them with markdown-it alone",
        1.6,
        _ratio(("files", "many", "read"), ("files", "many", "render")),
    ),
    Goal(
        "reading and checking, per kilobyte, with 1,000 files",
        "with the lesson's own two dozen",
        1.5,
        _ratio(("files", "many", "each"), ("files", "few", "each")),
    ),
)


def most_learners(figures: Figures, site: str, classes: tuple[int, ...]) -> int:
    """The largest class that was tried and got its marks within a second, without an error."""
    fits = (
        learners
        for learners in classes
        if figures.percentile(0.95, site, learners, "answer") < PATIENCE
        and not figures.sum(site, learners, "errors")
    )
    return max(fits, default=0)
