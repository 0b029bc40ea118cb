"""The kinds of question: each reads its answers, asks them in an order, and grades.

A kind is a module and a row in the table; the shape of the answers says which. To add one,
write a module with these functions, its row here, and its row in `views.widgets`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from explainer.model import Explainer, Mark, Option, Part, Place, Question, Response
from explainer.questions import (
    choice,
    coding,
    evidence,
    fill_in,
    matching,
    place,
    predicting,
    sequencing,
    speakers,
)
from explainer.syntax import Block


class Kind(Protocol):
    """What a module must have to be a kind of question."""

    def read(self, blocks: Sequence[Block], place: Place, /) -> tuple[Option, ...] | None:
        """The options, or None where the blocks have another shape.

        Raises ContentError where the shape is meant, but wrong.
        """

    def template(self, lesson: Explainer, /) -> str:
        """Answers whose words say what to write in their place, for `explainer new question`.

        An id is one of the lesson, if it has any; else the check says what is wanted.
        """

    def whole(self, question: Question, lesson: Explainer, /) -> Question:
        """The question with what stands in other files, such as the words of claims it names.

        What is not there stays as it was written, and a rule of `check` says so.
        """

    def shuffled(self, question: Question, seed: str, /) -> tuple[Option, ...]:
        """What the learner sees, in an order that only the seed and the words decide."""

    def given(self, pairs: Sequence[tuple[str, str]], /) -> Response:
        """What a form sent, bounded in size; what such a form cannot send is dropped."""

    def grade(self, question: Question, response: Response, /) -> Mark:
        """The mark. Nonsense is a wrong answer, never an exception: browsers are not trusted."""

    def feedback(self, question: Question, response: Response, /) -> tuple[tuple[str, str], ...]:
        """For each thing given, its words and what the author says to it: inline Markdown."""

    def key(self, question: Question, /) -> Response:
        """A response that earns full marks; empty where there is no right answer."""

    def meaning(self, question: Question, /) -> tuple[Part, ...]:
        """What makes it this question: a mended word keeps its answers, a changed role does not."""


QUESTIONS: Mapping[str, Kind] = MappingProxyType(
    {
        # Before choices, since a list may stand below their line.
        "evidence": evidence,
        "place": place,
        "choice": choice,
        "sequencing": sequencing,
        # Before pairs, since its table is one whose second head says more.
        "speakers": speakers,
        "matching": matching,
        "fill-in": fill_in,
        "coding": coding,
        "predicting": predicting,
    }
)
