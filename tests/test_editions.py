"""A question keeps its history: mended words keep its answers, a changed key begins anew."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer import editions
from explainer.model import Explainer, Option, Question, Response, Wording, option_id
from explainer.questions import QUESTIONS, fill_in, pairs
from explainer.reading import load
from explainer.syntax import plain
from tests.cases import FERRY
from tests.conftest import ROOT


@cache
def _lesson() -> Explainer:
    return load(ROOT)[0]


QUESTIONS_OF_THE_LESSON = tuple(_lesson().questions.values())
OF_THE_FERRY = tuple(load(FERRY)[0].questions.values())
MENDABLE = tuple(item for item in QUESTIONS_OF_THE_LESSON if item.kind != "fill-in")
"""A typed answer has no words to mend: each of its letters is the key."""


def continues(old: Question, new: Question) -> bool:
    first = editions.wording(old)
    return editions.continued(new, [first]).edition == first.edition


def with_options(question: Question, options: Sequence[Option]) -> Question:
    return replace(question, options=tuple(options))


# --- mended words ---------------------------------------------------------------------

LETTERS = st.sampled_from(string.ascii_lowercase)


@st.composite
def slips(draw: st.DrawFn) -> tuple[Question, Question]:
    """A question, and the same with one letter of one of its texts dropped, doubled or changed."""
    question = draw(st.sampled_from(MENDABLE))
    number = draw(st.integers(0, len(question.options) - 1))
    option = question.options[number]
    side = draw(st.sampled_from(["text", "match"] if question.kind == "matching" else ["text"]))
    text = getattr(option, side)
    places = [at for at, sign in enumerate(text) if sign.isalpha()]
    place = draw(st.sampled_from(places))
    with_slip = draw(st.sampled_from(["", text[place] * 2, draw(LETTERS)]))
    mended = replace(option, **{side: text[:place] + with_slip + text[place + 1 :]})
    options = [*question.options[:number], mended, *question.options[number + 1 :]]
    if question.kind == "matching" and side == "match":
        # Equal right sides are one, so whoever mends one mends all.
        options = [
            replace(each, match=mended.match) if each.match == text else each for each in options
        ]
    return question, with_options(question, options)


@settings(max_examples=300, derandomize=True)
@given(slips(), st.data())
def test_a_slip_of_one_letter_keeps_the_history(
    pair: tuple[Question, Question], data: st.DataObject
) -> None:
    """Also an answer to the older words keeps its mark when it is read in the newer ones."""
    old, new = pair
    if _is_short(old, new) or _is_double(new):
        return
    first = editions.wording(old)
    now = editions.continued(new, [first])
    assert now.edition == first.edition

    response = data.draw(st.sampled_from(_responses(old)))
    carried = editions.carried(response, first, now)
    kind = QUESTIONS[old.kind]
    assert kind.grade(new, carried) == kind.grade(old, response)
    assert editions.carried(carried, now, first) == response


def _is_short(old: Question, new: Question) -> bool:
    """In "No" one letter is half of the word: such a change is a new answer, not a slip."""
    texts = zip(_texts(old), _texts(new), strict=True)
    return any(one != two and len(plain(one)) < 8 for one, two in texts)


def _is_double(question: Question) -> bool:
    """A slip may make two texts one; reading refuses that."""
    texts = [plain(option.text).casefold() for option in question.options]
    return len(set(texts)) < len(texts)


def _texts(question: Question) -> list[str]:
    return [text for option in question.options for text in (option.text, option.match)]


def _responses(question: Question) -> list[Response]:
    """The key, its reverse, and each single thing that can be given."""
    key = QUESTIONS[question.kind].key(question)
    names = [option_id(question.id, option.text) for option in question.options]
    if question.kind == "matching":
        rights = [pairs.right_id(question, option.match) for option in question.options]
        shifted = [*rights[1:], *rights[:1]]
        return [key, tuple(f"{a}:{b}" for a, b in zip(names, shifted, strict=True))]
    return [key, tuple(reversed(key)), *((name,) for name in names), tuple(names)]


@pytest.mark.parametrize("question", QUESTIONS_OF_THE_LESSON, ids=lambda item: item.id)
def test_what_is_not_the_key_may_change(question: Question) -> None:
    """Stem, hint, reason, feedback and section are words around it."""
    said = replace(question, stem="?", hint="!", why="So.", about="")
    other = with_options(said, [replace(option, feedback="...") for option in said.options])
    assert editions.wording(other) == editions.wording(question)


@pytest.mark.parametrize("question", QUESTIONS_OF_THE_LESSON, ids=lambda item: item.id)
def test_another_order_of_options_is_the_same_question(question: Question) -> None:
    """But steps: there the order is what is asked."""
    other = with_options(question, list(reversed(question.options)))
    assert continues(question, other) is (question.kind != "sequencing")


def test_a_question_that_moves_to_another_file_or_line_is_the_same() -> None:
    lesson, other = load(FERRY)[0], load(FERRY)[0]
    known = tuple(editions.series(lesson, ()).values())
    moved = [
        replace(quiz, questions=tuple(reversed(quiz.questions))) for quiz in reversed(other.quizzes)
    ]
    after = editions.series(replace(other, quizzes=tuple(moved)), known)
    assert {name: after[name].edition for name in after} == {
        wording.question: wording.edition for wording in known
    }


# --- a changed key --------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [item for item in (*QUESTIONS_OF_THE_LESSON, *OF_THE_FERRY) if item.kind == "choice"],
    ids=lambda item: item.id,
)
def test_a_moved_tick_begins_a_new_series(question: Question) -> None:
    flags = [option.correct for option in question.options]
    for turn in range(1, len(flags)):
        moved = [*flags[turn:], *flags[:turn]]
        pairs = zip(question.options, moved, strict=True)
        other = with_options(question, [replace(option, correct=flag) for option, flag in pairs])
        assert continues(question, other) is (moved == flags)


@pytest.mark.parametrize(
    "question",
    [item for item in (*QUESTIONS_OF_THE_LESSON, *OF_THE_FERRY) if item.kind == "sequencing"],
    ids=lambda item: item.id,
)
def test_two_steps_that_change_places_begin_a_new_series(question: Question) -> None:
    for place in range(len(question.options) - 1):
        steps = list(question.options)
        steps[place], steps[place + 1] = steps[place + 1], steps[place]
        assert not continues(question, with_options(question, steps))


@pytest.mark.parametrize(
    "question",
    [item for item in (*QUESTIONS_OF_THE_LESSON, *OF_THE_FERRY) if item.kind == "matching"],
    ids=lambda item: item.id,
)
def test_two_pairs_that_change_sides_begin_a_new_series(question: Question) -> None:
    first, second, *others = question.options
    swapped = [replace(first, match=second.match), replace(second, match=first.match), *others]
    assert continues(question, with_options(question, swapped)) is (first.match == second.match)


@pytest.mark.parametrize(
    "question",
    [item for item in (*QUESTIONS_OF_THE_LESSON, *OF_THE_FERRY) if item.kind == "fill-in"],
    ids=lambda item: item.id,
)
def test_another_typed_answer_begins_a_new_series(question: Question) -> None:
    """One more, one less, or another; but not the same written otherwise."""
    more = [*question.options, Option("something else", correct=True)]
    assert not continues(question, with_options(question, more))
    assert not continues(question, with_options(question, more[-1:]))
    assert len(question.options) == 1 or not continues(
        question, with_options(question, question.options[1:])
    )
    loud = [replace(option, text=f"  {option.text.upper()} ") for option in question.options]
    assert all(
        fill_in.equal(one.text, two.text) for one, two in zip(loud, question.options, strict=True)
    )
    assert continues(question, with_options(question, loud))


NUMBERS = (("9 people", "7 people"), ("On 16 January", "On 18 January"), ("1,000", "10,000"))


@pytest.mark.parametrize(("before", "after"), NUMBERS)
def test_a_changed_number_begins_a_new_series(before: str, after: str) -> None:
    question = next(item for item in OF_THE_FERRY if item.kind == "choice")
    one, two = (
        with_options(question, [Option(f"{said} came to the harbour", True), *question.options[1:]])
        for said in (before, after)
    )
    assert not continues(one, two)


def test_an_option_more_or_less_begins_a_new_series() -> None:
    for question in MENDABLE:
        assert not continues(question, with_options(question, question.options[1:]))
        more = [*question.options, Option("A thing that nobody said", match="nowhere at all")]
        assert not continues(question, with_options(question, more))


def test_another_kind_begins_a_new_series() -> None:
    question = next(item for item in OF_THE_FERRY if item.kind == "sequencing")
    assert not continues(question, replace(question, kind="choice"))


# --- back and forth -------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS_OF_THE_LESSON, ids=lambda item: item.id)
def test_who_takes_a_change_back_finds_the_first_series_again(question: Question) -> None:
    """From A to B and back to A: the answers to A count again, those to B rest."""
    key = QUESTIONS[question.kind].key(question)
    other = _with_another_key(question)
    known: list[Wording] = []
    for item in (question, other, question):
        known.append(editions.continued(item, known))
    assert known[0].edition != known[1].edition
    assert known[2] == known[0]
    assert editions.carried(key, known[0], known[2]) == key


def _with_another_key(question: Question) -> Question:
    match question.kind:
        case "choice" | "evidence" | "place":
            flags = [not option.correct for option in question.options]
            pairs = zip(question.options, flags, strict=True)
            return with_options(question, [replace(each, correct=flag) for each, flag in pairs])
        case "matching":
            rights = [option.match for option in question.options]
            pairs_ = zip(question.options, [*rights[1:], *rights[:1]], strict=True)
            return with_options(question, [replace(each, match=right) for each, right in pairs_])
        case "fill-in":
            return with_options(question, [Option("something else", correct=True)])
        case "speakers":
            names = question.speakers
            after = dict(zip(names, [*names[1:], *names[:1]], strict=True))
            return with_options(
                question, [replace(each, match=after[each.match]) for each in question.options]
            )
        case "coding":
            return with_options(question, question.options[1:])
        case _:
            return with_options(question, [*question.options[1:], question.options[0]])


def test_words_that_are_mended_twice_are_carried_from_either() -> None:
    """From the first words to the third in one step, though the store has all three."""
    question = next(item for item in MENDABLE if item.kind == "choice" and len(item.options) > 3)
    texts = ["The figure is given by a minister", "The figure is given by a ministre"]
    texts.append("The figures are given by a minister")
    versions = [
        with_options(question, [replace(question.options[0], text=text), *question.options[1:]])
        for text in texts
    ]
    known: list[Wording] = []
    for item in versions:
        known.append(editions.continued(item, known))
    assert len({wording.edition for wording in known}) == 1
    assert len({wording.id for wording in known}) == 3
    key = QUESTIONS["choice"].key
    for item, wording in zip(versions, known, strict=True):
        assert editions.carried(key(item), wording, known[-1]) == key(versions[-1])


@given(st.text())
@settings(max_examples=100, derandomize=True)
def test_what_was_typed_is_never_changed(text: str) -> None:
    question = next(item for item in OF_THE_FERRY if item.kind == "fill-in")
    old = editions.wording(question)
    now = replace(old, id="another")
    assert editions.carried((text,), old, now) == (text,)
