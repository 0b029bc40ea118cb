"""A place on the map: all areas can be picked, look alike, and none shows that it is asked for."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from explainer.model import Area, Explainer, Location, Map, Place
from explainer.questions import place
from explainer.reading import load
from explainer.views.widgets import WIDGETS
from tests.cases import FERRY
from tests.test_questions import KINDS, LESSON, drawn, ids, question, score

SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0))


def lesson(areas: int, cards: int) -> Explainer:
    """With a map of so many areas, of which so many have a card."""
    names = [f"Area {number}" for number in range(areas)]
    world = Map("one.geojson", tuple(Area(name, (SQUARE,)) for name in names), Place("maps"))
    known = tuple(
        Location(f"place-{at}", f"Place {at}", "Land", names[at], None, (), "", Place("places"))
        for at in range(cards)
    )
    return replace(LESSON, maps=(world,), locations=known)


def test_every_area_of_the_map_is_in_the_list_and_on_the_map() -> None:
    html = drawn(KINDS["place"])
    listed = re.findall(r'value="(\w+)"><span class="xq-words" dir="auto">(.*?)</span>', html)
    assert sorted(words for _, words in listed) == [
        "Inland", "The north side, Norrey", "The south side, Sudrey",
    ]  # fmt: skip
    assert sorted(re.findall(r'data-area="(\w+)"', html)) == sorted(name for name, _ in listed)


@pytest.mark.parametrize("right", ["south-side", "north-side | south-side"])
def test_another_place_gives_the_same_form(right: str) -> None:
    assert drawn(question(f"Place: {right}")) == drawn(KINDS["place"])


def test_what_is_chosen_is_shown_on_the_map_too() -> None:
    item = KINDS["place"]
    (name,) = ids(item, correct=True)
    html = WIDGETS["place"].html(item, (name,), "seed", str)
    assert re.findall(r'data-area="(\w+)" data-chosen', html) == [name]
    assert len(re.findall(" checked", html)) == 1


def test_one_place_can_be_picked_and_any_right_one_will_do() -> None:
    item = question("Place: [north](#north-side), South-Side")
    right, wrong = ids(item, correct=True), ids(item, correct=False)
    assert [score(item, (name,)) for name in (*right, *wrong)] == [1, 1, 0]
    assert score(item, right) == 0


@pytest.mark.parametrize(("areas", "shown"), [(2, 2), (place.MOST, place.MOST), (99, 3)])
def test_of_a_large_map_only_what_has_a_card_can_be_picked(areas: int, shown: int) -> None:
    item = place.whole(question("Place: place-1"), lesson(areas, 3 if areas > 2 else 2))
    assert len([option for option in item.options if option.area]) == shown
    assert drawn(item).count("data-area=") == shown
    assert drawn(item).count("xq-around") == areas - shown


def test_where_no_map_has_it_the_question_stays_and_the_check_speaks() -> None:
    item = place.whole(question("Place: nowhere"), lesson(3, 2))
    assert item.map is None
    assert "<svg" not in drawn(item)
    assert "nowhere" in drawn(item)


def test_what_is_left_of_a_country_is_called_so() -> None:
    world = lesson(3, 2)
    named = tuple(replace(each, country="Area 2") for each in world.locations)
    html = drawn(place.whole(question("Place: place-1"), replace(world, locations=named)))
    assert ">The rest of Area 2</span>" in html


def test_a_person_is_no_place_that_could_be_picked(tmp_path: Path) -> None:
    root = Path(shutil.copytree(FERRY, tmp_path / "ferry"))
    path = root / "content" / "quiz" / "10-bells-and-fish.md"
    path.write_text(path.read_text("utf-8").replace("Place: north-side", "Place: norrey"), "utf-8")
    (problem,) = load(root)[1]
    assert problem.message == "There is no place 'norrey'."
    assert problem.code == "unknown-place"
