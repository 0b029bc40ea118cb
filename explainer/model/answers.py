"""What a store keeps: answers, and the words a question had when it was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from explainer.model.questions import Mark, Response


@dataclass(frozen=True, slots=True)
class Answer:
    """A response and its mark, with who gave it and when."""

    learner: str
    """A hash of a learner's token: the token itself is never stored."""
    key: str
    """Made by the browser for one press of the button: the same key is the same answer."""
    question: str
    edition: str
    """The series the answer belongs to; a changed key starts a new one."""
    wording: str
    """The exact words it was given to, since option ids are made of them."""
    response: Response
    mark: Mark
    at: datetime
    """When it arrived, by the server's clock, in UTC; the browser's is never asked."""
    confidence: int | None = None
    """How sure the learner said they were: 1 a guess, 2 fairly sure, 3 certain. Never scored."""
    looked: bool = False
    """Whether the text was open while they answered: looked at again, or around the question."""
    since: int | None = None
    """Seconds since they had read the section, as their browser counted; None if it knew none."""


@dataclass(frozen=True, slots=True)
class Part:
    """What of an option belongs to the meaning of its question."""

    texts: tuple[str, ...]
    """Words that may be mended without a change of meaning: an option's, and its match's."""
    role: str
    """What may not change: right or wrong, its place in an order, or a typed answer itself."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The meaning of a question in the words of one day."""

    question: str
    id: str
    """A hash of kind and parts."""
    edition: str
    """The id of the first wording of its series."""
    kind: str
    parts: tuple[Part, ...]
