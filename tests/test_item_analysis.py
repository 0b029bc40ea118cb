"""What answers say about the questions: the sentences, the numbers, and which answers count."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from math import comb, isclose
from pathlib import Path
from statistics import correlation
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from explainer import editions, item_analysis
from explainer.item_analysis import FEWEST, Report, Sign, chance
from explainer.item_analysis.forms import minutes
from explainer.model import Answer, Explainer, Option, Question
from explainer.questions import QUESTIONS
from explainer.reading import load
from tests import classes
from tests.clients import pairs_of

CASES = {
    title: (told, said)
    for _, title, told, said in read_fixture_file(Path(__file__).with_suffix(".md"))
}


def _lesson() -> Explainer:
    with TemporaryDirectory() as place:
        return load(classes.lesson_in(Path(place)))[0]


LESSON = _lesson()


def analysed(answers: list[Answer], lesson: Explainer = LESSON) -> Report:
    known = tuple(editions.series(lesson, ()).values())
    return item_analysis.analysed(lesson, known, answers)


def found(report: Report, question: str) -> str:
    return "".join(
        f"{f.place}: {f.message}\n    {f.hint}\n" for f in report.findings if f.question == question
    )


# --- the sentences --------------------------------------------------------------------


@pytest.mark.parametrize("title", CASES)
def test_a_class_gives_cause_for_these_words(title: str) -> None:
    told, said = CASES[title]
    case = dict(line.split(": ", 1) for line in told.splitlines())
    name = case["question"]
    lesson = LESSON
    if "without feedback" in case:
        lesson = classes.without_feedback(lesson, name, case["without feedback"])
    report = analysed(list(classes.answers(lesson, name, case)), lesson)

    assert found(report, name) == said.strip("\n") + "\n" * bool(said.strip())
    assert {finding.question for finding in report.findings} <= {name}


def test_every_sign_has_a_case() -> None:
    """Unless a case is missing, an author could meet words that nobody has read."""
    said = "".join(said for _, said in CASES.values())
    assert all(words in said for words in _WORDS.values())
    assert _WORDS.keys() == set(Sign)


_WORDS: Mapping[Sign, str] = {
    Sign.KEY: "miss the key",
    Sign.LURE: "The best learners give",
    Sign.NOBODY: "nobody is right",
    Sign.EVERYBODY: "verybody is right",
    Sign.UNCLEAR: "no more often than the others",
    Sign.CERTAIN: "certain, and wrong",
    Sign.TRAP: "nothing is said to them",
    Sign.DEAD: "Nobody chooses",
}


def test_nothing_is_said_of_a_small_class() -> None:
    told = {"strong": "Norrey 200", "weak": "Norrey 200"}
    every = list(classes.answers(LESSON, "who-counted-nine", told))
    few = [a for a in every if int(a.learner.partition("-")[2]) < FEWEST - 1]
    report = analysed(few)
    assert report.findings == ()
    assert report.items[0].right == 1.0
    assert report.learners == FEWEST - 1


def test_without_answers_there_is_a_report() -> None:
    report = analysed([])
    assert (report.learners, report.findings) == (0, ())
    assert [item.question for item in report.items] == list(LESSON.answerable)
    assert {item.right for item in report.items} == {None}


# --- which answers count --------------------------------------------------------------


def test_answers_to_another_edition_are_left_out() -> None:
    mine = classes.answer(LESSON, "visitors-lost", 1, ("25",))
    old = replace(mine, learner="learner-2", edition="another")
    gone = replace(mine, learner="learner-3", question="no-such-question")
    assert {i.question: i.answers for i in analysed([mine, old, gone]).items if i.answers} == {
        "visitors-lost": 1
    }


def test_answers_in_older_words_are_counted_in_those_of_now() -> None:
    question = LESSON.questions["who-counted-nine"]
    before = replace(question, options=(*question.options[:-1], _mended(question)))
    known = (editions.wording(before),)
    old = editions.wording(before)
    lesson = LESSON
    given = QUESTIONS["choice"].given([("pick", _last_id(before))])
    answer = replace(
        classes.answer(lesson, question.id, 1, given), edition=old.edition, wording=old.id
    )
    report = item_analysis.analysed(lesson, known, [answer])
    assert [(pick.words, pick.chosen) for pick in report.items[0].picks] == [
        ("Norrey", 0), ("Sudrey", 0), ("The reporter", 1),
    ]  # fmt: skip


def _mended(question: Question) -> Option:
    return replace(question.options[-1], text="The reporters")


def _last_id(question: Question) -> str:
    return item_analysis.parts.offered(question)[-1]


@pytest.mark.parametrize("name", LESSON.answerable)
def test_every_kind_is_counted_with_words_that_a_person_reads(name: str) -> None:
    question = LESSON.answerable[name]
    lot = random.Random(3)
    kind = QUESTIONS[question.kind]
    given = [kind.given([(a, b) for a, b in pairs_of(question, lot)]) for _ in range(40)]
    answers = [classes.answer(LESSON, name, n, each) for n, each in enumerate(given)]
    item = next(item for item in analysed(answers).items if item.question == name)

    assert item.answers == 40
    assert item.picks
    assert not any(_looks_like_an_id(pick.words) for pick in item.picks)
    if kind.key(question):
        assert any(pick.right for pick in item.picks)
        assert item.right == sum(a.mark.correct for a in answers) / 40
    else:
        assert item.right is None


def _looks_like_an_id(words: str) -> bool:
    return any(len(w) == 8 and set(w) <= set("0123456789abcdef") for w in words.split())


def test_what_one_learner_typed_is_not_shown() -> None:
    typed = "My name is Ada"
    answers = [classes.answer(LESSON, "visitors-lost", n, ("40",)) for n in range(3)]
    answers.append(classes.answer(LESSON, "visitors-lost", 9, (typed,)))
    for form in item_analysis.FORMS.values():
        shown = form(analysed(answers))
        assert "40" in shown
        assert "ada" not in shown.casefold()


def test_time_and_confidence_are_of_those_who_gave_them() -> None:
    one, two, three = (
        classes.answer(LESSON, "visitors-lost", n, ("40",), confidence)
        for n, confidence in enumerate((3, 1, None))
    )
    item = analysed([replace(one, since=60), replace(two, since=100), three]).items[4]
    assert (item.question, item.since, item.certain_wrong) == ("visitors-lost", 80, 0.5)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(None, "–"), (59, "59 s"), (600, "10 min"), (36_000, "10 h"), (259_200, "3 days")],
)
def test_times_are_said_as_people_say_them(seconds: float | None, said: str) -> None:
    assert minutes(seconds) == said


# --- numbers --------------------------------------------------------------------------


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.data())
def test_the_tails_are_those_of_the_binomial_distribution(
    drawn: tuple[int, int], data: st.DataObject
) -> None:
    count, number = drawn
    share = data.draw(st.sampled_from((0.05, 0.1, 0.2, 0.5, 0.95)))
    terms = [comb(number, k) * share**k * (1 - share) ** (number - k) for k in range(number + 1)]
    assert isclose(chance.at_least(count, number, share), sum(terms[count:]), abs_tol=1e-9)
    assert isclose(chance.at_most(count, number, share), sum(terms[: count + 1]), abs_tol=1e-9)


@given(st.lists(st.tuples(st.sampled_from((0.0, 1.0)), st.floats(-1, 1)), min_size=4, max_size=50))
def test_the_point_biserial_is_pearsons_correlation(pairs: list[tuple[float, float]]) -> None:
    r = chance.point_biserial(pairs)
    flags, values = [flag for flag, _ in pairs], [value for _, value in pairs]
    if r is not None and max(values) - min(values) > 1e-6:
        assert isclose(r, correlation(flags, values), abs_tol=1e-6)


def test_a_correlation_is_as_likely_above_its_true_value_as_below() -> None:
    assert isclose(chance.below(0.2, 100, 0.2), 0.5)
    assert isclose(chance.above(-0.3, 50) + chance.below(-0.3, 50), 1)
    assert chance.below(-1.0, 100) < 1e-6
