"""Answers and wordings as rows of a table, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from explainer.model import KEPT, Answer, Mark, Part, Response, Wording

LONGEST_NAME = 200
"""PostgreSQL can index no name of some thousand letters, so no store takes one."""

NO_SCORE = -1.0
"""In the column of scores, for a mark that is neither right nor wrong."""

_UNFIT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class First:
    """What some learner answered first, without saying who."""

    wording: str
    response: Response


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer as it is kept, which for one sent twice is the first."""

    answer: Answer
    tries: int
    """How many answers the learner gave to the question in this edition, up to this one."""


def check_names(*names: str) -> None:
    """Refuses what a database would refuse or change, before it is queued with others.

    A name is whatever is looked up: a learner, key, question or code. What a learner typed may
    be anything.
    """
    for name in names:
        if not name or len(name) > LONGEST_NAME or _UNFIT.search(name):
            raise ValueError(f"A store takes no such name: {name[:LONGEST_NAME]!a}")


def answer_row(answer: Answer) -> dict[str, Any]:
    check_names(answer.learner, answer.key, answer.question, answer.edition, answer.wording)
    if answer.at.tzinfo is None:
        raise ValueError("The time of an answer needs its time zone.")
    return {
        "learner": answer.learner,
        "key": answer.key,
        "question": answer.question,
        "edition": answer.edition,
        "wording": answer.wording,
        "response": list(answer.response),
        "correct": answer.mark.correct,
        "score": answer.mark.score if answer.mark.graded else NO_SCORE,
        "at": answer.at,
        "confidence": answer.confidence,
        "looked": answer.looked,
        "since": answer.since,
    }


def answer_of(row: Row[Any]) -> Answer:
    return Answer(
        learner=row.learner,
        key=row.key,
        question=row.question,
        edition=row.edition,
        wording=row.wording,
        response=tuple(row.response),
        mark=KEPT if row.score == NO_SCORE else Mark(row.correct, row.score),
        at=row.at,
        confidence=row.confidence,
        looked=row.looked,
        since=row.since,
    )


def wording_row(wording: Wording) -> dict[str, Any]:
    check_names(wording.question, wording.id, wording.edition, wording.kind)
    return {
        "question": wording.question,
        "id": wording.id,
        "edition": wording.edition,
        "kind": wording.kind,
        "parts": [{"texts": list(part.texts), "role": part.role} for part in wording.parts],
    }


def wording_of(row: Row[Any]) -> Wording:
    parts = tuple(Part(tuple(part["texts"]), part["role"]) for part in row.parts)
    return Wording(row.question, row.id, row.edition, row.kind, parts)
