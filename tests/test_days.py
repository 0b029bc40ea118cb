"""Charts by day: a point stands on a day that is given, and what is counted can be counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from explainer import dates
from explainer.charts import channels, day_axis, ladder, look
from explainer.charts.channels_rows import State
from explainer.charts.day_axis import LINE
from explainer.charts.ladder_plan import strips
from explainer.model import Channel, ChannelStep, Does, Event, Explainer
from tests.drawn import draw, open_paper
from tests.test_charts import HERE, event, lesson, points

START = date(2030, 1, 1)
REPORTS = {"layer": "reports"}


def on(name: str, day: str, **more: object) -> Event:
    return replace(event(name, in_source=False, reported=day), **more)  # type: ignore[arg-type]


# --- an axis of days --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2030-01-05", date(2030, 1, 5), date(2030, 1, 5)),
        ("2030-01-05/2030-02-01", date(2030, 1, 5), date(2030, 2, 1)),
        ("2030-02-01/2030-01-05", None, None),
        ("2030-01-05~", None, None),
        ("2030-01", None, None),
        ("2030-01-05/..", None, None),
        ("some day", None, None),
    ],
)
def test_only_a_day_is_a_day(text: str, first: date | None, last: date | None) -> None:
    assert dates.exact(text) == ((first, last) if first else None)


def test_days_where_there_is_little_room() -> None:
    first = date(2030, 1, 30)
    assert dates.short(first, first) == "30 Jan"
    assert dates.short(first, date(2030, 1, 31)) == "30–31 Jan"
    assert dates.short(first, date(2030, 2, 2), year=True) == "30 Jan–2 Feb 2030"


spans = st.lists(
    st.tuples(st.integers(0, 900), st.integers(0, 9)).map(
        lambda drawn: (
            START + timedelta(days=drawn[0]), START + timedelta(days=drawn[0] + drawn[1]),
        )
    ),
    min_size=1,
    max_size=30,
)  # fmt: skip


@given(spans)
def test_days_stand_in_order_and_each_is_as_wide_as_any_other(drawn: list[day_axis.Days]) -> None:
    axis = day_axis.axis_of(drawn, 0, look.WIDTH)
    days = sorted({day for span in drawn for day in span})
    places = [axis.left(day) for day in days]
    assert places == sorted(places)
    assert places[0] >= 0
    assert axis.right(days[-1]) <= look.WIDTH + 0.01
    assert len({piece.unit for piece in axis.pieces}) == 1
    for one, other in pairwise(axis.pieces):
        assert dates.days(one.last, other.first) >= 14
    assert len(axis.breaks) == len(axis.pieces) - 1 <= 4


def test_a_long_gap_is_left_out_and_its_days_are_said() -> None:
    days = [date(2030, 1, 1), date(2030, 4, 1), date(2030, 4, 2), date(2030, 4, 5)]
    axis = day_axis.axis_of([(day, day) for day in days], 0, look.WIDTH)
    assert [days for _, days in axis.breaks] == [90]
    words = [one["text"] for one in day_axis.drawn(axis, 0)[1]]
    assert words == ["// 90 days", "Jan 2030", "Apr", "1", "1", "2", "5"]
    even = day_axis.axis_of([(day, day) for day in (days[0], days[-1])], 0, look.WIDTH)
    assert even.breaks == ()


# --- the ladder by day ------------------------------------------------------------------


def test_a_month_is_no_day_and_is_named_as_left_out() -> None:
    told = (event("a", "2030-01-05"), event("b", "2030-02"), on("c", "2030-01-07", rung="calm"))
    rows = ladder.rows(lesson(*told), REPORTS)
    assert [(row.event, row.from_article) for row in rows] == [("a", True), ("c", False)]
    assert rows[0].left_out == ("What is called b",)
    words = [one.text for one in ladder.figure(rows).layout.annotations]
    assert "Not drawn, because no day is given here: 1 event." in words
    assert "Without a day, and so not drawn: What is called b." in ladder.alt(rows)
    assert [row.event for row in ladder.rows(lesson(*told), {})] == ["a"]


def test_a_day_that_reports_move_is_theirs() -> None:
    moved = event("a", "2030-01-05", reported="2030-01-06")
    (row,) = ladder.rows(lesson(moved), REPORTS)
    assert (row.when_words, row.from_article) == ("6 January 2030", False)
    (row,) = ladder.rows(lesson(moved), {})
    assert (row.when_words, row.from_article) == ("5 January 2030", True)
    same = event("a", "2030-01-05", reported="2030-01-05")
    assert ladder.rows(lesson(same), REPORTS)[0].from_article


def test_days_between_are_counted_from_the_last_day_to_the_first() -> None:
    told = (
        on("a", "2030-01-04/2030-01-05", reports=("s1",)),
        on("b", "2030-01-07", reports=("s2",)),
        on("c", "2030-01-06", reports=("s3",), rung="calm"),
    )
    between = "a to b, a to c, b to a, a to, a to nobody"
    rows = ladder.rows(lesson(*told), {**REPORTS, "between": between})
    counted = {row.event: [(one.event, one.words) for one in row.since] for row in rows}
    assert counted == {"a": [], "c": [("a", "1 day")], "b": [("a", "2 days")]}
    assert rows[2].since[0].marks == ("s1", "s2")
    cells = ladder.table(rows).cells[2]
    assert cells[-1] == "2 days after [What is called a](#a)[^s1][^s2]"
    words = [one.text for one in ladder.figure(rows).layout.annotations]
    assert {"1 day", "2 days", "Days between, counted from the cited dates"} <= set(words)
    assert "2 days from “What is called a” to “What is called b”" in ladder.alt(rows)


dated = st.lists(
    st.builds(
        lambda number, day, rung, who: on(
            f"e{number}", (START + timedelta(days=day)).isoformat(), rung=rung, who=who
        ),
        st.integers(0, 99),
        st.integers(0, 400) | st.integers(0, 5),
        st.sampled_from(["force", "words", "calm", "aside", "unknown"]),
        st.sampled_from(["", "Northtown", "A miller of a very long name indeed"]),
    ),
    unique_by=lambda one: one.id,
    max_size=60,
)


@settings(max_examples=30)
@given(dated)
def test_the_words_of_events_never_cover_each_other_or_leave_the_paper(
    events: list[Event],
) -> None:
    rows = ladder.rows(lesson(*events), REPORTS)
    if not rows:
        return
    axis = day_axis.axis_of([(row.first, row.last) for row in rows], 66, look.WIDTH)
    spots = [s for strip in strips(rows, axis, 0) for lane in strip.lanes for s in lane.spots]
    assert sorted(spot.row.event for spot in spots) == sorted(row.event for row in rows)
    for spot in spots:
        assert spot.left >= 60
        assert spot.right <= look.WIDTH + 0.01
    ends = [(spot.y - LINE / 2, spot.y - LINE / 2 + LINE * len(spot.words)) for spot in spots]
    for one, other in combinations(sorted(ends), 2):
        assert one[1] <= other[0]


# --- the channels -----------------------------------------------------------------------


def channel_lesson(*steps: tuple[str, str, Does]) -> Explainer:
    told = [
        on(name, day, channel_steps=(ChannelStep(does, "post"),), reports=("s1",))
        for name, day, does in steps
    ]
    return lesson(*told)


def states(*steps: tuple[str, str, Does]) -> list[State]:
    return [row.then for row in channels.rows(channel_lesson(*steps), REPORTS)]


def test_a_state_is_told_from_one_step_to_the_next_and_no_longer() -> None:
    closes, opens = ("a", "2030-01-01", Does.CLOSES), ("c", "2030-01-09", Does.OPENS)
    spoken = ("b", "2030-01-05", Does.SPEAKS_OF)
    assert states(closes, spoken, opens) == [State.SHUT, State.SHUT, State.NOT_TOLD]
    assert states(opens, ("d", "2030-02-01", Does.USES)) == [State.OPEN, State.NOT_TOLD]
    assert states(("a", "2030-01-01", Does.USES), opens) == [State.NOT_TOLD, State.NOT_TOLD]


def test_what_is_used_was_opened_by_somebody_and_nobody_says_when() -> None:
    assert states(("a", "2030-01-01", Does.CLOSES), ("b", "2030-01-09", Does.USES)) == [
        State.NOT_TOLD,
        State.NOT_TOLD,
    ]


def test_the_words_of_channels() -> None:
    explainer = replace(
        channel_lesson(("a", "2030-01-01", Does.CLOSES), ("b", "2030-01-20", Does.OPENS)),
        channels=(Channel("post", "The *post*", "manned", "empty", HERE),),
    )
    rows = channels.rows(explainer, REPORTS)
    assert channels.alt(rows) == (
        "1 channel over days. The post: 1 January 2030, empty: What is called a;"
        " 20 January 2030, manned: What is called b."
        " What held before the first and after the last step of each is not told here."
        " For 2 events, only other reports give the day."
    )
    cells = channels.table(rows).cells
    assert [row[-2:] for row in cells] == [
        ("empty", "empty up to 20 January 2030"),
        ("manned", "not told here"),
    ]
    words = [one.text for one in channels.figure(rows).layout.annotations]
    assert {"shut", "not told here", "opens", "closes", "day from other reports"} <= set(words)
    assert "empty" in words
    assert not {"open", "used", "day from the article"} & set(words)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(Does)), min_size=1, max_size=12))
def test_points_of_one_channel_never_cover_each_other(drawn: list[tuple[int, Does]]) -> None:
    steps = [
        (f"e{number}", (START + timedelta(days=day)).isoformat(), does)
        for number, (day, does) in enumerate(drawn)
    ]
    found = points(channels.figure(channels.rows(channel_lesson(*steps), REPORTS)))
    assert len(found) == len(drawn)
    for one, other in combinations(found, 2):
        assert max(abs(one["x"] - other["x"]), abs(one["y"] - other["y"])) >= one["size"]


@pytest.mark.browser
@pytest.mark.parametrize("width", [340, 940])
def test_many_steps_of_channels_can_be_read(page: Page, site: str, width: int) -> None:
    steps = [
        on(
            f"e{n}",
            (START + timedelta(days=n * n % 400)).isoformat(),
            channel_steps=(ChannelStep(list(Does)[n % 4], ("post", "phone")[n % 2]),),
            title="What somebody did, in more words than one line has room for " * (n % 3) + "here",
        )
        for n in range(60)
    ]
    open_paper(page, site)
    rows = channels.rows(lesson(*steps), REPORTS)
    picture = draw(page, channels.figure(rows), width)
    assert len(rows) == picture.points == 60
    assert picture.faults() == []


@pytest.mark.browser
def test_every_month_has_room_at_the_end_of_the_axis(page: Page, site: str) -> None:
    open_paper(page, site)
    for month in range(2, 13):
        days = (date(2031, month - 1, 1), date(2031, month, 1))
        steps = (on(f"e{n}", day.isoformat()) for n, day in enumerate(days))
        picture = draw(page, ladder.figure(ladder.rows(lesson(*steps), REPORTS)), 340)
        assert picture.faults() == [], month


def test_a_channel_that_nothing_happens_on_is_not_drawn() -> None:
    rows = channels.rows(channel_lesson(("a", "2030-01", Does.CLOSES)), REPORTS)
    assert rows == ()
    assert channels.alt(rows) == channels.EMPTY
