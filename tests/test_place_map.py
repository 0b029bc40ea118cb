"""Maps: what is read of one, where its words stand, and what it opens; no dot, no overlap."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from itertools import combinations
from math import isclose
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.charts import look, place_map
from explainer.charts.place_map_ground import borders, ground
from explainer.charts.place_map_labels import Label, labels, middle
from explainer.model import Area, Explainer, Location, Map, Place, Ring, Site
from explainer.reading import load
from explainer.reading.files import LARGEST
from explainer.syntax import marks
from tests.cases import FERRY, HERE

SOMEWHERE = Place("content/places.md", 1)
OURS = HERE.parent


def square(west: float, south: float, size: float = 1.0) -> Ring:
    east, north = west + size, south + size
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


def location(name: str, area: str = "", at: tuple[float, float] | None = None) -> Location:
    cited = ("s1",) if at else ()
    return Location(
        name, f"*{name}*", "Land", area, at, cited, f"So [^c1].\n\n{name} [^c2]", SOMEWHERE
    )


def lesson(drawn: Map, *locations: Location) -> Explainer:
    site = Site("", "", "", "", "en", "", "", SOMEWHERE)
    empty = MappingProxyType[str, Any]({})
    return Explainer(site, (), empty, (), (), (), (), (), (), locations=locations, maps=(drawn,))


def map_of(*areas: Area) -> Map:
    return Map("m.geojson", areas, SOMEWHERE)


FILE = {"file": "m.geojson"}
TWO = map_of(
    Area("A", (square(0, 0),)), Area("B", (square(1, 0),)), Area("", (square(0, 1, 2),))
)  # fmt: skip


# --- drawing --------------------------------------------------------------------------


def test_rows_are_areas_then_towns_beyond_the_edge() -> None:
    town, inside = location("town", at=(9.0, 0.0)), location("dot", at=(0.5, 0.5))
    rows = place_map.rows(lesson(TWO, town, location("b", "B"), inside, location("x", "X")), FILE)
    assert [row.id for row in rows] == ["b", "town"], "no dot on the map, no area of another map"
    assert rows[0].title == "b"
    assert rows[0].marks == ("c1", "c2")
    assert rows[1].marks == ("c1", "c2", "s1")
    assert rows[1].way == "east"
    assert rows[1].at_words == "0 degrees north, 9 degrees east"


@pytest.mark.parametrize(
    ("at", "way"),
    [((1, 80), "north"), ((40, 40), "north-east"), ((-40, -40), "south-west"), ((1, -9), "south")],
)
def test_a_direction_is_worked_out_from_degrees(at: tuple[float, float], way: str) -> None:
    (row,) = place_map.rows(lesson(TWO, location("town", at=at)), FILE)
    assert row.way == way
    assert way in place_map.alt([row])
    assert "worked out" in place_map.table([row]).cells[0][2]


def test_a_degree_to_the_east_is_shorter_far_from_the_equator() -> None:
    north = map_of(Area("A", (square(10, 59.5),)))
    figure = place_map.figure(place_map.rows(lesson(north, location("a", "A")), FILE))
    assert isclose(figure.layout.yaxis.scaleratio, 2.0, rel_tol=0.01)
    assert figure.layout.yaxis.scaleanchor == "x"


def test_every_row_is_one_point_and_every_area_opens_its_card() -> None:
    rows = place_map.rows(
        lesson(TWO, location("a", "A"), location("b", "B"), location("t", at=(9, 9))), FILE
    )
    figure = place_map.figure(rows)
    points = [tuple(c) for t in figure.data if t.customdata is not None for c in t.customdata]
    assert points == [(row.id, " ".join(row.marks)) for row in rows]
    assert [t.meta for t in figure.data if t.fill] == [None, "a", "b"], "what has a card is on top"
    table = place_map.table(rows)
    for row, cells in zip(rows, table.cells, strict=True):
        assert cells[0] == f"[{row.title}](#{row.id})"
        assert set(marks(" ".join(cells))) == set(row.marks)
        assert row.title in place_map.alt(rows)


def test_a_border_is_drawn_once_and_only_between_countries() -> None:
    both = (location("a", "A"), Location("b", "b", "Else", "B", None, (), "So [^c1]", SOMEWHERE))
    one_country = place_map.rows(lesson(TWO, location("a", "A"), location("b", "B")), FILE)
    two = place_map.rows(lesson(TWO, *both), FILE)
    edge = ((1.0, 0.0), (1.0, 1.0))
    assert [*borders(TWO, one_country)] == []
    (line,) = borders(TWO, two)
    assert set(line) == set(edge)


def test_nothing_is_on_the_map() -> None:
    assert place_map.rows(lesson(TWO), FILE) == ()
    assert place_map.rows(lesson(TWO, location("a", "A")), {}) == ()
    assert place_map.alt(()) == place_map.EMPTY
    (said,) = place_map.figure(()).layout.annotations
    assert said.text.replace("<br>", " ") == place_map.EMPTY


NAMES = ("Om", "Norrey", "Sistan-Baluchestan", "A land with a very long name", "Ås")
areas = st.lists(
    st.builds(
        lambda name, west, south, size: Area(name, (square(west, south, size),)),
        st.sampled_from(NAMES),
        st.integers(-20, 20),
        st.integers(30, 60),
        st.floats(0.01, 12),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda area: area.name,
)
towns = st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), max_size=6)


@settings(max_examples=60)
@given(areas, towns, st.integers(0, 5))
def test_words_of_a_map_never_overlap_nor_leave_it(
    drawn: list[Area], beyond: list[tuple[float, float]], named: int
) -> None:
    every = [location(f"p{n}", area.name) for n, area in enumerate(drawn[:named])]
    every += [location(f"t{n}", at=at) for n, at in enumerate(beyond[:2])]
    rows = place_map.rows(lesson(map_of(*drawn), *every), FILE)
    if not rows:
        return
    frame = ground(rows[0].map)
    found = labels(rows[0].map, rows, frame)
    words = [label for _, label in found.places]
    for scale in frame.scales:
        boxes = [box(label, frame, scale) for label in (*words, *found.neighbours)]
        assert not any(meet(one, other) for one, other in combinations(boxes, 2))
    sizes = [a.font.size or 13 for a in place_map.figure(rows).layout.annotations]
    assert min(sizes) >= 12


def test_sixty_places_are_drawn_and_none_covers_another() -> None:
    grid = [Area(f"Area {n}", (square(n % 10, n // 10),)) for n in range(60)]
    rows = place_map.rows(
        lesson(map_of(*grid), *(location(f"p{n}", f"Area {n}") for n in range(60))), FILE
    )
    frame = ground(rows[0].map)
    found = labels(rows[0].map, rows, frame)
    boxes = [box(label, frame, frame.scales[0]) for _, label in found.places]
    assert not any(meet(one, other) for one, other in combinations(boxes, 2))
    (points,) = [t for t in place_map.figure(rows).data if t.customdata is not None]
    assert len(points.x) == 60, "what has no room for its words is there to be clicked"


def test_a_hole_is_no_room() -> None:
    inner = tuple(reversed(square(1, 1, 8)))
    drawn = map_of(Area("A", (square(0, 0, 10), inner)))
    east, north = middle(drawn.areas[0], ground(drawn))
    assert not (1 < east < 9 and 1 < north < 9)


def box(label: Label, frame: Any, scale: float) -> tuple[float, float, float, float]:
    x, y = frame.pixels(label.at, scale)
    return x - label.wide / 2, y - label.tall / 2, x + label.wide / 2, y + label.tall / 2


def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


# --- the lesson's own map -------------------------------------------------------------


def test_our_own_map_names_two_provinces_with_their_countries() -> None:
    explainer, _ = load(OURS)
    rows = place_map.rows(explainer, {"file": "borderzone.geojson"})
    figure = place_map.figure(rows)
    words = [a.text.replace("<br>", " ") for a in figure.layout.annotations]
    assert any("Balochistan" in w and "Pakistan" in w for w in words)
    assert any("Sistan-" in w and "Baluchestan" in w and "Iran" in w for w in words)
    beyond = {row.title: row.way for row in rows if row.way}
    assert beyond == {"Tehran": "north-west", "Islamabad": "north-east"}
    assert figure.layout.height <= 360
    assert {mark for row in rows for mark in row.marks} <= set(explainer.record)
    assert all(a.x <= look.WIDTH for a in figure.layout.annotations)


# --- reading --------------------------------------------------------------------------


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FERRY, tmp_path / "ferry"))


def said(root: Path) -> Iterator[str]:
    for problem in load(root)[1]:
        yield f"{problem.place}: {problem.message} {problem.hint}"


def test_a_map_too_large_says_so_once(ferry: Path) -> None:
    path = ferry / "content" / "maps" / "sound.geojson"
    path.write_text(path.read_text("utf-8") + " " * LARGEST, "utf-8")
    assert [*said(ferry)] == [
        "content/maps/sound.geojson:1: This file is too large: it has 256 kilobytes."
        " Draw it with fewer points: one file may have 256 kilobytes."
    ]


def test_a_map_outside_the_folder_is_not_read(ferry: Path, tmp_path: Path) -> None:
    path = ferry / "content" / "maps" / "sound.geojson"
    shutil.move(path, tmp_path / "elsewhere.geojson")
    path.symlink_to(tmp_path / "elsewhere.geojson")
    assert [*said(ferry)] == [
        "content/maps/sound.geojson:1: This link leads out of the lesson's folder."
        " Put the file itself into the folder."
    ]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "This file is empty. Export the map again, or take the file away."),
        (b"\0\1", "This file is no text. Save it from an editor as plain text, or take it away."),
        (b"[" * 100_000, "This map is no JSON that can be read."),
        (b"[1e999]", "This file holds no map."),
        (b'{"features": [{"geometry": {"type": "Polygon", "coordinates": [[[1e999, 1]]]}}]}',
         "The outline of area 1 is broken."),
        (b'{"features": [[], {"geometry": {"type": "Polygon", "coordinates": [7]}}]}',
         "What is drawn of area 1 is no area."),
    ],
)  # fmt: skip
def test_no_map_breaks_the_lesson(ferry: Path, raw: bytes, message: str) -> None:
    (ferry / "content" / "maps" / "sound.geojson").write_bytes(raw)
    found = [*said(ferry)]
    assert found[0].startswith("content/maps/sound.geojson:1: ")
    assert any(message in one for one in found)
    assert all("content/maps" in one for one in found), "and places are not blamed for it"


def test_what_is_no_map_does_not_go_unread_in_silence(ferry: Path) -> None:
    maps = ferry / "content" / "maps"
    (maps / "lake.json").write_text("{}", "utf-8")
    (maps / "my lake.geojson").write_text("{}", "utf-8")
    found = [*said(ferry)]
    assert any("Files in content/maps end in .geojson, in small letters." in one for one in found)
    assert any("name it with hyphens, as in  my-lake.geojson" in one for one in found)


def test_outlines_run_against_the_clock_and_names_are_joined(ferry: Path) -> None:
    ring = [list(point) for point in square(0, 0, 4)]
    hole = [list(point) for point in square(1, 1)]
    one = {"properties": {"name": "A"}, "geometry": {"type": "Polygon",
           "coordinates": [ring[::-1], hole]}}  # fmt: skip
    two = {"properties": {"name": "A"}, "geometry": {"type": "MultiPolygon",
           "coordinates": [[[[9, 9, 100], [10, 9], [10, 10], [9, 9, 100]]]]}}  # fmt: skip
    written = json.dumps({"features": [one, two, {**one, "properties": {"name": 7}}]})
    (ferry / "content" / "maps" / "more.geojson").write_text(written, "utf-8")
    explainer, problems = load(ferry)
    assert problems == ()
    nameless, named = next(m for m in explainer.maps if m.name == "more.geojson").areas
    assert (nameless.name, named.name, len(named.rings)) == ("", "A", 3)
    assert named.rings[0] == square(0, 0, 4)
    assert named.rings[1] == square(1, 1)[::-1]
