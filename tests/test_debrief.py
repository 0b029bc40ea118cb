"""The debrief: what was believed for certain comes first, answered from the record."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from explainer.answering import Given
from explainer.model import Claim, Explainer, Question, option_id
from explainer.questions import QUESTIONS
from explainer.reading import load
from explainer.syntax import plain
from explainer.views import debrief
from tests.cases import FERRY, HERE
from tests.clients import pairs_of, right_pairs

LESSONS = (FERRY, HERE.parent)
CERTAIN, FAIRLY, GUESS = 3, 2, 1


@pytest.fixture(scope="module")
def lesson() -> Explainer:
    return load(FERRY)[0]


def given(question: Question, pairs: list[list[str]], sure: int | None) -> Given:
    kind = QUESTIONS[question.kind]
    response = kind.given([(name, value) for name, value in pairs])
    return Given(response, kind.grade(question, response), 1, confidence=sure)


def picked(question: Question, words: str, sure: int | None) -> Given:
    return given(question, [["pick", option_id(question.id, words)]], sure)


def right(question: Question, sure: int | None) -> Given:
    return given(question, right_pairs(question), sure)


def test_what_was_certain_and_wrong_comes_first_then_right_guesses(lesson: Explainer) -> None:
    asked = lesson.questions
    html = debrief.html(
        lesson,
        {
            "who-counted-nine": right(asked["who-counted-nine"], FAIRLY),
            "what-sudrey-did": picked(asked["what-sudrey-did"], "It built a bridge", FAIRLY),
            "visitors-lost": right(asked["visitors-lost"], GUESS),
            "fish-or-trip": picked(asked["fish-or-trip"], "The fish", CERTAIN),
        },
    )
    signs = (
        *("You were certain, and the record says otherwise", "Which came first, the fish"),
        *("You guessed, and the record bears you out", "How many visitors a day"),
        *("The others", "What did Sudrey do", "not right, fairly sure", "Who counted nine rings"),
    )
    places = [html.index(sign) for sign in signs]
    assert places == sorted(places)


def test_an_error_is_answered_by_its_misreading_and_the_record(lesson: Explainer) -> None:
    question = lesson.questions["fish-or-trip"]
    html = debrief.html(lesson, {question.id: picked(question, "The fish", CERTAIN)})
    assumed = next(each for each in lesson.misreadings if each.id == "order-assumed")
    assert all(plain(words) in html for words in (assumed.title, assumed.text, assumed.ask))
    assert "<dd>The fish</dd>" in html
    assert "<dd>Not stated</dd>" in html
    assert plain(lesson.record["n3"].text)[:30] in html
    assert 'href="./#cited-' in html
    assert 'href="sequence#' in html
    assert 'id="debrief-n3"' in html


def test_the_first_answer_counts_and_a_later_one_is_mentioned(lesson: Explainer) -> None:
    question = lesson.questions["who-counted-nine"]
    first = picked(question, "Sudrey", CERTAIN)
    later = replace(right(question, CERTAIN), tries=2, first=first)
    html = debrief.html(lesson, {question.id: later})
    claim = lesson.record["c5"]
    assert isinstance(claim, Claim)
    assert "You were certain" in html
    assert "Since then you have put it right." in html
    assert f"According to {claim.speaker}" in html


def test_nothing_is_said_of_what_was_not_answered_or_is_only_kept(lesson: Explainer) -> None:
    placed = next(q for q in lesson.questions.values() if q.kind == "coding")
    assert debrief.html(lesson, {}) == ""
    assert debrief.html(lesson, {placed.id: right(placed, None)}) == ""
    question = lesson.questions["who-counted-nine"]
    html = debrief.html(lesson, {question.id: right(question, None)})
    others = [each for each in lesson.questions.values() if each is not question]
    assert "Your first answers" in html
    assert not any(plain(each.stem) in html or plain(each.why) in html for each in others)


@pytest.mark.parametrize("folder", LESSONS, ids=lambda path: path.name)
def test_whatever_was_given_can_be_spoken_of(folder: Path) -> None:
    lesson, lot = load(folder)[0], random.Random(7)
    for sure in (None, GUESS, FAIRLY, CERTAIN):
        answers = {
            name: given(question, pairs_of(question, lot), sure)
            for name, question in lesson.questions.items()
        }
        html = debrief.html(lesson, answers)
        assert html.count("<div><dt>You said</dt>") >= len(answers) // 3
        assert "[^" not in html
