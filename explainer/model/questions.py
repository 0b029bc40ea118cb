"""Questions, and what a learner gave."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from enum import StrEnum

from explainer.model.events import Rung
from explainer.model.place import Place, Text
from explainer.model.world import Map


@dataclass(frozen=True, slots=True)
class Option:
    """One line a learner may pick, place, match or type. One type for all kinds."""

    text: str
    correct: bool = False
    feedback: str = ""
    match: str = ""
    """What belongs to it: the right-hand side of a pair, the country of a place."""
    event: str = ""
    """The id of the event that it stands for, where it stands for one."""
    misreading: str = ""
    """The id of the misreading that a wrong option catches, where it catches one."""
    claim: str = ""
    """The id of the claim that it stands for, where it stands for one."""
    area: str = ""
    """The name of the area of a map that it stands for, where it stands for one."""
    speaker: str = ""
    """Who says it, where that is a part of it."""
    place: Place | None = field(default=None, compare=False)
    """Its own line, where it was written on one."""


@dataclass(frozen=True, slots=True)
class Skill:
    """What a question trains, whatever it asks about. Results are counted by it."""

    id: str
    title: str
    text: str
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """One item of a quiz. Its kind, a module in `questions`, knows how to read and grade it."""

    kind: str
    id: str
    stem: str
    options: tuple[Option, ...]
    hint: str
    why: str
    about: str
    """The section to read again; empty if the question belongs to none."""
    place: Place = field(compare=False)
    told: tuple[Text, ...] = field(default=(), compare=False, repr=False)
    """All that it tells as true, where it was written: everything but wrong choices."""
    rungs: tuple[Rung, ...] = ()
    """What its events are placed on: the ladder of the lesson, where it asks for that."""
    skill: str = ""
    """The id of the skill that it trains; empty if its author names none."""
    like: str = ""
    """The id of the question in whose place it is asked the second time; mostly there is none."""
    map: Map | None = None
    """On what its places are picked."""
    speakers: tuple[str, ...] = ()
    """Whom one can choose from, where it asks who says a thing."""
    after: str = ""
    """The id of the prediction that it asks again, once the story has been read."""

    @property
    def afterwards(self) -> Question:
        """A prediction as it is asked at the end of the story: with answers of its own."""
        return replace(self, id=f"{self.id}-after", after=self.id)


@dataclass(frozen=True, slots=True)
class Misreading:
    """A way in which readers go wrong, whatever the text: wrong choices name the one they catch."""

    id: str
    title: str
    ask: str
    """What to ask oneself, so as not to fall for it."""
    text: str
    place: Place = field(compare=False)
    told: tuple[Text, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Quiz:
    """A file of questions."""

    id: str
    title: str
    intro: str
    questions: tuple[Question, ...]
    place: Place = field(compare=False)
    broken: tuple[Question, ...] = ()
    """Those whose answers make no sense: nobody is asked them, and their words are checked."""


Response = tuple[str, ...]
"""What a learner gave: option ids in the order given, `left:right` pairs, or what was typed."""


class Verdict(StrEnum):
    """What a mark says, in a word."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    KEPT = "kept"
    """There is nothing to be right or wrong about, so nobody counts it as either."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The outcome of one response."""

    correct: bool
    score: float
    """From 0 to 1."""
    graded: bool = True
    """False where a question has no right answer: then the other two say nothing."""

    @property
    def verdict(self) -> Verdict:
        if not self.graded:
            return Verdict.KEPT
        if self.correct:
            return Verdict.RIGHT
        return Verdict.PARTLY if self.score > 0 else Verdict.WRONG


KEPT = Mark(correct=False, score=0.0, graded=False)
"""The mark of every response to a question that has no right answer."""


def option_id(question: str, text: str) -> str:
    """A name for an option that says nothing about whether it is right or where it stands.

    Positions would record another answer after a reshuffle, and readable names could give
    the key away: so eight hexadecimal digits of a hash of what the learner reads anyway.
    """
    return hashlib.sha256(f"{question}\n{text}".encode()).hexdigest()[:8]
