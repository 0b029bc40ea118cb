"""Guessers: ways to pick an answer without having read a word of the text.

Each sees what a learner sees before an answer, and nothing else: the question, its options in the
order in which they are shown, and what the other questions show.
A guesser to whom all options are as good passes; where some are as good, it takes any of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import comb, sqrt
from types import MappingProxyType

from explainer.model import Explainer, Question
from explainer.questions import QUESTIONS
from explainer.questions.choice import SILENCE
from explainer.syntax import plain

SEEDS = tuple(f"{number:032x}" for number in range(8))
"""Of learners: an order that all of them see is one that a place in it can be learnt of."""

_WORD = re.compile(r"[^\W_]+(?:['’]s\b)?")
_SMALL = frozenset(
    "a about after all also an and any are as at be been before both but by can come did do does "
    "each for from had has have he his how if in into is it its not of off on one only or other "
    "out she so some than that the their them then there these they this those to up was were "
    "what when where which who whose why will with you".split()
)
_HEDGES = frozenset(
    "about according account almost around fairly far likely may maybe might more mostly often "
    "partly perhaps possibly probably roughly several some sometimes soon usually yet".split()
)
_ABSOLUTES = frozenset(
    "all alone always any anybody entirely every everybody everything exactly must never no "
    "nobody none nothing only".split()
)
_DENIALS = frozenset("cannot neither never no nobody none nor not nothing without".split())
_NUMBERS = MappingProxyType(
    {"one": 1, "two": 2, "three": 3, "four": 4, "nine": 9, "eleven": 11, "thirteen": 13}
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to pick, as it is shown."""

    question: str
    kind: str
    stem: str
    options: tuple[str, ...]
    right: frozenset[int]
    is_fixed: bool
    """Whether every learner sees the options in this order."""
    elsewhere: tuple[frozenset[str], ...]
    """The words of each line that other questions show."""

    @property
    def chance(self) -> float:
        return len(self.right) / len(self.options)


Guesser = Callable[[Asked], Sequence[float]]
"""A number for each option: it picks the one with the highest."""


def best(guesser: Guesser, asked: Asked) -> frozenset[int]:
    """The options that it takes one of; none, where it passes."""
    scores = guesser(asked)
    found = frozenset(at for at, score in enumerate(scores) if score == max(scores))
    return found if len(found) < len(scores) else frozenset()


def hit(taken: frozenset[int], asked: Asked) -> Fraction:
    """The share of a right answer that it earns."""
    return Fraction(len(taken & asked.right), len(taken))


def outcomes(taken: frozenset[int], asked: Asked) -> Mapping[Fraction, float]:
    """What it can earn where any option is as likely to be right, and how likely each is."""
    every, right, number = len(asked.options), len(asked.right), len(taken)
    return {
        Fraction(count, number): comb(right, count)
        * comb(every - right, number - count)
        / comb(every, number)
        for count in range(min(right, number) + 1)
    }


def luck(earned: Fraction, tries: Sequence[Mapping[Fraction, float]]) -> float:
    """The chance to earn so much or more: exact, from what each try can give."""
    sums = {Fraction(0): 1.0}
    for each in tries:
        found: defaultdict[Fraction, float] = defaultdict(float)
        for before, likely in sums.items():
            for more, share in each.items():
                found[before + more] += likely * share
        sums = found
    return min(1.0, sum(likely for total, likely in sums.items() if total >= earned))


def learnt(asked: Asked, others: Sequence[Asked]) -> Sequence[float]:
    """What somebody takes who has seen which guessers pay in all other questions."""
    scores = [0.0 for _ in asked.options]
    for guesser in GUESSERS.values():
        taken = best(guesser, asked)
        for at in taken:
            scores[at] += _gain(guesser, others) / len(taken)
    return [round(score, 9) for score in scores]


def _gain(guesser: Guesser, others: Sequence[Asked]) -> float:
    """By how much it beats chance, in deviations of chance."""
    tried = [(each, taken) for each in others if (taken := best(guesser, each))]
    spread = sum(each.chance * (1 - each.chance) for each, _ in tried)
    over = sum(hit(taken, each) - Fraction(each.chance) for each, taken in tried)
    return float(over) / sqrt(spread) if tried else 0.0


def all_asked(lesson: Explainer) -> tuple[Asked, ...]:
    """Each question with options to pick one from, and each statement that has a speaker."""
    return tuple(each for item in lesson.questions.values() for each in _asked(item, lesson))


def lines(question: Question) -> Iterator[str]:
    """What it shows before an answer, line by line."""
    yield plain(question.stem)
    if question.hint:
        yield plain(question.hint)
    if question.kind != "fill-in":
        yield from (plain(option.text) for option in question.options)


def words(text: str) -> frozenset[str]:
    """Those that carry a meaning, without their endings: "children's" is "children"."""
    found = (re.sub(r"['’]s$", "", word.casefold()) for word in _WORD.findall(text))
    return frozenset(word for word in found if word not in _SMALL)


def _asked(item: Question, lesson: Explainer) -> Iterator[Asked]:
    elsewhere = _elsewhere(lesson, item.id)
    if item.kind in ("choice", "evidence", "place"):
        shown = QUESTIONS[item.kind].shuffled(item, SEEDS[0])
        is_fixed = all(QUESTIONS[item.kind].shuffled(item, seed) == shown for seed in SEEDS)
        texts = tuple(plain(option.text) for option in shown)
        right = frozenset(at for at, option in enumerate(shown) if option.correct)
        yield Asked(item.id, item.kind, plain(item.stem), texts, right, is_fixed, elsewhere)
    if item.kind == "speakers":
        for option in item.options:
            names = item.speakers
            right = frozenset({names.index(option.match)})
            stem = plain(option.text)
            yield Asked(item.id, item.kind, stem, names, right, True, elsewhere)


@cache
def _elsewhere(lesson: Explainer, own: str) -> tuple[frozenset[str], ...]:
    others = (each for each in lesson.questions.values() if each.id != own)
    return tuple(words(line) for other in others for line in lines(other))


# --- the guessers ---------------------------------------------------------------------


def _by_length(sign: int) -> Guesser:
    return lambda asked: [sign * len(text) for text in asked.options]


def _by_shared(sign: int) -> Guesser:
    def guess(asked: Asked) -> Sequence[float]:
        stem = words(asked.stem)
        return [sign * len(words(text) & stem) for text in asked.options]

    return guess


def _by_words(listed: frozenset[str], sign: int = 1) -> Guesser:
    def guess(asked: Asked) -> Sequence[float]:
        every = [_WORD.findall(text.casefold()) for text in asked.options]
        return [sign * sum(word in listed for word in found) for found in every]

    return guess


def _most_precise(asked: Asked) -> Sequence[float]:
    """Digits, names, and words in quotation marks."""
    return [
        len(re.findall(r"\d+|[\"“]|(?<=\s)[A-Z]", text)) + text.count(",") for text in asked.options
    ]


def _by_likeness(sign: int) -> Guesser:
    def guess(asked: Asked) -> Sequence[float]:
        every = [frozenset(_WORD.findall(text.casefold())) for text in asked.options]
        return [
            sign * sum(_likeness(one, other) for other in every if other is not one)
            for one in every
        ]

    return guess


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return round(len(one & other) / max(1, len(one | other)), 9)


def _silent(asked: Asked) -> Sequence[float]:
    return [bool(SILENCE.search(text)) for text in asked.options]


def _at(place: int) -> Guesser:
    """A place in a list that is the same for all; elsewhere it passes."""

    def guess(asked: Asked) -> Sequence[float]:
        here = place % len(asked.options)
        return [asked.is_fixed and at == here for at in range(len(asked.options))]

    return guess


def _middle_number(asked: Asked) -> Sequence[float]:
    numbers = [_number(text) for text in asked.options]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return [0 for _ in numbers]
    middle = sum(known) / len(known)
    return [-abs(number - middle) for number in known]


def _number(text: str) -> float | None:
    first = re.match(r"\W*(\d+|\w+)", text)
    if first and first[1].isdecimal():
        return float(first[1])
    return _NUMBERS.get(first[1].casefold()) if first else None


def _told_elsewhere(asked: Asked) -> Sequence[float]:
    """Lines of other questions that speak of this question, and of one option more than others."""
    stem = words(asked.stem)
    every = [words(text) - stem for text in asked.options]
    shared = frozenset.intersection(*every)
    return [
        sum(len(line & stem) * len(line & (one - shared)) for line in asked.elsewhere)
        / max(1, len(one - shared))
        for one in every
    ]


def _repeated_elsewhere(asked: Asked) -> Sequence[float]:
    """What other questions say as well: the option of which one line has the most words."""
    every = [words(text) for text in asked.options]
    return [max(len(line & one) / max(1, len(one)) for line in asked.elsewhere) for one in every]


def _true_if_told(asked: Asked) -> Sequence[float]:
    """A statement is true where a line of another question says nearly the same."""
    stem = words(re.sub(r"[^\"”]*$", "", asked.stem))
    told = max((len(line & stem) / max(1, len(stem)) for line in asked.elsewhere), default=0)
    return [text == "True" and told >= 0.6 for text in asked.options]


GUESSERS: Mapping[str, Guesser] = MappingProxyType(
    {
        "the longest": _by_length(1),
        "the shortest": _by_length(-1),
        "most words of the question": _by_shared(1),
        "fewest words of the question": _by_shared(-1),
        "the most careful": _by_words(_HEDGES),
        "the least careful": _by_words(_HEDGES, -1),
        "the most sweeping": _by_words(_ABSOLUTES),
        "the least sweeping": _by_words(_ABSOLUTES, -1),
        "what denies most": _by_words(_DENIALS),
        "what denies least": _by_words(_DENIALS, -1),
        "the most precise": _most_precise,
        "most like the others": _by_likeness(1),
        "least like the others": _by_likeness(-1),
        "not stated": _silent,
        "the first": _at(0),
        "the second": _at(1),
        "the last": _at(-1),
        "the number in the middle": _middle_number,
        "told by other questions": _told_elsewhere,
        "repeated in other questions": _repeated_elsewhere,
        "true if said elsewhere": _true_if_told,
    }
)
