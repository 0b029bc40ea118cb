"""What is known of one question while it is looked at, beside what a report shows of it."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.item_analysis.given import Given
from explainer.item_analysis.items import Item
from explainer.item_analysis.parts import Thing
from explainer.item_analysis.rest import Rests
from explainer.model import Question


@dataclass(frozen=True, slots=True)
class Evidence:
    """A question with its answers, and the rest scores of those who gave them."""

    question: Question
    item: Item
    given: tuple[Given, ...]
    things: tuple[Thing, ...]
    """As the item's picks, in the same order."""
    rests: Rests
