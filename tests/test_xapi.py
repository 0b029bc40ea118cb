"""Answers as xAPI statements: each holds against the schema, and tells nobody who it was."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker
from typer.testing import CliRunner

from explainer import editions
from explainer.cli import app
from explainer.exports import interactions, xapi
from explainer.model import Answer, Explainer, Question
from explainer.questions import QUESTIONS
from explainer.reading import load
from explainer.store import store as store_module
from tests import classes, proof
from tests.cases import FERRY
from tests.clients import pairs_of, right_pairs

SCHEMA = Path(__file__).parent / "xapi"
LESSONS: Mapping[str, Explainer] = {
    "ferry": load(FERRY)[0],
    "own": load(Path(__file__).parents[1])[0],
}
EVERY = [(name, question) for name, lesson in LESSONS.items() for question in lesson.answerable]
SOME = proof.form(full=40, short=5)
"""Answers by lot to each question."""
HOME = "https://lesson.school.example"
FERRY_LESSON = LESSONS["ferry"]


@cache
def validator() -> Draft4Validator:
    definitions: dict[str, object] = {}
    _gather(json.loads((SCHEMA / "1.0.1.json").read_text("utf-8")), definitions)
    assert len(definitions) > 35
    schema = {"$ref": "#/definitions/statement", "definitions": definitions}
    Draft4Validator.check_schema(schema)
    return Draft4Validator(schema, format_checker=_formats())


def _gather(node: Any, definitions: dict[str, object]) -> Any:
    """Puts whatever has a name where references are looked up, and lets them lead there."""
    if isinstance(node, list):
        return [_gather(each, definitions) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _gather(value, definitions) for key, value in node.items()}
    if isinstance(kept.get("$ref"), str):
        kept["$ref"] = f"#/definitions/{kept['$ref'].removeprefix('#')}"
    if isinstance(kept.get("id"), str):
        definitions[kept.pop("id").removeprefix("#")] = kept
    return kept


def _formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, pattern in json.loads((SCHEMA / "formats.json").read_text("utf-8")).items():
        checker.checks(name)(_matches(re.compile(pattern)))
    return checker


def _matches(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: not isinstance(value, str) or pattern.fullmatch(value) is not None


def made(lesson: Explainer, *answers: Answer) -> list[dict[str, Any]]:
    known = tuple(editions.series(lesson, ()).values())
    lines = list(xapi.lines(lesson, known, answers, HOME))
    return [json.loads(line) for line in lines]


def given(lesson: Explainer, name: str) -> Iterator[Answer]:
    """Right, wrong and strange answers to one question."""
    question = lesson.answerable[name]
    kind = QUESTIONS[question.kind]
    lot = random.Random(5)
    forms = [right_pairs(question), *(pairs_of(question, lot) for _ in range(SOME))]
    for number, pairs in enumerate(forms):
        response = kind.given([(one, two) for one, two in pairs])
        confidence = (None, 1, 2, 3)[number % 4]
        answer = classes.answer(lesson, name, number, response, confidence)
        yield replace(answer, looked=number % 2 == 0, since=number or None)
    yield classes.answer(lesson, name, 99, ("é [,] \u2028:☃",))


@pytest.mark.uncounted
@pytest.mark.proof
@pytest.mark.parametrize(("lesson", "name"), EVERY)
def test_every_statement_of_every_question_holds_against_the_schema(lesson: str, name: str) -> None:
    question = LESSONS[lesson].answerable[name]
    answers = list(given(LESSONS[lesson], name))
    for answer, statement in zip(answers, made(LESSONS[lesson], *answers), strict=True):
        assert [error.message for error in validator().iter_errors(statement)] == []
        assert ("success" in statement["result"]) == answer.mark.graded
        if answer.learner != "learner-99":
            _check_response(question, statement, answer)


def _check_response(question: Question, statement: dict[str, Any], answer: Answer) -> None:
    """What the schema cannot say: each thing given is one of those there are to choose from."""
    defined = statement["object"]["definition"]
    response, patterns = statement["result"]["response"], defined.get("correctResponsesPattern", [])
    assert defined["interactionType"] == interactions.of(question).type
    names = {side: {c["id"] for c in defined.get(side, ())} for side in _SIDES}
    things = response.split(interactions.AND)
    match defined["interactionType"]:
        case "choice" | "sequencing":
            assert set(things) <= names["choices"]
        case "matching":
            pairs = [thing.split(interactions.TO) for thing in things]
            assert {one for one, _ in pairs} <= names["source"]
            assert {other for _, other in pairs} <= names["target"]
        case "fill-in":
            patterns = [pattern.removeprefix("{case_matters=false}") for pattern in patterns]
    if answer.mark.correct and question.kind != "fill-in":
        assert sorted(things) in [sorted(one.split(interactions.AND)) for one in patterns]


_SIDES = ("choices", "source", "target")


def test_every_kind_is_among_them() -> None:
    kinds = {LESSONS[lesson].answerable[name].kind for lesson, name in EVERY}
    assert kinds == QUESTIONS.keys()


SPOILT: Mapping[str, Callable[[dict[str, Any]], object]] = {
    "no actor": lambda one: one.pop("actor"),
    "two names": lambda one: one["actor"].update(mbox="mailto:ada@school.example"),
    "no home": lambda one: one["actor"]["account"].pop("homePage"),
    "no address": lambda one: one["verb"].update(id="answered"),
    "no id": lambda one: one.update(id="42"),
    "no time": lambda one: one.update(timestamp="yesterday"),
    "a score above one": lambda one: one["result"]["score"].update(scaled=1.5),
    "no language": lambda one: one["object"]["definition"].update(name={"?": "Who?"}),
    "no such type": lambda one: one["object"]["definition"].update(interactionType="quiz"),
    "no such parts": lambda one: one["object"]["definition"].update(scale=[]),
    "no component": lambda one: one["object"]["definition"]["choices"].append({"name": "x"}),
    "a pattern that is no list": lambda one: one["object"]["definition"].update(
        correctResponsesPattern="x"
    ),
    "an extension without an address": lambda one: one["context"]["extensions"].update(sure=3),
    "a word of our own": lambda one: one.update(confidence=3),
}


@pytest.mark.parametrize("name", SPOILT)
def test_the_schema_finds_what_is_wrong(name: str) -> None:
    statement = made(FERRY_LESSON, next(given(FERRY_LESSON, "who-counted-nine")))[0]
    spoilt = deepcopy(statement)
    SPOILT[name](spoilt)
    assert validator().is_valid(statement)
    assert not validator().is_valid(spoilt)


def test_a_statement_says_what_was_answered_and_how() -> None:
    question = FERRY_LESSON.questions["who-counted-nine"]
    right = QUESTIONS["choice"].key(question)
    answer = replace(classes.answer(FERRY_LESSON, question.id, 1, right, 3), since=90, looked=True)
    one = made(FERRY_LESSON, answer)[0]
    assert one["verb"]["id"] == "http://adlnet.gov/expapi/verbs/answered"
    assert one["object"]["id"].startswith(f"{HOME}/quiz?question=who-counted-nine#")
    assert one["object"]["definition"]["name"] == {"en": "Who counted nine rings?"}
    assert one["object"]["definition"]["correctResponsesPattern"] == list(right)
    assert one["result"] == {
        "success": True, "score": {"scaled": 1.0}, "response": right[0], "completion": True,
    }  # fmt: skip
    assert one["context"]["extensions"] == {
        "urn:explainer:confidence": 3,
        "urn:explainer:seconds-from-reading": 90,
        "urn:explainer:looked": True,
    }
    assert one["context"]["contextActivities"]["parent"][0]["definition"]["name"] == {
        "en": "Bells and fish"
    }
    assert one["timestamp"] == "2026-03-01T09:00:00.000+00:00"


def test_nobody_can_be_found_by_a_statement() -> None:
    answers = list(given(FERRY_LESSON, "visitors-lost"))
    told = made(FERRY_LESSON, *answers)
    assert not any(answer.learner in json.dumps(told) for answer in answers)
    assert not any(answer.key in json.dumps(told) for answer in answers)
    accounts = [one["actor"]["account"]["name"] for one in told]
    assert len(set(accounts)) == len({answer.learner for answer in answers})


def test_an_answer_is_the_same_statement_whenever_it_is_written() -> None:
    answers = list(given(FERRY_LESSON, "visitors-lost"))
    told = made(FERRY_LESSON, *answers)
    assert made(FERRY_LESSON, *answers) == told
    assert len({one["id"] for one in told}) == len(told)
    linked = replace(answers[0], learner="another")
    assert made(FERRY_LESSON, linked)[0]["id"] == told[0]["id"]


def test_an_answer_to_what_was_asked_before_keeps_its_response() -> None:
    now = classes.answer(FERRY_LESSON, "visitors-lost", 1, ("10:30",))
    before = replace(now, edition="before", wording="before")
    gone = replace(now, question="no-such-question")
    for one in made(FERRY_LESSON, before, gone):
        assert validator().is_valid(one)
        assert one["object"]["definition"] == {"type": xapi.INTERACTION}
        assert one["result"]["response"] == "10:30"


# --- the command ----------------------------------------------------------------------


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A store with more answers than are read at a time."""
    url = f"sqlite:///{tmp_path / 'answers.sqlite'}"
    every = [a for name in FERRY_LESSON.answerable for a in given(FERRY_LESSON, name)]
    classes.keep(FERRY_LESSON, url, every)
    return url


def test_the_command_writes_every_answer_on_a_line(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "PORTION", 7)
    words = ["export", "xapi", str(FERRY), "--store", url, "--home", f"{HOME}/"]
    done = CliRunner().invoke(app, words)
    told = [json.loads(line) for line in done.stdout.split("\n")[:-1]]
    assert done.exit_code == 0
    assert (
        len(told) == len({one["id"] for one in told}) == (SOME + 2) * len(FERRY_LESSON.answerable)
    )
    assert {one["actor"]["account"]["homePage"] for one in told} == {HOME}


def test_a_home_that_is_no_address_is_said(url: str) -> None:
    words = ["export", "xapi", str(FERRY), "--store", url, "--home", "lesson.school.example"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 2
    assert "write an address, such as https://lesson.school.example" in done.stderr
