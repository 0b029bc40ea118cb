"""What becomes of the answers in a store when a lesson is served with its words as they are now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from explainer import editions
from explainer.model import Explainer, Question, Wording
from explainer.problems import Problem
from explainer.store import open_store

Counts = Mapping[tuple[str, str], int]
"""How many answers were given, by question and edition."""


def compared(lesson: Explainer, url: str) -> tuple[Problem, ...]:
    """What there is to know of each question whose words the store has not seen.

    Raises StoreError, and Unavailable where the store may be reached later.
    """
    store = open_store(url)
    try:
        return notes(lesson, store.wordings(), store.counts())
    finally:
        store.close()


def notes(lesson: Explainer, known: Sequence[Wording], counts: Counts) -> tuple[Problem, ...]:
    """In the order of the questions; `known` are all wordings of a store, the oldest first."""
    before: dict[str, list[Wording]] = defaultdict(list)
    for wording in known:
        before[wording.question].append(wording)
    said = ((item, _said(item, before[item.id], counts)) for item in lesson.questions.values())
    return tuple(
        Problem(item.place, words, "", "answers-in-store") for item, words in said if words
    )


def _said(question: Question, known: Sequence[Wording], counts: Counts) -> str:
    now = editions.continued(question, known)
    if now.id in {wording.id for wording in known}:
        return ""
    if not known:
        return "New question: no answers yet."
    if now.edition in {wording.edition for wording in known}:
        stays = counts.get((question.id, now.edition), 0)
        return f"Mended words: {_its(stays)} {'stays' if stays == 1 else 'stay'}."
    every = sum(count for (name, _), count in counts.items() if name == question.id)
    stay = "stays" if every == 1 else "stay"
    return f"The key changed: {_its(every, 'earlier ')} {stay} behind, and a new series begins."


def _its(number: int, earlier: str = "") -> str:
    return f"its {number} {earlier}{'answer' if number == 1 else 'answers'}"
