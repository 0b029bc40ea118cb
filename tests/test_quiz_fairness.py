"""The lesson's own quiz gives nothing away by its form: not by length, and not by habit."""

from __future__ import annotations

from collections import Counter
from statistics import mean

import pytest

from explainer.model import Question
from explainer.reading import load
from tests.conftest import ROOT

LESSON = load(ROOT)[0]
VERDICTS = ("True", "False", "Not stated")
SAID = [q for q in LESSON.questions.values() if tuple(o.text for o in q.options) == VERDICTS]
CHOICES = [q for q in LESSON.questions.values() if q.kind == "choice" and q not in SAID]
SINGLE = [q for q in CHOICES if sum(option.correct for option in q.options) == 1]


def _lengths(question: Question, *, right: bool) -> list[int]:
    return [len(option.text) for option in question.options if option.correct is right]


def test_there_are_enough_to_judge_by() -> None:
    assert len(SINGLE) + len(SAID) >= 20


@pytest.mark.parametrize("question", CHOICES, ids=lambda question: question.id)
def test_what_is_right_is_about_as_long_as_what_is_wrong(question: Question) -> None:
    right, wrong = _lengths(question, right=True), _lengths(question, right=False)
    assert mean(right) <= 1.5 * mean(wrong)
    assert min(right) <= max(wrong)


def test_whoever_takes_the_longest_answer_does_no_better_than_by_chance() -> None:
    """Nor whoever takes the shortest."""
    chance = sum(1 / len(question.options) for question in SINGLE)
    for best in (max, min):
        hits = [
            question.id
            for question in SINGLE
            if best(question.options, key=lambda option: len(option.text)).correct
        ]
        assert len(hits) <= chance + 1, hits


def test_no_verdict_is_right_so_often_that_it_can_be_guessed() -> None:
    keys = Counter(option.text for q in SAID for option in q.options if option.correct)
    assert set(keys) == set(VERDICTS)
    assert max(keys.values()) <= len(SAID) / 2


def test_every_wrong_choice_is_answered() -> None:
    silent = [
        f"{question.place}: {option.text}"
        for question in CHOICES + SAID
        for option in question.options
        if not option.correct and not option.feedback
    ]
    assert silent == []
