"""How far those who placed the same events agree: a learner, the lesson, other learners, scales.

What is compared is the order that each gives to the events, from the most tense to the calmest.
Rungs have no distance, and scales count in units of their own, so ranks are all they share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from explainer.agreement import Agreement, Order, of_orders
from explainer.model import Direction, Question, Response, Rung
from explainer.questions import coding

FEWEST = 3
"""Of fewer learners nothing is told: it would tell who chose what."""


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
    return Tally(len(every), chosen, of_orders(orders))
