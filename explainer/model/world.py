"""Places of the world, and the maps they lie on; a `Place` is a file and a line."""

from __future__ import annotations

from dataclasses import dataclass, field

from explainer.model.place import Place, Text

Point = tuple[float, float]
"""Longitude and latitude in degrees, as GeoJSON has them."""

Ring = tuple[Point, ...]
"""A closed line: its last point is its first."""


@dataclass(frozen=True, slots=True)
class Location:
    """A card of a place: an area of a map, or a town that lies beyond its edge."""

    id: str
    name: str
    country: str
    area: str
    """What the area is called in the file of a map; empty for a town."""
    at: Point | None
    """Where a town lies; None for an area."""
    at_marks: tuple[str, ...]
    """Who gives these degrees."""
    text: str
    place: Place = field(compare=False)
    told: tuple[Text, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Area:
    """What a map draws under one name, or under none."""

    name: str
    rings: tuple[Ring, ...]
    """Outlines run against the clock, the outlines of holes with it."""


@dataclass(frozen=True, slots=True)
class Map:
    """The areas of one file."""

    name: str
    """Of the file, as a chart names it."""
    areas: tuple[Area, ...]
    place: Place = field(compare=False)

    @property
    def frame(self) -> tuple[Point, Point]:
        """Its corners: the most western and southern degrees, the most eastern and northern."""
        points = [point for area in self.areas for ring in area.rings for point in ring]
        east, north = zip(*points, strict=True)
        return (min(east), min(north)), (max(east), max(north))

    def holds(self, point: Point) -> bool:
        """Whether a point lies within its frame."""
        (west, south), (east, north) = self.frame
        return west <= point[0] <= east and south <= point[1] <= north
