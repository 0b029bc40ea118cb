"""The order is what is stated, what follows from it, and nothing more."""

from __future__ import annotations

from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from itertools import combinations, pairwise
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer import order
from explainer.model import Event, Explainer, Place, Site
from explainer.order import LAYERS, Layer

HERE = Place("content/events.md", 1)
NAMES = "abcdefg"
DATES = ("", "", "2024", "2024-01", "2024-01-05", "2024-01-16", "2024-01-16~", "2024-02", "soon")


def event(name: str, when: str = "", *after: str, **more: object) -> Event:
    blank = Event(
        id=name,
        title=name,
        when=when,
        after=after,
        reported="",
        reported_after=(),
        reports=(),
        who="",
        toward="",
        rung="",
        text="",
        sayings=(),
        in_source=True,
        place=HERE,
    )
    return replace(blank, **more)  # type: ignore[arg-type]


def lesson(*events: Event) -> Explainer:
    site = Site("", "", "", "", "en", "", "", HERE)
    return Explainer(site, (), MappingProxyType({}), (), (), events, (), (), ())


names = st.lists(st.sampled_from(NAMES), max_size=3).map(tuple)
lessons = st.lists(
    st.builds(
        lambda name, when, after, more: event(name, when, *after, **more),
        st.sampled_from(NAMES),
        st.sampled_from(DATES),
        names,
        st.fixed_dictionaries(
            {
                "reported": st.sampled_from(DATES),
                "reported_after": names,
                "in_source": st.booleans(),
            }
        ),
    ),
    unique_by=lambda event: event.id,
).map(lambda events: lesson(*events))
"""Any lesson at all: circles, contradictions, unknown names and dates that are none."""

layers = st.sampled_from(LAYERS)


@given(lessons, layers)
def test_the_order_is_a_strict_partial_order(explainer: Explainer, layer: Layer) -> None:
    stated = order.before(explainer, layer)
    known = {event.id for event in order.layer_events(explainer, layer)}
    assert all({one, other} <= known for one, other in stated)
    assert not any((other, one) in stated for one, other in stated)
    assert all((a, d) in stated for a, b in stated for c, d in stated if b == c)


@given(lessons, layers)
def test_slots_contradict_nothing_that_is_stated(explainer: Explainer, layer: Layer) -> None:
    slots = {slot.event: slot for slot in order.slots(explainer, layer)}
    for one, other in order.before(explainer, layer):
        assert slots[one].earliest < slots[other].earliest
        assert slots[one].latest <= slots[other].latest


@given(lessons, layers)
def test_slots_claim_nothing_that_is_not_stated(explainer: Explainer, layer: Layer) -> None:
    """Whoever sees one event wholly to the left of another may believe it."""
    stated = order.before(explainer, layer)
    for one, other in combinations(order.slots(explainer, layer), 2):
        apart = one.latest < other.earliest or other.latest < one.earliest
        assert not apart or {(one.event, other.event), (other.event, one.event)} & stated


@given(lessons, layers)
def test_slots_are_without_gaps(explainer: Explainer, layer: Layer) -> None:
    slots = order.slots(explainer, layer)
    begun = {slot.earliest for slot in slots}
    assert begun == set(range(len(begun)))
    assert all(slot.earliest <= slot.latest < len(begun) for slot in slots)


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6))), st.data())
def test_stating_more_takes_no_order_away(pairs: set[tuple[int, int]], data: st.DataObject) -> None:
    """Edges go up the alphabet, so that no circle can arise."""
    edges = {(NAMES[a], NAMES[b]) for a, b in pairs if a < b}
    added = data.draw(st.sampled_from(list(combinations(NAMES, 2))))
    assert order.before(_drawn(edges), "article") <= order.before(
        _drawn(edges | {added}), "article"
    )
    assert added in order.before(_drawn(edges | {added}), "article")


@given(st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))))
def test_a_circle_is_found_exactly_if_there_is_one(edges: set[tuple[str, str]]) -> None:
    found = order.circle(sorted(edges))
    graph: dict[str, set[str]] = {}
    for one, other in edges:
        graph.setdefault(other, set()).add(one)
    try:
        TopologicalSorter(graph).prepare()
        assert found == ()
    except CycleError:
        assert all(pair in edges for pair in pairwise((*found, found[0])))
        assert len(set(found)) == len(found)


def test_a_long_order_is_soon_found_to_have_no_circle() -> None:
    chain = [(str(number), str(number + 1)) for number in range(20_000)]
    assert order.circle(chain) == ()
    assert len(order.circle([*chain[:50], ("50", "0"), *chain[60:]])) == 51


BRIDGE = lesson(
    event("flood", "2023-10"),
    event("toll", "2024-03", "flood", reported="2024-03-04"),
    event("ban", "2024-03", "flood", reported="2024-03-06"),
    event("letter", "", "toll", "ban", reported="2024-03-05"),
    event("strike", "", "toll", "ban"),
    event("rumour", "", in_source=False, reported="2024-03-06"),
    event("reply", "", in_source=False, reported="2024-03-06", reported_after=("rumour",)),
    event("treaty", "2024-04", "letter", "strike"),
    event("song"),
)
"""Two towns quarrel over a bridge."""


def test_the_article_layer_keeps_to_the_article() -> None:
    assert _slots("article") == {
        "flood": (0, 0),
        "toll": (1, 1),
        "ban": (1, 1),
        "letter": (2, 2),
        "strike": (2, 2),
        "treaty": (3, 3),
        "song": (0, 3),
    }


def test_reports_move_an_event_between_two_that_the_article_puts_before_it() -> None:
    stated = order.before(BRIDGE, "reports")
    assert {("toll", "letter"), ("letter", "ban"), ("rumour", "reply")} <= stated
    assert ("ban", "letter") not in stated
    assert not {("ban", "rumour"), ("rumour", "ban")} & stated
    assert _slots("reports") == {
        "flood": (0, 0),
        "toll": (1, 1),
        "letter": (2, 2),
        "ban": (3, 4),
        "rumour": (3, 4),
        "strike": (4, 4),
        "reply": (4, 4),
        "treaty": (5, 5),
        "song": (0, 5),
    }


def test_an_article_pair_stays_where_reports_do_not_date_both() -> None:
    assert ("toll", "strike") in order.before(BRIDGE, "reports")


def test_dates_rule_over_after() -> None:
    explainer = lesson(event("a", "2024-01", "b"), event("b", "2024-02"))
    assert order.before(explainer, "article") == {("a", "b")}


def test_dates_that_may_overlap_say_nothing() -> None:
    explainer = lesson(event("a", "2024-01-16~"), event("b", "2024-01-17"), event("c", "2024-01"))
    assert order.before(explainer, "article") == frozenset()


def test_a_contradiction_costs_no_more_than_itself() -> None:
    early, late = event("early", "2023", "late"), event("late", "2024")
    between = event("between", "", "early")
    assert ("early", "between") in order.before(lesson(early, between, late), "article")


def test_two_chains_lie_beside_each_other() -> None:
    """No drawing in slots shows both chains exactly; it must then show less, never more."""
    explainer = lesson(
        event("x"), event("y", "", "x"), event("z", "", "y"), event("a"), event("b", "", "a")
    )
    slots = {slot.event: (slot.earliest, slot.latest) for slot in order.slots(explainer, "article")}
    assert slots == {"x": (0, 1), "y": (1, 1), "z": (2, 2), "a": (0, 2), "b": (1, 2)}


@pytest.mark.parametrize("layer", LAYERS)
def test_nothing_has_no_order(layer: Layer) -> None:
    assert order.slots(lesson(), layer) == ()
    assert order.before(lesson(), layer) == frozenset()


def _drawn(edges: set[tuple[str, str]]) -> Explainer:
    return lesson(*(event(name, "", *(a for a, b in edges if b == name)) for name in NAMES))


def _slots(layer: Layer) -> dict[str, tuple[int, int]]:
    return {slot.event: (slot.earliest, slot.latest) for slot in order.slots(BRIDGE, layer)}
