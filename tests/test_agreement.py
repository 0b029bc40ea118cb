"""Agreement: the worked examples that were published, and what must hold of any ratings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.agreement import Level, alpha, words

Ratings = Sequence[dict[str, float]]


def ratings(*rows: str) -> Ratings:
    """A row for each observer, a sign for each unit; a dot is a missing value."""
    return [
        {f"unit {n}": float(ord(sign)) for n, sign in enumerate(row.split()) if sign != "."}
        for row in rows
    ]


BINARY = ratings("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
NOMINAL = ratings("a a b b d c c c e d d a", "b a b b b c c c e d d d")
MISSING = ratings(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
"""Krippendorff 2011, sections A, B, and C with D: the examples on which he shows each step."""


@pytest.mark.parametrize(
    ("given", "level", "published"),
    [
        (BINARY, Level.NOMINAL, 0.095),
        (NOMINAL, Level.NOMINAL, 0.692),
        (MISSING, Level.NOMINAL, 0.743),
        (MISSING, Level.ORDINAL, 0.815),
        (MISSING, Level.INTERVAL, 0.849),
    ],
)
def test_the_published_examples(given: Ratings, level: Level, published: float) -> None:
    value = alpha(given, level)
    assert value is not None
    assert round(value, 3) == published


UNITS = "abcdefgh"
observers = st.dictionaries(st.sampled_from(UNITS), st.integers(-4, 4).map(float), max_size=8)
any_ratings = st.lists(observers, max_size=5)
levels = st.sampled_from(Level)


def same(one: float | None, other: float | None) -> bool:
    return one == other or (
        one is not None and other is not None and math.isclose(one, other, abs_tol=1e-12)
    )


@given(any_ratings, levels, st.randoms())
def test_who_is_asked_first_changes_nothing(given: Ratings, level: Level, random: Random) -> None:
    shuffled = [dict(random.sample(sorted(one.items()), len(one))) for one in given]
    random.shuffle(shuffled)
    assert same(alpha(shuffled, level), alpha(given, level))


@given(any_ratings, levels)
def test_alpha_is_at_most_one(given: Ratings, level: Level) -> None:
    value = alpha(given, level)
    assert value is None or value <= 1


@given(observers, st.integers(2, 4), levels)
def test_whoever_agrees_wholly_has_one(one: dict[str, float], many: int, level: Level) -> None:
    varies = len(set(one.values())) > 1
    assert alpha([one] * many, level) == (1 if varies else None)


@given(any_ratings, levels)
def test_an_observer_without_values_changes_nothing(given: Ratings, level: Level) -> None:
    assert alpha([*given, {}], level) == alpha(given, level)
    assert alpha([*given, {"nobody else rates it": 3.0}], level) == alpha(given, level)


@given(any_ratings)
def test_ranks_do_not_care_how_far_values_lie_apart(given: Ratings) -> None:
    stretched = [{unit: value**3 for unit, value in one.items()} for one in given]
    assert alpha(stretched, Level.ORDINAL) == alpha(given, Level.ORDINAL)


@given(any_ratings, st.integers(1, 9), st.integers(-9, 9))
def test_differences_do_not_care_for_the_unit(given: Ratings, times: int, plus: int) -> None:
    moved = [{unit: value * times + plus for unit, value in one.items()} for one in given]
    assert same(alpha(moved, Level.INTERVAL), alpha(given, Level.INTERVAL))


@pytest.mark.parametrize(
    "given", [(), ({},), ({"a": 1.0},), ({"a": 1.0}, {"b": 2.0}), ({"a": 1.0}, {"a": 1.0})]
)
@pytest.mark.parametrize("level", Level)
def test_without_variation_it_is_not_defined(given: Ratings, level: Level) -> None:
    assert alpha(given, level) is None


def test_words() -> None:
    assert words(alpha(NOMINAL, Level.NOMINAL)) == "0.69"
    assert words(-0.5) == "−0.50"
    assert words(None) == "not defined, because the values do not differ"
