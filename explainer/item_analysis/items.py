"""What a report holds: a row for each question, and what to look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from explainer.model import Place


class Sign(StrEnum):
    """What can be the matter with a question, the gravest first."""

    KEY = "key"
    """Who is right elsewhere is wrong here: most likely the key is."""
    LURE = "lure"
    """The best learners give an answer that counts as wrong."""
    NOBODY = "nobody"
    EVERYBODY = "everybody"
    UNCLEAR = "unclear"
    """Who is right elsewhere is right here no more often than others."""
    CERTAIN = "certain"
    """Many are certain, and wrong."""
    TRAP = "trap"
    """The wrong choice that most take, to which the author says nothing."""
    DEAD = "dead"
    """A choice that nobody takes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: where, what was found, and what to do about it."""

    place: Place
    sign: Sign
    question: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing that learners gave: a choice, a pair, a step at its place, or what was typed."""

    words: str
    right: bool
    chosen: int
    """How many learners."""
    share: float
    """Of all who answered."""
    discrimination: float | None
    """As in `Item`, of whether this was given."""
    place: Place


@dataclass(frozen=True, slots=True)
class Item:
    """One question, and the first answer of each learner to it as it stands now."""

    question: str
    kind: str
    stem: str
    place: Place
    answers: int
    right: float | None
    """The share that is right; None where there is nothing to be right about, or no answer."""
    certain_wrong: float | None
    """Of those who said how sure they were, the share that was certain, and wrong."""
    discrimination: float | None
    """See `analysis`; None where too few can be compared."""
    since: float | None
    """The median of the seconds between reading and answering, where browsers knew them."""
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """How all questions of a lesson fare."""

    learners: int
    items: tuple[Item, ...]
    """In the order of the lesson."""
    findings: tuple[Finding, ...]
    """By place."""
