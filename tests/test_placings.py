"""Events placed on rungs: counted without saying who, and compared as orders."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer import placings
from explainer.agreement import of_orders
from explainer.model import Direction, Option, Place, Question, Response, Rung, option_id
from explainer.questions import coding

EVENTS = tuple("abcde")
RUNGS = tuple(
    Rung(name, name.title(), direction, "It is.", Place("ladder.md"))
    for name, direction in (
        ("force", Direction.RISING),
        ("beside", Direction.ASIDE),
        ("words", Direction.CALMING),
        ("talks", Direction.CALMING),
    )
)
ASKED = Question(
    kind="coding",
    id="on-which-rung",
    stem="On which rung?",
    options=tuple(Option(f"What {name} is called", event=name) for name in EVENTS),
    hint="",
    why="",
    about="",
    place=Place("quiz.md"),
    rungs=RUNGS,
)


def response(rungs: str) -> Response:
    """By the first letters of rungs, in the order of the events."""
    ids = {rung.id[0]: coding.rung_id(ASKED, rung) for rung in RUNGS}
    pairs = zip(ASKED.options, rungs, strict=True)
    return coding.given([(option_id(ASKED.id, each.text), ids[rung]) for each, rung in pairs])


def order(rungs: str) -> Mapping[str, float]:
    return placings.order(RUNGS, coding.placed(ASKED, response(rungs)))


# --- orders ---------------------------------------------------------------------------


def test_an_event_beside_the_ladder_has_no_place_in_the_order() -> None:
    assert order("fbwtf") == {"a": 0, "c": 1, "d": 2, "e": 0}


def test_the_same_order_is_1_and_the_reverse_is_less_than_chance() -> None:
    same = of_orders([order("ffwwt"), order("ffwwt")])
    reverse = of_orders([order("ffwwt"), order("ttwwf")])
    assert same is not None
    assert (same.alpha, same.low, same.high, same.events) == (1, 1, 1, 5)
    assert reverse is not None
    assert reverse.alpha < 0


def test_only_the_order_counts_and_not_the_unit_of_whoever_gives_it() -> None:
    scale = {"a": -10.0, "b": -4.1, "c": 1.9, "d": 2.5, "e": 5.4}
    ranks = {name: float(number) for number, name in enumerate(EVENTS)}
    found = of_orders([scale, ranks])
    assert found is not None
    assert found.alpha == 1


def test_an_event_that_only_one_has_placed_is_not_compared() -> None:
    found = of_orders([order("fwtbb"), order("fwtww")])
    assert found is not None
    assert (found.alpha, found.events) == (1, 3)


@pytest.mark.parametrize(
    "rungs",
    [("fbbbb", "fwwww"), ("wwwww", "wwwww"), ("bbbbb", "fwtfw"), ("fbbbb", "bwwww")],
    ids=["one event", "no order", "nothing placed", "nothing in common"],
)
def test_where_nothing_can_be_compared_there_is_no_number(rungs: tuple[str, str]) -> None:
    assert of_orders([order(each) for each in rungs]) is None


@settings(deadline=None)
@given(st.lists(st.text("fbwt", min_size=5, max_size=5), min_size=2, max_size=6))
def test_no_alpha_is_above_1(rungs: list[str]) -> None:
    found = of_orders([order(each) for each in rungs])
    if found is not None:
        assert found.alpha <= 1 + 1e-9
        assert found.low <= found.high <= 1 + 1e-9


# --- what learners chose --------------------------------------------------------------


def test_fewer_than_three_are_not_shown() -> None:
    assert placings.tally(ASKED, ()) is None
    assert placings.tally(ASKED, (response("fffff"), response("wwwww"))) is None
    # Who sent what no form sends is not counted, and hides nobody.
    assert placings.tally(ASKED, (response("fffff"), response("wwwww"), ("nonsense",))) is None


def test_three_are_counted_rung_by_rung() -> None:
    found = placings.tally(ASKED, tuple(map(response, ("ffwwt", "fwwwt", "fbwwt"))))
    assert found is not None
    assert found.learners == 3
    assert found.chosen["a"] == {"force": 3}
    assert found.chosen["b"] == {"force": 1, "words": 1, "beside": 1}
    assert found.agreement is not None
    assert 0.5 < found.agreement.alpha < 1
