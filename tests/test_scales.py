"""Scales side by side: what is drawn stands in a report, and claims no more than it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from explainer.charts import CHARTS, look, scale_ranks, scales
from explainer.charts.scales_rows import agreement
from explainer.check.lost import Lost
from explainer.check.passages import lesson as taken_apart
from explainer.check.scales import values_stand_in_their_sources
from explainer.model import Code, Coding, Event, Explainer, Place, Report, Scale, Text
from explainer.reading import load
from explainer.syntax import marks
from tests.cases import FERRY, SMALLEST
from tests.test_charts import event, lesson, points

HERE = Place("content/scales.md", 1)
KINDS = pytest.mark.parametrize("kind", ["scales", "scale-ranks"])


def scale(name: str, *values: float, ends: tuple[str, ...] = ("storm", "calm")) -> Scale:
    """With a code for each value: A, B, C ..."""
    codes = tuple(
        Code("ABCDEFGH"[at], value, f"{value:g}".replace("-", "−"), f"do {at}", HERE)
        for at, value in enumerate(values)
    )
    return Scale(name, f"The scale of {name}", ("s5", "s6"), ends, "", codes, HERE)


def coded(name: str, **codes: str) -> Event:
    """`coded("a", tern="A B")`: A is the choice, and B would fit as well."""
    codings = tuple(Coding(one, tuple(some.split()), HERE) for one, some in codes.items())
    return event(name, codings=codings)


def with_scales(events: Sequence[Event], *every: Scale) -> Explainer:
    return replace(lesson(*events), scales=every)


NAMES = ("tern", "gull", "skua", "a bird that nobody has a short word for")
numbers = st.integers(-100, 100).map(lambda tenths: tenths / 10) | st.sampled_from([-1e6, 250.0])
letters = st.lists(st.sampled_from("ABCD"), min_size=1, max_size=3, unique=True).map(" ".join)
fitting = st.dictionaries(st.sampled_from(NAMES), letters)


def coded_events(codes: dict[str, dict[str, str]]) -> list[Event]:
    return [coded(name, **some) for name, some in codes.items()]


values = st.lists(numbers, min_size=4, max_size=4)


def four_scales(every: Sequence[Sequence[float]]) -> list[Scale]:
    return [scale(name, *some) for name, some in zip(NAMES, every, strict=True)]


lessons = st.builds(
    lambda codes, every: with_scales(coded_events(codes), *four_scales(every)),
    st.dictionaries(st.sampled_from("abcdefghij"), fitting, max_size=8),
    st.lists(values, min_size=len(NAMES), max_size=len(NAMES)),
)
FEW = settings(max_examples=30, phases=(Phase.explicit, Phase.reuse, Phase.generate))


@pytest.mark.uncounted
@KINDS
@FEW
@given(explainer=lessons)
def test_every_row_is_a_point_a_line_of_the_table_and_in_the_words(
    kind: str, explainer: Explainer
) -> None:
    chart, rows = CHARTS[kind], CHARTS[kind].rows(explainer, {})
    found = points(chart.figure(rows))
    assert sorted(one["customdata"][0] for one in found) == sorted(row.event for row in rows)
    assert {one["customdata"][1] for one in found} <= {"s5 s6"}
    for row, cells in zip(rows, chart.table(rows).cells, strict=True):
        assert cells[0] == f"[{row.title}](#{row.event})"
        assert row.written in " ".join(cells)
        assert set(marks(" ".join(cells))) == set(row.marks) == {"s5", "s6"}
        assert row.title in chart.alt(rows)


@pytest.mark.uncounted
@KINDS
@FEW
@given(explainer=lessons)
def test_words_are_large_follow_the_page_and_stay_on_it(kind: str, explainer: Explainer) -> None:
    figure = CHARTS[kind].figure(CHARTS[kind].rows(explainer, {}))
    for one in figure.layout.annotations:
        assert (one.font.size or figure.layout.font.size) >= 12
        assert one.font.color is None
    for one in points(figure):
        assert 9 <= one["x"] <= look.WIDTH - 9
        assert one["y"] < figure.layout.yaxis.range[0]


@FEW
@given(lessons)
def test_no_number_is_made_up(explainer: Explainer) -> None:
    """Of the figures on the paper, all are values, ends of the axis, or said to be ours."""
    rows = scales.rows(explainer, {})
    if not rows:
        return
    figure = scales.figure(rows)
    largest = max(abs(end) for end in _ends(figure))
    known = {row.written for row in rows} | {f"{largest:,}", f"−{largest:,}", "0"}
    ours = {line for said in agreement(rows) for line in look.wrapped(said, look.WIDTH, 12)}
    for one in figure.layout.annotations:
        if re.search(r"\d", one.text) and one.text not in ours:
            assert one.text in known


def _ends(figure: Any) -> list[int]:
    texts = (one.text.replace("−", "-").replace(",", "") for one in figure.layout.annotations[:8])
    return [int(text) for text in texts if re.fullmatch(r"-?\d+", text)]


@FEW
@given(lessons)
def test_numbers_of_a_lane_cover_neither_each_other_nor_a_point(explainer: Explainer) -> None:
    figure = scales.figure(scales.rows(explainer, {}))
    said = [one for one in figure.layout.annotations if one.xshift and one.font.weight == 600]
    boxes = [(one.y, *_extent(one)) for one in said]
    for (y, left, right), (other, start, end) in combinations(boxes, 2):
        assert y != other or right <= start or end <= left
    for y, left, right in boxes:
        assert left >= 118
        assert right <= look.WIDTH + 0.01
        for point in points(figure):
            assert point["y"] != y or not left - 5 < point["x"] < right + 5


def _extent(one: Any) -> tuple[float, float]:
    at, long = one.x + one.xshift, look.width_of(one.text)
    return (at, at + long) if one.xanchor == "left" else (at - long, at)


@FEW
@given(lessons)
def test_lines_join_the_places_of_one_event_and_nothing_else(explainer: Explainer) -> None:
    rows = scale_ranks.rows(explainer, {})
    figure = scale_ranks.figure(rows)
    at = {(one["x"], one["y"]): one["customdata"][0] for one in points(figure)}
    assert len(at) == len(rows), "no marker covers another"
    lines = [one for one in figure.layout.shapes if one.type == "line"]
    assert len(lines) == len(rows) - len({row.event for row in rows})
    for line in lines:
        assert at[line.x0, line.y0] == at[line.x1, line.y1]


@FEW
@given(lessons)
def test_places_follow_the_numbers_and_equals_share_them(explainer: Explainer) -> None:
    rows = scale_ranks.rows(explainer, {})
    for one, other in combinations(rows, 2):
        if one.scale == other.scale:
            assert one.slot != other.slot
            equal = one.coded.value == other.coded.value
            assert equal == (one.first == other.first) == (one.places == other.places)
            if not equal:
                assert (one.coded.value < other.coded.value) == (one.last < other.first)
        if one.event == other.event:
            assert one.number == other.number


@KINDS
@FEW
@given(explainer=lessons)
def test_nothing_is_joined_filled_or_added(kind: str, explainer: Explainer) -> None:
    for trace in CHARTS[kind].figure(CHARTS[kind].rows(explainer, {})).data:
        assert "lines" not in trace.mode
        assert trace.fill is None
        assert trace.stackgroup is None


@pytest.mark.parametrize("chart", [scales, scale_ranks])
def test_a_lesson_without_scales_says_so(chart: Any) -> None:
    rows = chart.rows(load(SMALLEST)[0], {})
    assert rows == ()
    assert chart.alt(rows) == chart.EMPTY
    assert chart.figure(rows).layout.annotations[0].text.replace("<br>", " ") == chart.EMPTY
    assert chart.table(rows).cells == ()


def test_a_point_may_be_one_of_several_that_fit() -> None:
    explainer = with_scales(
        [coded("a", tern="B A b-no", gull="c")], scale("tern", -1, 2), scale("gull", 1, 2, 3)
    )
    rows = scales.rows(explainer, {})
    assert [(row.code, row.written, row.is_choice) for row in rows] == [
        ("B", "2", True), ("A", "−1", False), ("C", "3", True),
    ]  # fmt: skip
    figure = scales.figure(rows)
    spread = [one for one in figure.layout.shapes if one.type == "line" and one.line.width == 2]
    chosen = sorted(one["x"] for one in points(figure) if one["size"] == 11)
    assert [spread[0].x0, spread[0].x1] == chosen, "from one choice to the other"
    assert "or as well A (do 0) −1" in scales.alt(rows)
    assert scale_ranks.rows(explainer, {}) == (), "one event has no order"


def test_one_scale_has_no_spread_and_no_order() -> None:
    explainer = with_scales([coded("a", tern="A"), coded("b", tern="B")], scale("tern", 1, 2))
    rows = scales.rows(explainer, {})
    assert agreement(rows) == ()
    assert scale_ranks.rows(explainer, {}) == ()
    assert "lowest to highest" not in [one.text for one in scales.figure(rows).layout.annotations]


def test_how_far_scales_agree_is_said_to_be_worked_out() -> None:
    explainer, problems = load(FERRY)
    assert problems == ()
    signs, order = agreement(scales.rows(explainer, {}))
    assert signs == "On the sign, above or below zero, the scales agree for all 5 events."
    assert order == (
        "On the order (Krippendorff’s alpha on ranks, worked out by us: 1 − Do/De, where 1 is full"
        " agreement and 0 is chance): 0.80 (0.71 to 0.90 if one event is left out) for all 5"
        " events; 0.32 (−0.50 to 1.00 if one event is left out) for the 3 below zero."
    )
    alt = scale_ranks.alt(scale_ranks.rows(explainer, {}))
    assert "Gull: 1, Sudrey keeps back its fish; 2, Norrey closes its pier;" in alt
    assert "4 to 5, The keeper offers her kitchen; 4 to 5, The mayors meet." in alt


def test_scales_that_count_in_other_units_can_have_the_same_order() -> None:
    events = [coded(name, tern=code, gull=code) for name, code in zip("abc", "ABC", strict=True)]
    explainer = with_scales(events, scale("tern", 1, 2, 3), scale("gull", 10, 20, 30))
    _, order = agreement(scales.rows(explainer, {}))
    assert order.endswith(": 1.00 for all 3 events.")


def test_the_reason_for_a_code_stands_beside_it() -> None:
    reason = Text("Because *nobody* asked.", HERE)
    one = replace(coded("a", tern="A"), because=reason)
    rows = scales.rows(with_scales([one], scale("tern", 1)), {})
    assert scales.table(rows).cells[0][-1] == "Because nobody asked."


@pytest.mark.parametrize(
    ("given", "proved"),
    [
        ("A −4.1; B 2", True),
        ("It gives B the number 2, and A the number -4.1.", True),
        ("a is −4.10, and b is 2.0", True),
        ("A −4; B 2", False),
        ("A 4.1; B 2", False),
        ("A 2; B −4.1", False),
        ("BA −4.1; A-visit −4.1; B 2", False),
    ],
)
def test_a_value_is_proved_to_its_sign_and_last_decimal(given: str, *, proved: bool) -> None:
    entries = {name: Report(name, "", "", "", given, HERE) for name in ("s5", "s6")}
    explainer = replace(with_scales([], scale("tern", -4.1, 2)), record=entries)
    found = [*values_stand_in_their_sources(taken_apart(explainer, Lost()))]
    assert (found == []) is proved
