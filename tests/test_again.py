"""What comes again: what was wrong, what was guessed, when, in which order, and in what words."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta, timezone

from explainer import again
from explainer.model import KEPT, Answer, Explainer, Mark
from explainer.questions import QUESTIONS, choice
from explainer.reading import load
from tests.cases import FERRY

LESSON: Explainer = load(FERRY)[0]
RIGHT, PARTLY, WRONG = Mark(True, 1.0), Mark(False, 0.5), Mark(False, 0.0)
START = datetime(2031, 5, 4, 9, 0, tzinfo=UTC)
LATER = START + timedelta(days=30)


def answer(question: str, mark: Mark, at: float = 0, sure: int | None = None) -> Answer:
    """`at` in hours after the start."""
    when = START + timedelta(hours=at)
    return Answer("me", "key", question, "e", "w", (), mark, when, confidence=sure)


def history(*answers: Answer) -> again.History:
    found = defaultdict[str, list[Answer]](list)
    for each in answers:
        found[each.question].append(each)
    return {name: tuple(some) for name, some in found.items()}


def missed(*answers: Answer, begun: datetime = LATER) -> list[str]:
    return [each.id for each in again.missed(LESSON, history(*answers), begun)]


def unsettled(*answers: Answer, begun: datetime = LATER) -> list[str]:
    return [each.id for each in again.unsettled(LESSON, history(*answers), begun)]


# --- what comes -----------------------------------------------------------------------


def test_only_what_is_not_right_in_the_end_is_asked_again() -> None:
    assert missed(
        answer("visitors-lost", WRONG),
        answer("in-which-order", PARTLY),
        answer("fish-or-trip", RIGHT),
        answer("who-runs-what", WRONG),
        answer("who-runs-what", RIGHT, at=1),
        answer("you-place-them", KEPT),
    ) == ["in-which-order", "visitors-lost"]


def test_a_sitting_asks_what_was_wrong_when_it_began_however_it_goes_on() -> None:
    told = answer("visitors-lost", WRONG), answer("visitors-lost", RIGHT, at=2)
    began = START + timedelta(hours=1)
    assert missed(*told, begun=began) == ["visitors-lost"]
    assert missed(*told) == []


def test_another_question_stands_in_and_then_the_first_again() -> None:
    wrong = answer("who-counted-nine", WRONG)
    assert missed(wrong) == ["who-counted-two"]
    still = answer("who-counted-two", WRONG, at=1)
    assert missed(wrong, still) == ["who-counted-nine"]
    assert missed(wrong, answer("who-counted-two", RIGHT, at=1)) == []
    assert "who-counted-two" not in LESSON.asked


def test_days_later_a_guess_comes_back_and_what_was_only_repeated() -> None:
    told = (
        answer("visitors-lost", RIGHT, sure=1),
        answer("fish-or-trip", RIGHT, sure=2),
        answer("who-runs-what", WRONG, sure=3),
        answer("who-runs-what", RIGHT, at=1, sure=3),
        answer("in-which-order", WRONG),
        answer("in-which-order", RIGHT, at=72, sure=3),
    )
    assert unsettled(*told) == ["who-runs-what", "visitors-lost"]
    assert missed(*told) == []


def test_first_and_last_are_those_of_all_that_are_alike() -> None:
    told = answer("who-counted-nine", WRONG), answer("who-counted-two", RIGHT, at=1)
    went = again.courses(LESSON, history(*told))
    assert went == {"who-counted-nine": again.Course(*told)}


# --- when -----------------------------------------------------------------------------


def due(*hours: float, zone: timezone = UTC) -> date | None:
    answers = (answer("visitors-lost", WRONG, at=at) for at in hours)
    return again.due(history(*answers), zone)


def test_the_day_to_come_back_is_three_then_seven_then_twenty_one_days_away() -> None:
    day = 24.0
    assert due() is None
    assert due(0) == date(2031, 5, 7)
    assert due(0, 1) == date(2031, 5, 7)
    assert due(0, 3 * day) == date(2031, 5, 14)
    assert due(0, 3 * day, 3 * day + 1) == date(2031, 5, 14)
    assert due(0, 3 * day, 10 * day) == date(2031, 6, 4)
    assert due(0, 3 * day, 10 * day, 31 * day) == date(2031, 6, 25)


def test_who_comes_too_soon_puts_it_off_and_who_comes_late_has_come() -> None:
    day = 24.0
    assert due(0, 2 * day) == date(2031, 5, 9)
    assert due(0, 40 * day) == date(2031, 6, 20)


def test_days_are_those_of_the_learner() -> None:
    late = timezone(timedelta(hours=14))
    assert due(11) == date(2031, 5, 7)
    assert due(11, zone=late) == date(2031, 5, 8)


# --- in which order -------------------------------------------------------------------


def test_each_sitting_has_an_order_of_its_own_and_keeps_it() -> None:
    questions = tuple(LESSON.asked.values())
    orders = {again.mixed(questions, f"me\n{number}") for number in range(20)}
    assert len(orders) > 15
    assert again.mixed(questions, "me\n1") == again.mixed(questions[::-1], "me\n1")


def test_options_stand_in_another_order_in_another_sitting() -> None:
    question = LESSON.questions["who-counted-nine"]
    assert not choice.has_several(question)
    shuffled = QUESTIONS["choice"].shuffled
    lot = random.Random(1)
    assert (
        len({shuffled(LESSON.questions["what-sudrey-did"], str(lot.random())) for _ in range(9)})
        > 1
    )
