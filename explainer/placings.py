"""How far those who placed the same events agree: a learner, the lesson, other learners, scales.

What is compared is the order that each gives to the events, from the most tense to the calmest.
Rungs have no distance, and scales count in units of their own, so ranks are all they share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from explainer.agreement import Level, alpha
from explainer.model import Direction, Question, Response, Rung
from explainer.questions import coding

FEWEST = 3
"""Of fewer learners nothing is told: it would tell who chose what."""

Order = Mapping[str, float]
"""By event, a number that is higher where it is calmer, and says nothing else."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's alpha over ranks: 1 is the same order, 0 no more alike than by chance."""

    alpha: float
    low: float
    """The lowest that it becomes where any one event is left out."""
    high: float
    """The highest that it becomes so."""
    events: int
    """That at least two have placed."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What learners chose, without saying who."""

    learners: int
    chosen: Mapping[str, Mapping[str, int]]
    """By event and rung, how many."""
    agreement: Agreement | None


def order(ladder: Sequence[Rung], placed: Mapping[str, str]) -> Order:
    """The place of each event's rung. A rung beside the ladder has none, nor has its event."""
    steps = [rung.id for rung in ladder if rung.direction is not Direction.ASIDE]
    return {event: float(steps.index(rung)) for event, rung in placed.items() if rung in steps}


def agreement(coders: Sequence[Order]) -> Agreement | None:
    """None where there is nothing to compare: fewer than two events, or nobody gives an order."""
    counted = Counter(chain.from_iterable(coders))
    events = [event for event, count in counted.items() if count > 1]
    found = _alpha(coders, events)
    if found is None:
        return None
    others = (_alpha(coders, [each for each in events if each != left]) for left in events)
    known = [other for other in others if other is not None] or [found]
    return Agreement(found, min(known), max(known), len(events))


@lru_cache(maxsize=16)
def tally(question: Question, responses: tuple[Response, ...]) -> Tally | None:
    """None where too few learners placed the events for anybody to stay unknown."""
    every = [placed for given in responses if (placed := coding.placed(question, given))]
    if len(every) < FEWEST:
        return None
    chosen = {
        option.event: Counter(placed[option.event] for placed in every)
        for option in question.options
    }
    orders = [order(question.rungs, placed) for placed in every]
    return Tally(len(every), chosen, agreement(orders))


def _alpha(coders: Sequence[Order], events: Iterable[str]) -> float | None:
    """Ranks are given anew among these events, so that what one left out moves no other."""
    kept = frozenset(events)
    ranked = [_ranks({name: coder[name] for name in coder if name in kept}) for coder in coders]
    return alpha(ranked, Level.ORDINAL) if len(kept) > 1 else None


def _ranks(values: Order) -> Order:
    """From 1 upwards; those who are level share the middle of their places."""
    counted = Counter(values.values())
    below, rank = 0, {}
    for value in sorted(counted):
        rank[value] = below + (counted[value] + 1) / 2
        below += counted[value]
    return {event: rank[value] for event, value in values.items()}
