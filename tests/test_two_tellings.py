"""Two tellings: an act once, its speakers beside each other, and every gap said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from explainer.charts import look, two_tellings, who_says_what
from explainer.charts.two_tellings_plan import acts
from explainer.model import Event, Explainer, Saying
from tests.test_charts import event, lesson, points, saying

NORTH = saying("The north", "who was hit", '"robbers" of the wood [^c1]')
TOLD = (
    NORTH,
    saying("Southtown", "who was hit", "not stated [^n1]"),
    saying("Southtown", "people hurt", "9 in a mill [^c2]", 9),
    saying("Southtown", "children among them", "4 of those nine [^c3]", 4),
    saying("A miller", "who was hit", "nobody he knew [^c4]"),
)


def act(*told: Saying, who: str = "Northtown", toward: str = "Southtown") -> Event:
    return event("a", who=who, toward=toward, sayings=told)


def drawn(explainer: Explainer) -> tuple[list[dict[str, Any]], list[str]]:
    """The points and the words of its figure."""
    figure = two_tellings.figure(two_tellings.rows(explainer, {}))
    return points(figure), [annotation.text for annotation in figure.layout.annotations]


def test_whose_act_it_is_stands_in_columns_and_others_across() -> None:
    (planned,) = acts(two_tellings.rows(lesson(act(*TOLD)), {}))
    assert planned.columns == ("The north", "Southtown")
    assert [line.topic for line in planned.lines] == ["who was hit", "people hurt"]
    assert [row.speaker for row in planned.lines[0].others] == ["A miller"]
    assert [len(cell) for cell in planned.lines[1].cells] == [0, 2], "a part stands with its whole"


def test_a_telling_stands_in_the_height_of_the_other() -> None:
    found, words = drawn(lesson(act(*TOLD)))
    north, south, miller, nine, four = found
    assert (north["y"], north["x"], south["x"]) == (south["y"], 0, 0.5)
    assert miller["y"] > south["y"]
    assert miller["x"] == nine["y"] * 0 == 0
    assert four["y"] > nine["y"]
    assert "“robbers” of the<br>wood" in words
    assert "<b>9</b> in a mill" in words
    assert "<b>A miller:</b> nobody he knew" in words


def test_a_gap_is_said_and_a_silence_that_is_cited_is_a_ring() -> None:
    found, words = drawn(lesson(act(*TOLD)))
    assert found[1]["symbol"].endswith("-open")
    assert found[1]["customdata"][:2] == ["a", "n1"]
    assert not any(point["symbol"].endswith("-open") for point in found if point != found[1])
    assert "<i>not stated</i>" in words
    assert words.count("<i>no claim cited</i>") == 1


def test_the_words_and_the_table() -> None:
    rows = two_tellings.rows(lesson(act(*TOLD)), {})
    assert two_tellings.alt(rows) == (
        "1 act, told by Northtown, Southtown and A miller; nothing is added up. What is called a."
        " Who was hit: according to The north, “robbers” of the wood;"
        " as for Southtown, not stated; according to A miller, nobody he knew."
        " People hurt: as for The north, no claim cited; according to Southtown, 9 in a mill;"
        " according to Southtown, children among them, 4 of those nine."
    )
    assert two_tellings.table(rows).cells[0] == (
        "[What is called a](#a)", "who was hit", "The north", '"robbers" of the wood [^c1]',
    )  # fmt: skip


def test_two_who_speak_of_somebody_elses_act_have_columns_too() -> None:
    (planned,) = acts(two_tellings.rows(lesson(act(*TOLD, who="C", toward="D")), {}))
    assert planned.columns == ()
    (planned,) = acts(two_tellings.rows(lesson(act(*TOLD[:4], who="C", toward="D")), {}))
    assert planned.columns == ("The north", "Southtown")
    (planned,) = acts(two_tellings.rows(lesson(act(NORTH)), {}))
    assert planned.columns == ("The north",)


def test_a_party_of_several_names_goes_by_its_own() -> None:
    told = (NORTH, saying("Northtown", "why", "for peace [^c2]"))
    (planned,) = acts(two_tellings.rows(lesson(act(*told)), {}))
    assert planned.columns == ("Northtown",)
    assert "<b>The north:</b> “robbers” of the wood" in drawn(lesson(act(*told)))[1]


def test_five_who_speak_stand_below_each_other() -> None:
    told = [saying(name, "noise", f"noise of {name} [^c1]") for name in "ABCDE"]
    told.append(saying("A", "people hurt", "2 [^c2]", 2))
    found, words = drawn(lesson(act(*told, who="", toward="")))
    assert {point["x"] for point in found} == {0}
    assert len({point["y"] for point in found}) == 6
    assert len({point["symbol"] for point in found}) == 5
    assert "<i>no claim cited of B, C, D and E</i>" in words


def test_nothing_is_broken_by_signs_of_html() -> None:
    told = saying("A & <b>", "a < b", "<i>no</i> & yes [^c1]")
    words = " ".join(drawn(lesson(act(told)))[1])
    assert "A &amp; &lt;b&gt;" in words
    assert "&lt;i&gt;no&lt;/i&gt; &amp; yes" in words


def test_sixty_acts_are_drawn_below_each_other() -> None:
    many = [replace(act(*TOLD), id=f"e{n}") for n in range(60)]
    found, _ = drawn(lesson(*many))
    tops = [point["y"] for point in found if point["customdata"][1] == "c1"]
    assert tops == sorted(tops)
    assert len(set(tops)) == 60


def test_sayings_can_be_picked_by_what_they_are_about() -> None:
    explainer = lesson(act(*TOLD))
    picked = two_tellings.rows(explainer, {"about": "People hurt,  children among them"})
    assert [row.figure for row in picked] == [9, 4]
    assert [row.is_part for row in picked] == [False, True]
    assert two_tellings.rows(explainer, {"about": "the weather"}) == ()
    counts = who_says_what.rows(explainer, {"about": "who was hit"})
    assert [row.marks for row in counts] == [("c1",), ("c4",)], "a silence is nobody's saying"


def test_there_are_looks_enough_for_this_lesson() -> None:
    assert len({paint.symbol for paint in look.SPEAKERS}) == len(look.SPEAKERS) >= 6


@pytest.mark.browser
def test_the_page_of_voices_has_both_charts(page: Page, site: str) -> None:
    page.goto(f"{site}/who-says-what")
    titles = page.locator(".xp-chart-title")
    expect(titles).to_have_text(
        ["Each number beside the one who gives it", "The same act, told by each side"],
        timeout=30_000,
    )
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(2, timeout=30_000)
