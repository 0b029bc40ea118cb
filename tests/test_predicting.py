"""A prediction: an order guessed before the story, given again after it, and marked by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from explainer import order
from explainer.answering import Given
from explainer.model import KEPT, Explainer, Question, option_id
from explainer.questions import predicting
from explainer.reading import load
from explainer.syntax import plain, without_marks
from explainer.views import compared
from explainer.views.question import state
from tests.cases import FERRY
from tests.conftest import ROOT
from tests.secrets_of import runs_in
from tests.servers import Server

WAIT = 60_000


@pytest.fixture(scope="module")
def lesson() -> Explainer:
    return load(FERRY)[0]


@pytest.fixture(scope="module")
def asked(lesson: Explainer) -> Question:
    return lesson.predictions[0]


def test_it_is_read_and_stands_beside_the_quiz(lesson: Explainer, asked: Question) -> None:
    assert [each.kind for each in lesson.predictions] == ["predicting"]
    assert asked.id not in lesson.questions
    assert {asked.id, asked.afterwards.id} <= lesson.answerable.keys()
    assert "The bell rings at night" not in asked.options[0].event
    assert all(option.text != option.event for option in asked.options)
    assert not any(quiz.id == "before-you-read" for quiz in lesson.quizzes)


def test_the_lesson_of_this_repository_has_one() -> None:
    lesson, problems = load(ROOT)
    assert not problems
    assert lesson.predictions


def test_only_whole_orders_are_read(asked: Question) -> None:
    names = tuple(option_id(asked.id, option.text) for option in asked.options)
    events = tuple(option.event for option in asked.options)
    assert predicting.ordered(asked, names) == events
    assert predicting.ordered(asked, names[:-1]) == ()
    assert predicting.ordered(asked, (*names[:-1], names[0])) == ()
    assert predicting.ordered(asked, ()) == ()
    assert predicting.grade(asked, names) == KEPT


def told(lesson: Explainer, question: Question, events: tuple[str, ...]) -> str:
    names = {option.event: option_id(question.id, option.text) for option in question.options}
    answer = Given(tuple(names[event] for event in events), KEPT, 1)
    return str(state(lesson, question, answer)["result_html"])


def test_before_the_story_no_word_of_the_reason_is_said(
    lesson: Explainer, asked: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explainer.answering.predicted", lambda *_: ())
    events = tuple(option.event for option in asked.options)
    secret = runs_in([plain(without_marks(asked.why))])
    assert secret
    assert not secret & runs_in([told(lesson, asked, events)])
    assert secret & runs_in([told(lesson, asked.afterwards, events)])


def test_every_order_that_the_source_allows_fits(
    lesson: Explainer, asked: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explainer.answering.predicted", lambda *_: ())
    stated = order.before(lesson, "article")
    events = [option.event for option in asked.options]
    allowed = [
        each
        for each in permutations(events)
        if all(each.index(a) < each.index(b) for a, b in stated if {a, b} <= set(events))
    ]
    assert len(allowed) > 1, "Without an open place the test shows nothing."
    fits = [each for each in permutations(events) if not list(compared.turned(each, stated))]
    assert fits == allowed
    assert all("fits everything" in told(lesson, asked.afterwards, each) for each in allowed)
    places = compared.places(events, stated)
    assert all(
        low <= each.index(name) + 1 <= high
        for each in allowed
        for name, (low, high) in places.items()
    )


@given(
    st.permutations("abcde"),
    st.sets(st.sampled_from([(a, b) for a in "abcde" for b in "abcde" if a < b])),
)
def test_what_is_named_as_turned_is_stated_and_turned(
    given_order: list[str], pairs: set[tuple[str, str]]
) -> None:
    closed = set(pairs)
    for middle in "abcde":
        closed |= {(a, d) for a, b in closed for c, d in closed if b == c == middle}
    found = list(compared.turned(given_order, frozenset(closed)))
    assert all(pair in closed for pair in found)
    assert all(given_order.index(b) < given_order.index(a) for a, b in found)
    turned = any(given_order.index(b) < given_order.index(a) for a, b in closed)
    assert bool(found) == turned


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with Server(FERRY, f"sqlite:///{tmp_path}/answers.sqlite", tmp_path) as server:
        yield server


@pytest.mark.browser
def test_a_learner_guesses_reads_and_sees_both_side_by_side(
    page: Page, server: Server, asked: Question
) -> None:
    page.set_default_timeout(WAIT)
    expect.set_options(timeout=WAIT)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(server.address)
    page.get_by_role("link", name="Before you read, guess").click()
    form = page.locator("form.xq-form")
    form.locator("[data-handle]").first.focus()
    page.keyboard.press("ArrowDown")
    guessed = [text.strip() for text in form.locator(".xq-words").all_inner_texts()]
    form.get_by_role("button", name="Keep my order").click()
    expect(form.locator(".xq-result")).to_contain_text("nobody marks it")
    expect(form.locator(".xq-sides")).to_have_count(0)
    page.get_by_role("link", name="Read the story").click()
    last = page.locator("form.xq-form", has_text="In which order do you think")
    last.get_by_role("button", name="Keep my order").click()
    expect(last.locator(".xq-result")).to_contain_text("the source leaves the place open")
    rows = last.locator(".xq-sides tbody tr")
    expect(rows).to_have_count(len(asked.options))
    for row in rows.all():
        name, before = row.locator("th").inner_text(), row.locator("td").first.inner_text()
        assert guessed.index(name) + 1 == int(before)
    too_wide = "document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"
    assert page.evaluate(too_wide) <= 0
