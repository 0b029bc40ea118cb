"""content/places.md: places of the world, each with its country and its area or its degrees."""

from __future__ import annotations

import re

from explainer.model import Location, Point, Text
from explainer.problems import Problem
from explainer.reading.parts import Part, Shape, cards, check_settings, identifier
from explainer.reading.settings import Found
from explainer.syntax import Block, almost_marks, marks, without_marks

SETTINGS = ("id", "in", "area", "at")

_SHAPE = Shape("a place", SETTINGS)
_DEGREES = re.compile(r"(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)")


def read(blocks: tuple[Block, ...], file: str, found: Found) -> tuple[Location, ...]:
    return tuple(_location(part, found) for part in cards(blocks, file, _SHAPE, found))


def _location(part: Part, found: Found) -> Location:
    check_settings(part, "a place", SETTINGS, ("id", "in"), found)
    text, written = part.paragraphs(), part.value("at")
    if not text:
        hint = "Write a sentence under its settings."
        found.append(Problem(part.below, "This place has no text.", hint, "no-text"))
    if bool(written) == bool(part.value("area")):
        found.append(_neither(part))
    return Location(
        id=identifier(part, found),
        name=part.title,
        country=part.value("in"),
        area=part.value("area"),
        at=_point(part, found) if written else None,
        at_marks=marks(written),
        text=text,
        place=part.place,
        told=(Text(part.title, part.place), *part.told()),
    )


def _neither(part: Part) -> Problem:
    """A place is one area of a map, or one town beyond its edge."""
    if part.value("at"):
        hint = "Keep 'area' for what lies on the map, 'at' for a town beyond its edge."
        return Problem(
            part.where("at"), "This place has an area and degrees.", hint, "area-and-degrees"
        )
    hint = "Name its area on the map, as in:  - area: North shore"
    return Problem(part.below, "This place has no 'area' and no 'at'.", hint, "no-area-or-degrees")


def _point(part: Part, found: Found) -> Point | None:
    written = part.value("at")
    match = _DEGREES.fullmatch(without_marks(written).strip())
    north, east = (float(match[1]), float(match[2])) if match else (999.0, 999.0)
    if abs(north) > 90 or abs(east) > 180:
        hint = "Write degrees north, a comma, degrees east, as in:  - at: 60.2, 24.9 [^s1]"
        found.append(
            Problem(part.where("at"), f"'{written}' is no place on a map.", hint, "bad-degrees")
        )
        return None
    if not marks(written) and not almost_marks(written):
        hint = "Name who gives them, as in:  - at: 60.2, 24.9 [^s1]"
        found.append(
            Problem(part.where("at"), "These degrees cite nothing.", hint, "cites-nothing")
        )
    return east, north
