"""Charts: figure, table and words come from the same rows, and claim no more than these do."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import combinations, pairwise, product
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from explainer.charts import CHARTS, disagreement, look, packing, sequence, who_says_what
from explainer.charts.sequence_figure import ABOUT, ANY_DAY, PAINTS
from explainer.charts.sequence_plan import plan_of
from explainer.charts.sequence_rows import worked_out
from explainer.model import (
    Channel,
    ChannelStep,
    Claim,
    Direction,
    Does,
    Entry,
    Event,
    Explainer,
    Inference,
    OtherDay,
    Person,
    Place,
    Report,
    Rung,
    Saying,
    Site,
    Voice,
)
from explainer.order import LAYERS
from explainer.syntax import marks
from tests.proof import some

HERE = Place("content/events.md", 1)
LADDER = (
    Rung("force", "Force, & what <comes> of it", Direction.RISING, "", HERE),
    Rung("words", "Words", Direction.RISING, "", HERE),
    Rung("calm", "A calm that is described in so many words that a phone must break them",
         Direction.CALMING, "", HERE),
    Rung("aside", "Aside", Direction.ASIDE, "", HERE),
)  # fmt: skip
CHANNELS = tuple(Channel(name, f"The {name}", "open", "shut", HERE) for name in ("post", "phone"))
PEOPLE = (Person("north", "Northtown", "town", ("The north",), "", HERE),)
REPORTS: dict[str, Entry] = {
    "s1": Report("s1", "The Post", "2024-01-06", "https://example.org", "On 5 January.", HERE),
    "s2": Report("s2", "A Courier of a very long name & <more>", "2024-01", "", "In 2024.", HERE),
    "s3": Report("s3", "The Log", "2024-01-07", "https://example.org", "On 6 January.", HERE),
    "d9": Inference("d9", "a", "6 January 2024 was a Saturday, not a *Sunday*.", "", HERE),
}
SPEAKERS = ("Northtown", "The north", "Southtown", "A miller of a very long name indeed", "C", "D")


def event(name: str, when: str = "", *after: str, **more: object) -> Event:
    blank = Event(
        id=name,
        title=f"What is *called* {name}",
        when=when,
        after=after,
        reported="",
        reported_after=(),
        reports=("s1", "s2"),
        who="Northtown",
        toward="",
        rung="force",
        text=f"It happened [^c1].\n\nAnd {name} too. [^d1]",
        sayings=(),
        in_source=True,
        place=HERE,
    )
    return replace(blank, **more)  # type: ignore[arg-type]


def lesson(*events: Event, ladder: tuple[Rung, ...] = LADDER) -> Explainer:
    site = Site("", "", "", "", "en", "", "", HERE)
    return Explainer(
        site, (), MappingProxyType(REPORTS), (), ladder, events, PEOPLE, (), (), channels=CHANNELS
    )


def other(when: str, *marks: str) -> OtherDay:
    return OtherDay(when, marks, HERE)


def saying(speaker: str, topic: str, words: str, figure: int | None = None) -> Saying:
    return Saying(speaker, topic, words, figure, HERE)


NAMES = "abcdefghij"
DATES = ("", "2023-10-07", "2024-01", "2024-01-05", "2024-01-16/2024-01-18", "2024-02~", "2025/..")
sayings = st.lists(
    st.builds(
        lambda speaker, topic, figure: saying(
            speaker, topic, f"{figure} at the mill [^c2]" if figure else "a mill [^c3]", figure
        ),
        st.sampled_from(SPEAKERS),
        st.sampled_from(["people hurt", "of them children", "target"]),
        st.none() | st.integers(0, 10**6),
    ),
    max_size=3,
).map(tuple)
channel_steps = st.lists(
    st.builds(ChannelStep, st.sampled_from(Does), st.sampled_from(["post", "phone"])),
    max_size=2,
    unique_by=lambda step: step.channel,
).map(tuple)
events = st.lists(
    st.builds(
        lambda name, when, after, more: event(name, when, *after, **more),
        st.sampled_from(NAMES),
        st.sampled_from(DATES),
        st.lists(st.sampled_from(NAMES), max_size=2),
        st.fixed_dictionaries(
            {
                "reported": st.sampled_from(DATES),
                "rung": st.sampled_from([*(rung.id for rung in LADDER), "unknown"]),
                "in_source": st.booleans(),
                "sayings": sayings,
                "who": st.sampled_from(["", "Northtown", "A miller of a very long name indeed"]),
                "channel_steps": channel_steps,
                "also_reported": st.lists(
                    st.builds(other, st.sampled_from(DATES[1:]), st.just("s3"), st.just("d9")),
                    max_size=4,
                    unique_by=lambda day: day.when,
                ).map(tuple),
            }
        ),
    ),
    unique_by=lambda event: event.id,
    max_size=10,
)
lessons = events.map(lambda events: lesson(*events))
wanted = st.sampled_from(
    [
        *((kind, {}) for kind in ("who-says-what", "two-tellings", "sequence")),
        *((kind, {"layer": one}) for kind in ("sequence", "channels") for one in LAYERS),
        *(("ladder", {"layer": one, "between": "a to b, b to a, c to d"}) for one in LAYERS),
        *(("sequence", {"layer": one}) for one in LAYERS),
        *(("disagreement", named) for named in ({}, {"event": "a"})),
    ]
)

Wanted = tuple[str, dict[str, str]]


@settings(max_examples=25)
@given(lessons, wanted)
def test_every_row_is_a_point_a_line_of_the_table_and_in_the_words(
    explainer: Explainer, want: Wanted
) -> None:
    kind, rows = CHARTS[want[0]], CHARTS[want[0]].rows(explainer, want[1])
    found = points(kind.figure(rows))
    assert sorted(point["customdata"][0] for point in found) == sorted(
        getattr(row, "opens", row.event) for row in rows
    )
    assert {point["customdata"][1] for point in found} == {" ".join(row.marks) for row in rows}
    table = kind.table(rows)
    assert len(table.cells) == len(rows)
    assert all(len(cells) == len(table.header) for cells in table.cells)
    for row, cells in zip(rows, table.cells, strict=True):
        assert set(marks(" ".join(cells))) == set(row.marks)
        assert row.title in kind.alt(rows)


@settings(max_examples=25)
@given(lessons, wanted)
def test_nothing_is_joined_filled_or_added(explainer: Explainer, want: Wanted) -> None:
    kind = CHARTS[want[0]]
    for trace in kind.figure(kind.rows(explainer, want[1])).data:
        assert isinstance(trace, go.Scatter)
        assert "lines" not in trace.mode
        assert trace.fill is None
        assert trace.stackgroup is None


@settings(max_examples=25)
@given(lessons, st.sampled_from(LAYERS))
def test_a_sequence_shows_no_number_but_steps_and_dates(explainer: Explainer, layer: str) -> None:
    rows = sequence.rows(explainer, {"layer": layer})
    figure = sequence.figure(rows)
    dates = set(re.findall(r"\d+", " ".join(row.when_words for row in rows)))
    assert set(re.findall(r"\d+", " ".join(a.text for a in figure.layout.annotations))) <= dates
    assert not figure.layout.xaxis.visible
    assert not figure.layout.yaxis.visible
    steps = [point["text"] for point in points(figure)]
    assert sorted(map(int, steps)) == list(range(1, len(rows) + 1))


@settings(max_examples=25)
@given(lessons, st.sampled_from(LAYERS))
def test_no_marker_of_a_sequence_covers_another_on_a_phone(
    explainer: Explainer, layer: str
) -> None:
    figure = sequence.figure(sequence.rows(explainer, {"layer": layer}))
    for one, other in combinations(points(figure), 2):
        apart = max(abs(one["x"] - other["x"]), abs(one["y"] - other["y"]))
        assert apart >= (one["size"] + other["size"]) / 2
    assert all(9 <= point["x"] <= look.WIDTH - 9 for point in points(figure))


@settings(max_examples=25)
@given(lessons, st.sampled_from(LAYERS))
def test_what_stands_left_is_stated_to_come_before(explainer: Explainer, layer: str) -> None:
    rows = sequence.rows(explainer, {"layer": layer})
    for one, other in combinations(rows, 2):
        assert one.number < other.number
        assert (other.number in one.unordered) == (one.number in other.unordered)
        if one.latest < other.slot:
            assert other.number not in one.unordered


@settings(max_examples=25)
@given(lessons, wanted)
def test_words_are_large_and_follow_the_page(explainer: Explainer, want: Wanted) -> None:
    kind = CHARTS[want[0]]
    figure = kind.figure(kind.rows(explainer, want[1]))
    layout = figure.layout
    assert layout.title.text is None
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert layout.font.family.startswith("InterV, Inter")
    sizes = [layout.font.size, *(a.font.size or layout.font.size for a in layout.annotations)]
    assert min(sizes) >= 12
    assert all(point["textsize"] >= 12 for point in points(figure) if point["text"])


@pytest.mark.parametrize("kind", CHARTS.values(), ids=CHARTS)
def test_nothing_can_be_drawn(kind: Any) -> None:
    assert kind.rows(lesson(ladder=()), {}) == ()
    assert kind.EMPTY.endswith(".")
    assert " ".join(words_of(kind.figure(()))) == kind.EMPTY
    assert kind.table(()).cells == ()
    assert kind.alt(()) == kind.EMPTY


@pytest.mark.parametrize(
    "paint", [*look.SPEAKERS, *PAINTS.values()], ids=lambda paint: paint.symbol
)
def test_colours_can_be_told_from_the_page_and_read_upon(paint: look.Paint) -> None:
    for page in ("#ffffff", "#fbf8f2", "#14181c", "#0e1117"):
        assert contrast(paint.colour, page) >= 3
    assert contrast(paint.text, paint.colour) >= 4.5


def test_nobody_who_speaks_looks_like_a_side_that_raises_or_calms() -> None:
    signs = {paint.symbol for paint in PAINTS.values()} | {p.colour for p in PAINTS.values()}
    speakers = {paint.symbol for paint in look.SPEAKERS} | {p.colour for p in look.SPEAKERS}
    assert len(speakers) == 2 * len(look.SPEAKERS)
    assert signs & speakers == set()


def test_rows_of_a_sequence() -> None:
    explainer = lesson(
        event("b", "2024-01", "a", reported="2024-01-16/2024-01-17"),
        event("a", "2023-10-07"),
        event("c", "", "a", rung="calm"),
        event("d", in_source=False, reported="2024-02-01", rung="aside"),
    )
    rows = sequence.rows(explainer, {"layer": "article"})
    assert [(row.event, row.number, row.slot, row.when_words) for row in rows] == [
        ("a", 1, 0, "7 October 2023"),
        ("b", 2, 1, "January 2024"),
        ("c", 3, 1, "not dated"),
    ]
    assert rows[1].unordered == (3,)
    assert rows[1].title == "What is called b"
    assert rows[1].sentence == "It happened . And b too."
    assert rows[1].marks == ("c1", "d1")
    rows = sequence.rows(explainer, {"layer": "reports"})
    assert [(row.event, row.slot, row.latest, row.layer) for row in rows] == [
        ("a", 0, 0, "article"),
        ("b", 1, 1, "article"),
        ("c", 1, 2, "article"),
        ("d", 2, 2, "reports"),
    ]
    assert rows[1].marks == ("c1", "d1", "s1", "s2")
    assert rows[1].when_words == "16 to 17 January 2024"


def test_the_words_of_a_sequence() -> None:
    explainer = lesson(
        event("a", "2023-10-07", rung="aside"),
        event("b", "2024-01", "a"),
        event("c", "2024-01", "a"),
        event("d", "2024-02", rung="calm"),
        event("e", "", "a", rung="words"),
    )
    rows = sequence.rows(explainer, {})
    assert sequence.alt(rows) == (
        "5 events from left to right. First step 1: What is called a (7 October 2023)."
        " Then, in an order that is not stated, step 2: What is called b (January 2024);"
        " step 3: What is called c (January 2024); step 4: What is called e (not dated)."
        " The order of 4 with steps 2, 3 and 5 is not stated."
        " Then step 5: What is called d (February 2024)."
        " The highest rung reached is “Force, & what <comes> of it” (steps 2 and 3);"
        " the lowest is “A calm that is described in so many words that a phone must break them”"
        " (step 5)."
    )
    assert sequence.table(rows).cells[1] == (
        "2",
        "January 2024; order with steps 3 and 4 not stated",
        "**[What is called b](#b).** It happened [^c1]. And b too. [^d1]",
        "Force, & what <comes> of it",
    )
    words = [annotation.text for annotation in sequence.figure(rows).layout.annotations]
    legend = ["rising", "calming", "aside", "order not stated", "order not stated along the bar"]
    assert words[:5] == legend
    assert "Force, &amp; what &lt;comes&gt; of it" in words
    assert "Aside (beside the ladder)" in words
    assert [words.count(end) for end in ("most tense", "calmest")] == [1, 1]


def test_what_stands_beside_the_ladder_stands_below_it_and_apart() -> None:
    """Whatever its place in the file: else it reads as a rung, and the lowest as the calmest."""
    ladder = (LADDER[3], *LADDER[:3])
    rows = sequence.rows(lesson(event("a"), event("b", rung="aside"), ladder=ladder), {})
    strips = plan_of(rows).strips
    assert [strip.step for strip in strips] == [1, 2, 3, 0]
    assert [strip.is_aside for strip in strips] == [False, False, False, True]
    assert [strip.end for strip in strips] == ["most tense", "", "calmest", ""]
    gaps = [b.line - 17 * len(b.words) - a.floor for a, b in pairwise(strips)]
    assert gaps[-1] > gaps[0] + 20


def test_events_without_an_order_stand_below_each_other() -> None:
    rows = sequence.rows(lesson(event("a"), event("b"), event("c", "2030", "a", "b")), {})
    a, b, c = points(sequence.figure(rows))
    assert a["x"] == b["x"] < c["x"]
    assert a["y"] != b["y"]


def test_many_dates_of_one_slot_do_not_run_off_the_paper() -> None:
    when = ("2024-01-26/2024-01-28", "", "2024-01-21/..", "2024-01-24/..", "2024-02~")
    rows = sequence.rows(lesson(*(event(NAMES[n], each) for n, each in enumerate(when))), {})
    said = words_of(sequence.figure(rows))
    assert "several dates: see the table" in said
    assert not any(" / " in line for line in said)


def test_the_outermost_of_many_slots_stand_on_the_paper() -> None:
    chain = [event(f"e{n}", f"2024-01-{n:02}", f"e{n - 1}") for n in range(1, 31)]
    figure = sequence.figure(sequence.rows(lesson(*chain), {}))
    assert all(9 <= point["x"] <= look.WIDTH - 9 for point in points(figure))


def test_a_date_that_was_worked_out_names_its_inference() -> None:
    """Only the inference that says the date: events cite others too."""
    record: dict[str, Entry] = {
        "d1": Inference("d1", "a", "It was on 5 January [^c1]: 5 January 2024.", "", HERE),
        "d2": Inference("d2", "a", "It was in the north.", "", HERE),
        "c1": Claim("c1", "a", "1", "A", Voice.NARRATION, "It was 5 January 2024.", HERE),
    }
    cited = "It happened. [^d1] [^d2] [^c1]"
    told = (
        event("a", "2024-01-05", text=cited, reported="2024-01-06"),
        event("b", "2024-02", text=cited),
        event("c", "", text=cited),
    )
    explainer = replace(lesson(*told), record=MappingProxyType(record))
    assert [worked_out(explainer, one) for one in told] == [("d1",), (), ()]
    rows = sequence.rows(explainer, {"layer": "article"})
    assert next(row for row in rows if row.event == "a").when_marks == ("d1",)
    assert any("5 January 2024[^d1]" in cells[1] for cells in sequence.table(rows).cells)
    rows = sequence.rows(explainer, {"layer": "reports"})
    assert next(row for row in rows if row.event == "a").when_marks == ("s1", "s2")


def test_days_that_further_reports_give_stand_beside_the_one_that_is_followed() -> None:
    told = event("a", reported="2024-01-05", also_reported=(other("2024-01-06", "s3", "d9"),))
    (row,) = sequence.rows(lesson(told), {"layer": "reports"})
    assert row.when == "2024-01-05"
    assert row.marks == ("c1", "d1", "s1", "s2", "s3", "d9")
    assert sequence.table([row]).cells[0][1] == (
        "5 January 2024[^s1][^s2]; also reported: 6 January 2024[^s3][^d9]"
    )
    assert "(5 January 2024, also reported: 6 January 2024)" in sequence.alt([row])
    (row,) = sequence.rows(lesson(told), {"layer": "article"})
    assert row.other_days == ()
    assert row.marks == ("c1", "d1")


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2024-01", {ANY_DAY}),
        ("2024", {ANY_DAY}),
        ("2024-01-16~", {ABOUT}),
        ("2024-01?", {ANY_DAY, ABOUT}),
        ("2024-01-16/2024-01-18", set()),
        ("2024-01-16", set()),
        ("", set()),
    ],
)
def test_what_a_date_leaves_open_is_drawn_and_said(when: str, said: set[str]) -> None:
    figure = sequence.figure(sequence.rows(lesson(event("a", when)), {}))
    words = {annotation.text for annotation in figure.layout.annotations}
    assert words & {ANY_DAY, ABOUT} == said
    halos = [shape for shape in figure.layout.shapes if shape.ysizemode == "pixel"]
    assert len(halos) == (ABOUT in said)


def test_each_report_stands_on_its_own_day() -> None:
    days = (other("2024-01-06", "s3", "d9"), other("2024-01", "s9"))
    told = event("a", reported="2024-01-05", also_reported=days)
    rows = disagreement.rows(lesson(event("b", reported="2024"), told), {})
    assert [(row.report, row.day, row.against) for row in rows] == [
        ("s1", "Friday, 5 January 2024", ()),
        ("s2", "Friday, 5 January 2024", ()),
        ("s3", "Saturday, 6 January 2024", ("d9",)),
    ]
    one, two, three = points(disagreement.figure(rows))
    assert one["x"] == two["x"] < three["x"]
    assert one["y"] < two["y"] < three["y"]
    assert [one["text"], two["text"], three["text"]] == ["", "", "×"]
    assert disagreement.table(rows).cells[2] == (
        "The Log[^s3]",
        "[What is called a](#a)",
        "Saturday, 6 January 2024",
        "6 January 2024 was a Saturday, not a Sunday.[^d9]",
    )
    assert disagreement.alt(rows) == (
        "What is called a: the day in 3 reports."
        " Friday, 5 January 2024: The Post and A Courier of a very long name & <more>."
        " Saturday, 6 January 2024: The Log."
        " Against it: 6 January 2024 was a Saturday, not a Sunday."
    )


@pytest.mark.parametrize("settings", [{"event": "b"}, {"event": "nothing"}, {}])
def test_without_reports_of_a_day_there_is_nothing_to_compare(settings: dict[str, str]) -> None:
    explainer = lesson(event("a", reported="2024-01-05"), event("b"))
    assert disagreement.rows(explainer, settings) == ()
    assert disagreement.alt(()) == disagreement.EMPTY


def test_the_days_of_reports_never_touch_on_a_phone() -> None:
    """Side by side, each in a column of its own: in six columns too, whose words are cut short."""
    days = tuple(
        other(when, "s3")
        for when in ("2024-09-16", "2024-09-17", "2024-09", "2024-09-20/2024-09-21", "2024-12-31~")
    )
    told = event("a", reported="2024-09-15", also_reported=days)
    rows = disagreement.rows(lesson(told), {"event": "a"})
    heads = [a for a in disagreement.figure(rows).layout.annotations if a.xanchor == "center"]
    assert len(heads) == 6
    widths = [max(look.width_of(line, 13) for line in head.text.split("<br>")) for head in heads]
    spans = [(head.x - w / 2, head.x + w / 2) for head, w in zip(heads, widths, strict=True)]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert spans[0][0] >= 0
    assert spans[-1][1] <= look.WIDTH


def test_events_beside_the_ladder_are_neither_high_nor_low() -> None:
    rows = sequence.rows(lesson(event("a", rung="aside"), event("b", rung="unknown")), {})
    assert "None stands on a rung that rises or calms." in sequence.alt(rows)
    assert rows[1].rung == "Not on the ladder"
    rows = sequence.rows(lesson(event("a", rung="calm")), {})
    assert "1 event from" in sequence.alt(rows)
    assert "They stand on one rung, “A calm" in sequence.alt(rows)


def test_who_says_what() -> None:
    said = (
        saying("The north", "people hurt", "9 at the mill [^c2]", 9),
        saying("The north", "of them children", "4 [^c3]", 4),
        saying("Southtown", "people hurt", "12, it *thinks* [^c4]", 12),
        saying("Northtown", "target", "the mill [^c5]"),
        saying("Southtown", "target", "the mill [^c6]"),
    )
    rows = who_says_what.rows(lesson(event("a", sayings=said)), {})
    assert [row.is_part for row in rows] == [False, True, False, False, False]
    assert {row.party for row in rows} == {"Northtown", "Southtown"}
    found = points(who_says_what.figure(rows))
    assert [(p["axis"], p["x"]) for p in found] == [
        ("x", 9), ("x", 4), ("x", 12), ("x2", 0), ("x2", 0),
    ]  # fmt: skip
    assert found[3]["y"] < found[4]["y"], "each saying has a line of its own"
    assert found[0]["symbol"] == found[1]["symbol"] == found[3]["symbol"] != found[2]["symbol"]
    assert found[1]["size"] < found[0]["size"]
    words = [annotation.text for annotation in who_says_what.figure(rows).layout.annotations]
    assert {"According to The north, people hurt:", "9", "4", "12", "the mill"} <= set(words)
    assert not {"13", "21", "25"} & set(words)
    assert who_says_what.alt(rows) == (
        "5 statements by Northtown and Southtown; none are added up. What is called a:"
        " according to The north, people hurt: 9 at the mill;"
        " according to The north, of them children: 4, part of the number before;"
        " according to Southtown, people hurt: 12, it thinks;"
        " according to Northtown, target: the mill; according to Southtown, target: the mill."
    )
    assert who_says_what.table(rows).cells[2] == (
        "[What is called a](#a)", "Southtown", "people hurt", "12, it *thinks* [^c4]",
    )  # fmt: skip


def test_another_speaker_is_no_part() -> None:
    said = (saying("A", "people hurt", "9", 9), saying("B", "children among them", "4", 4))
    assert not any(r.is_part for r in who_says_what.rows(lesson(event("a", sayings=said)), {}))


stretches = st.lists(st.integers(5, 90), min_size=1, max_size=9).flatmap(
    lambda widths: st.tuples(
        st.just(widths),
        st.lists(st.integers(10, 150), min_size=len(widths), max_size=len(widths)),
    )
)


@given(stretches)
def test_captions_never_cover_each_other(drawn: tuple[list[int], list[int]]) -> None:
    scale = look.WIDTH / sum(drawn[0])
    ends = [sum(drawn[0][:n]) * scale for n in range(len(drawn[0]) + 1)]
    flags = packing.flags(
        [
            packing.Stretch(str(n), long, ends[n], ends[n + 1])
            for n, long in enumerate(drawn[1])
        ],
        look.WIDTH,
    )  # fmt: skip
    assert [flag.text for flag in flags] == [str(n) for n in range(len(flags))]
    for one, other in combinations(flags, 2):
        assert one.row != other.row or one.right <= other.left or other.right <= one.left


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 30))))
def test_spans_of_a_lane_never_overlap(drawn: list[tuple[int, int]]) -> None:
    spans = [(start, start + length) for start, length in sorted(drawn)]
    lanes = packing.lanes(spans)
    for (a, one), (b, other) in combinations(zip(spans, lanes, strict=True), 2):
        assert one != other or a[1] <= b[0]


def words_of(figure: go.Figure) -> list[str]:
    """What a figure's annotations say, line by line."""
    texts = [annotation.text for annotation in figure.layout.annotations]
    return [unescape(line) for text in texts for line in text.split("<br>")]


def points(figure: go.Figure) -> list[dict[str, Any]]:
    """Every point that a figure shows; entries of the legend are none."""
    found = []
    for trace in figure.data:
        for n, customdata in enumerate(trace.customdata if trace.customdata is not None else ()):
            found.append(
                {
                    "customdata": customdata,
                    "x": trace.x[n],
                    "y": trace.y[n],
                    "axis": trace.xaxis or "x",
                    "text": trace.text[n] if trace.text is not None else "",
                    "textsize": trace.textfont.size,
                    "size": trace.marker.size[n],
                    "symbol": trace.marker.symbol[n],
                }
            )
        assert trace.customdata is not None or list(trace.x) == [None]
    return found


def contrast(one: str, other: str) -> float:
    """As WCAG counts it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


# --- as a browser draws them ----------------------------------------------------------

PLACES = ("", "sequence", "sequence?layer=reports", "who-says-what", "charts")
WORDS = """plots => plots.flatMap((plot, n) => [...plot.querySelectorAll('text')]
    .filter(text => text.textContent.trim() && text.getBoundingClientRect().width)
    .map(text => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        const size = parseFloat(getComputedStyle(text).fontSize);
        return { plot: n, words: text.textContent, left, right, top, bottom, size };
    }))"""


@pytest.mark.browser
@pytest.mark.proof
@pytest.mark.parametrize(("place", "width"), some(product(PLACES, (390, 1280)), 4))
def test_words_in_a_chart_never_cover_each_other(
    page: Page, site: str, place: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}/{place}")
    expect(page.locator(".xp-foot")).to_be_attached(timeout=30_000)
    expect(page.locator(".js-plotly-plot .annotation-text").first).to_be_attached(timeout=30_000)
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_timeout(500)  # a chart is drawn anew when the page has found its width
    words = page.locator(".js-plotly-plot").evaluate_all(WORDS)

    assert len(words) > 15
    assert [one["words"] for one in words if one["size"] < 11] == []
    assert [
        (one["words"], other["words"])
        for one, other in combinations(words, 2)
        if one["plot"] == other["plot"] and _overlap(one, other)
    ] == []


def _overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """By more than a pixel: a line box is a little higher than its letters."""
    wide = min(one["right"], other["right"]) - max(one["left"], other["left"])
    high = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return wide > 1 and high > 1
