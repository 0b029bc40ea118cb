"""Learners by a model of item response, over the questions of any lesson.

A learner has an ability; a question has a difficulty, a discrimination, and a chance to be
guessed right (three-parameter logistic model, A. Birnbaum 1968). Who is right gives the key.
Who is wrong gives something that the kind's form can send: a wrong choice by its pull, an order
with steps changed, pairs mixed up. Who is right is more often certain.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from explainer import editions
from explainer.model import Answer, Explainer, Mark, Question, Response, option_id
from explainer.questions import QUESTIONS, choice
from tests.clients import pairs_of

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
Lot = random.Random
_TRIES = 200


@dataclass
class Nature:
    """How a question behaves, whatever its key says."""

    difficulty: float = 0.0
    discrimination: float = 1.2
    guessing: float = 0.02
    certain_when_right: float = 0.6
    certain_when_wrong: float = 0.12
    pull: dict[str, float] = field(default_factory=dict)
    """Of each wrong choice, by its id."""
    rival: str = ""
    """A wrong choice that is as good as the key: half of those who are right give it."""
    key: Response = ()

    def chance(self, ability: float) -> float:
        known = 1 / (1 + math.exp(-1.7 * self.discrimination * (ability - self.difficulty)))
        return self.guessing + (1 - self.guessing) * known


def sound(question: Question, lot: Lot) -> Nature:
    """A question without a fault: neither far too easy nor too hard, and every choice has pull."""
    names = [option_id(question.id, option.text) for option in question.options]
    is_single = question.kind == "choice" and not choice.has_several(question)
    return Nature(
        difficulty=max(-1.4, min(1.2, lot.gauss(-0.2, 0.7))),
        discrimination=lot.uniform(0.8, 1.7),
        guessing=lot.uniform(0.5, 1.0) / len(names) if is_single else 0.02,
        pull={name: lot.uniform(0.5, 1.5) for name in names},
        key=QUESTIONS[question.kind].key(question),
    )


def answers(
    truth: Explainer, served: Explainer, natures: Mapping[str, Nature], number: int, seed: int
) -> Iterator[Answer]:
    """The first answers of so many learners, who know the true key and are marked by the served."""
    series = editions.series(served, ())
    marks: dict[tuple[str, Response], Mark] = {}
    lot = random.Random(seed)
    for learner in range(number):
        ability, zeal = lot.gauss(0, 1), lot.uniform(0.6, 1.0)
        for name, question in truth.questions.items():
            if lot.random() > zeal:
                continue
            given, certain = _given(question, natures[name], ability, lot)
            if (name, given) not in marks:
                asked = served.questions[name]
                marks[name, given] = QUESTIONS[asked.kind].grade(asked, given)
            yield Answer(
                learner=f"learner-{learner}",
                key=f"{learner}-{name}",
                question=name,
                edition=series[name].edition,
                wording=series[name].id,
                response=given,
                mark=marks[name, given],
                at=START + timedelta(seconds=learner),
                confidence=_confidence(certain, lot),
                since=int(lot.lognormvariate(5, 1)) if lot.random() < 0.8 else None,
            )


def _given(question: Question, nature: Nature, ability: float, lot: Lot) -> tuple[Response, float]:
    """A response, and how likely whoever gave it was certain."""
    if not nature.key:
        return _by_lot(question, nature, ability, lot), nature.certain_when_wrong
    if lot.random() < nature.chance(ability):
        if nature.rival and lot.random() < 0.5:
            return (nature.rival,), nature.certain_when_right
        return nature.key, nature.certain_when_right
    give = _WRONG.get(question.kind, _by_lot)
    for _ in range(_TRIES):
        given = give(question, nature, ability, lot)
        if given and not _is_right(question, nature, given):
            return given, nature.certain_when_wrong
    raise AssertionError(f"Nobody can be wrong on {question.id}.")


def _is_right(question: Question, nature: Nature, given: Response) -> bool:
    """As the kind grades it, where it is not plain."""
    if question.kind == "choice":
        return set(given) == set(nature.key)
    return QUESTIONS[question.kind].grade(question, given).correct


def _confidence(certain: float, lot: Lot) -> int | None:
    if lot.random() < 0.05:
        return None
    return 3 if lot.random() < certain else lot.choice((1, 2))


def _by_lot(question: Question, _nature: Nature, _ability: float, lot: Lot) -> Response:
    pairs = pairs_of(question, lot)
    return QUESTIONS[question.kind].given([(one, two) for one, two in pairs])


def _wrong_choice(question: Question, nature: Nature, _ability: float, lot: Lot) -> Response:
    if not choice.has_several(question):
        wrong = {name: pull for name, pull in nature.pull.items() if name not in nature.key}
        return tuple(lot.choices(list(wrong), list(wrong.values())))
    chances = {n: 0.75 if n in nature.key else 0.3 * pull for n, pull in nature.pull.items()}
    return tuple(name for name, chance in chances.items() if lot.random() < chance)


def _wrong_order(_question: Question, nature: Nature, ability: float, lot: Lot) -> Response:
    """Who nearly knows it changes two neighbours; others change more."""
    steps = list(nature.key)
    for _ in range(1 if ability > 0.5 else lot.randint(1, 4)):
        at = lot.randrange(len(steps) - 1)
        steps[at], steps[at + 1] = steps[at + 1], steps[at]
    return tuple(steps)


def _wrong_pairs(_question: Question, nature: Nature, ability: float, lot: Lot) -> Response:
    pairs = [pair.split(":") for pair in nature.key]
    rights = [right for _, right in pairs]
    known = 1 / (1 + math.exp(-ability - 0.5))
    return tuple(f"{a}:{b if lot.random() < known else lot.choice(rights)}" for a, b in pairs)


def _wrong_words(_question: Question, _nature: Nature, _ability: float, lot: Lot) -> Response:
    words: Sequence[str] = ("7", "12", "a hundred", "no idea", f"about {lot.randint(1, 500)}")
    return tuple(lot.choices(words, (3, 2, 2, 1, 2)))


_WRONG: Mapping[str, Callable[[Question, Nature, float, Lot], Response]] = MappingProxyType(
    {
        "choice": _wrong_choice,
        "sequencing": _wrong_order,
        "matching": _wrong_pairs,
        "fill-in": _wrong_words,
    }
)
