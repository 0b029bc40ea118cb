"""The rows of a map: each place of the lesson that lies on it, or beyond its edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import atan2, cos, degrees, radians

from explainer.model import Explainer, Location, Map, Point
from explainer.syntax import marks, plain, without_marks

_WAYS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


@dataclass(frozen=True, slots=True)
class Row:
    """One place."""

    id: str
    title: str
    country: str
    area: str
    """Its area on the map; empty for a town beyond the edge."""
    bearing: float
    """For a town: degrees from north with the clock, seen from the middle of the map."""
    way: str
    """The same as the nearest of eight words."""
    at_words: str
    """Its degrees, as they are cited."""
    at_marks: tuple[str, ...]
    marks: tuple[str, ...]
    """What stands behind it in the record."""
    text: str
    """Inline Markdown with its marks."""
    sentence: str
    """The same without marks."""
    map: Map
    """All that is drawn, so that neighbours show too that no word is said of."""


def rows(explainer: Explainer, settings: Mapping[str, str]) -> tuple[Row, ...]:
    """The areas in the order of the author's file, then the towns beyond the edge."""
    drawn = next((one for one in explainer.maps if one.name == settings.get("file")), None)
    if drawn is None:
        return ()
    names = {area.name for area in drawn.areas}
    areas = [place for place in explainer.locations if place.area and place.area in names]
    towns = [place for place in explainer.locations if _is_beyond(place, drawn)]
    every = (_row(place, drawn) for place in (*areas, *towns))
    return tuple(row for row in every if row.marks)


def _is_beyond(place: Location, drawn: Map) -> bool:
    return place.at is not None and not place.area and not drawn.holds(place.at)


def shrink(drawn: Map) -> float:
    """How much shorter a degree to the east is here than a degree to the north."""
    (_, south), (_, north) = drawn.frame
    return max(0.05, cos(radians((south + north) / 2)))


def _row(place: Location, drawn: Map) -> Row:
    bearing = _bearing(place.at, drawn) if place.at else 0.0
    return Row(
        id=place.id,
        title=plain(place.name),
        country=plain(place.country),
        area=place.area,
        bearing=bearing,
        way=_WAYS[round(bearing / 45) % 8] if place.at else "",
        at_words=_at_words(place.at) if place.at else "",
        at_marks=place.at_marks,
        marks=tuple(dict.fromkeys((*marks(place.text), *place.at_marks))),
        text=" ".join(place.text.split()),
        sentence=without_marks(place.text),
        map=drawn,
    )


def _bearing(at: Point, drawn: Map) -> float:
    (west, south), (east, north) = drawn.frame
    right = (at[0] - (west + east) / 2) * shrink(drawn)
    return degrees(atan2(right, at[1] - (south + north) / 2)) % 360


def _at_words(at: Point) -> str:
    east, north = at
    upward = f"{abs(north):g} degrees {'north' if north >= 0 else 'south'}"
    return f"{upward}, {abs(east):g} degrees {'east' if east >= 0 else 'west'}"
