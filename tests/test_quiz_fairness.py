"""The lesson's own quiz gives nothing away: not by length, not by habit, not by other questions.

The law for guessers: none of them beats chance by more than luck does in one of forty tries.
Chance is what a blind pick is right with in each question that the guesser does not pass, and the
luck is exact: the distribution of a sum of independent tries that each have a chance of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from statistics import mean

import pytest

from explainer.model import Question
from explainer.reading import load
from tests.conftest import ROOT
from tests.guessers import GUESSERS, Asked, all_asked, best, hit, learnt, luck, outcomes
from tests.proof import tell

LESSON = load(ROOT)[0]
VERDICTS = ("True", "False", "Not stated")
SAID = [q for q in LESSON.questions.values() if tuple(o.text for o in q.options) == VERDICTS]
CHOICES = [q for q in LESSON.questions.values() if q.kind == "choice" and q not in SAID]
SINGLE = [q for q in CHOICES if sum(option.correct for option in q.options) == 1]
ASKED = all_asked(LESSON)

LUCK = 1 / 40
"""What comes less often than this is no luck."""


# --- guessers -------------------------------------------------------------------------


@pytest.mark.parametrize("name", GUESSERS)
def test_no_guesser_beats_chance(name: str) -> None:
    _tell_and_judge(name, [(each, best(GUESSERS[name], each)) for each in ASKED])


@pytest.mark.uncounted
def test_nobody_learns_from_other_questions_how_to_guess() -> None:
    def taken(asked: Asked) -> frozenset[int]:
        others = [each for each in ASKED if each.question != asked.question]
        return best(lambda one: learnt(one, others), asked)

    _tell_and_judge("by what pays in other questions", [(each, taken(each)) for each in ASKED])


def test_each_guesser_finds_what_it_looks_for() -> None:
    """The control: a quiz whose every key is the longest, or careful, or denies, is caught."""
    for name, right in _GIVEN_AWAY.items():
        asked = [_planted(number, right) for number in range(8)]
        tried = [(each, best(GUESSERS[name], each)) for each in asked]
        earned, lucky = _outcome(tried)
        assert earned == len(asked), name
        assert lucky < LUCK, name


def test_luck_is_exact() -> None:
    one, three = _planted(0, "A ferry"), replace(_planted(0, "A ferry"), right=frozenset({1, 2}))
    tries = [outcomes(frozenset({3}), one), outcomes(frozenset({0, 3}), three)]
    assert tries[0] == {Fraction(0): 0.75, Fraction(1): 0.25}
    assert tries[1] == pytest.approx(
        {Fraction(0): 1 / 6, Fraction(1, 2): 4 / 6, Fraction(1): 1 / 6}
    )
    assert luck(Fraction(0), tries) == pytest.approx(1)
    assert luck(Fraction(3, 2), tries) == pytest.approx(0.25 * 5 / 6)
    assert luck(Fraction(2), tries) == pytest.approx(0.25 / 6)


Tried = Sequence[tuple[Asked, frozenset[int]]]


def _tell_and_judge(name: str, tried: Tried) -> None:
    decided = [(each, taken) for each, taken in tried if taken]
    earned, lucky = _outcome(decided)
    chance = sum(each.chance for each, _ in decided)
    tell(
        f"guessing, {name}: {float(earned):.1f} of {len(decided)} right, by chance {chance:.1f}; "
        f"by luck so many or more: {lucky:.2f}"
    )
    assert lucky >= LUCK, [each.question for each, taken in decided if taken & each.right]


def _outcome(tried: Tried) -> tuple[Fraction, float]:
    decided = [(each, taken) for each, taken in tried if taken]
    earned = sum((hit(taken, each) for each, taken in decided), Fraction(0))
    return earned, luck(earned, [outcomes(taken, each) for each, taken in decided])


_GIVEN_AWAY = {
    "the longest": "A ferry that sails over the lake",
    "the most careful": "Perhaps a ferry",
    "what denies most": "No ferry",
    "not stated": "Not stated",
    "most words of the question": "A ferry with bells",
    "the most precise": "A ferry of 1931",
    "told by other questions": "A steamer",
}


def _planted(number: int, right: str) -> Asked:
    wrong = ["A canoe", "A tanker", "A trawler"]
    options = (*wrong[: number % 4], right, *wrong[number % 4 :])
    return Asked(
        question=f"planted-{number}",
        kind="choice",
        stem="What has bells?",
        options=options,
        right=frozenset({options.index(right)}),
        is_fixed=False,
        elsewhere=(frozenset({"bells", "steamer"}),),
    )


# --- form -----------------------------------------------------------------------------


def _lengths(question: Question, *, right: bool) -> list[int]:
    return [len(option.text) for option in question.options if option.correct is right]


def test_there_are_enough_to_judge_by() -> None:
    assert len(SINGLE) + len(SAID) >= 20


@pytest.mark.parametrize("question", CHOICES, ids=lambda question: question.id)
def test_what_is_right_is_about_as_long_as_what_is_wrong(question: Question) -> None:
    right, wrong = _lengths(question, right=True), _lengths(question, right=False)
    assert mean(right) <= 1.5 * mean(wrong)
    assert min(right) <= max(wrong)


def test_no_verdict_is_right_so_often_that_it_can_be_guessed() -> None:
    keys = Counter(option.text for q in SAID for option in q.options if option.correct)
    assert set(keys) == set(VERDICTS)
    assert max(keys.values()) - min(keys.values()) <= 1


def test_every_wrong_choice_is_answered() -> None:
    silent = [
        f"{question.place}: {option.text}"
        for question in CHOICES + SAID
        for option in question.options
        if not option.correct and not option.feedback
    ]
    assert silent == []
