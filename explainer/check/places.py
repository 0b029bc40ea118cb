"""Rules of places: their maps, areas and countries are there, and their degrees are cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainer.charts import SETTINGS
from explainer.check.passages import Lesson, evidence, evidence_text
from explainer.model import Chart, Entry, Explainer, Location, Map, Point
from explainer.problems import Problem, did_you_mean

_DEGREES = re.compile(r"\d+(?:\.\d+)?")


def maps_exist(lesson: Lesson) -> Iterator[Problem]:
    """Each chart that draws a map names one."""
    known = {drawn.name for drawn in lesson.explainer.maps}
    for chart in _maps(lesson.explainer):
        name = chart.settings.get("file", "")
        if not name:
            hint = "Name a file of content/maps, as in:  file: lake.geojson"
            yield Problem(chart.place, "This chart has no 'file'.", hint, "missing-setting")
        elif name not in known and not lesson.lost.has_map(name):
            place = lesson.setting(chart.place, "file")
            yield Problem(
                place,
                f"There is no map '{name}' in content/maps.",
                _file(name, known),
                "unknown-map",
            )


def areas_exist(lesson: Lesson) -> Iterator[Problem]:
    known = {area.name for drawn in lesson.explainer.maps for area in drawn.areas if area.name}
    taken: dict[str, Location] = {}
    for location in lesson.explainer.locations:
        first = taken.setdefault(location.area, location) if location.area else location
        if first is not location:
            place = lesson.setting(location.place, "area")
            hint = f"'{first.name}' has it, at {first.place}: an area opens one card."
            yield Problem(place, f"The area '{location.area}' is named twice.", hint, "area-twice")
        elif location.area and location.area not in known and not lesson.lost.has_areas:
            place = lesson.setting(location.place, "area")
            hint = did_you_mean(location.area, known) if known else _NO_NAMES
            yield Problem(
                place, f"No map has an area called '{location.area}'.", hint, "unknown-area"
            )


def countries_are_known(lesson: Lesson) -> Iterator[Problem]:
    """A country has a card, or an area on a map."""
    explainer = lesson.explainer
    cards = (name for person in explainer.people for name in (person.name, *person.also))
    areas = (area.name for drawn in explainer.maps for area in drawn.areas if area.name)
    known = {*cards, *areas}
    for location in explainer.locations:
        if location.country and location.country not in known and not _may_be_lost(lesson):
            place = lesson.setting(location.place, "in")
            hint = f"{did_you_mean(location.country, known)} Or write a card in people.md."
            yield Problem(
                place, f"Nothing is known of '{location.country}'.", hint, "unknown-country"
            )


def degrees_are_cited(lesson: Lesson) -> Iterator[Problem]:
    """Degrees stand as they are written in what they cite, and a map has no dots.

    A dot says more than a source does, so only what lies beyond the edge of a map has degrees.
    """
    for location in lesson.explainer.locations:
        if location.at and not location.area:
            place = lesson.setting(location.place, "at")
            if _lies_on_every_map(location.at, lesson.explainer.maps):
                hint = "Name the area in which it lies, as in:  - area: North shore"
                message = "This place lies on the map, and a map here has no dots."
                yield Problem(place, message, hint, "dot-on-map")
            elif not _are_told(location.at, evidence(lesson.explainer, location.at_marks)):
                hint = "Write them as the record has them, or add them to its row."
                yield Problem(
                    place,
                    "These degrees stand in nothing that is cited here.",
                    hint,
                    "degrees-not-in-record",
                )


_NO_NAMES = "Add it to the map: its 'properties' need a 'name', as in:  {\"name\": \"North shore\"}"


def _maps(explainer: Explainer) -> Iterator[Chart]:
    for section in explainer.every_section:
        for block in section.blocks:
            if isinstance(block, Chart) and "file" in SETTINGS.get(block.kind, ()):
                yield block


def _lies_on_every_map(at: Point, maps: Sequence[Map]) -> bool:
    return bool(maps) and all(drawn.holds(at) for drawn in maps)


def _are_told(at: Point, told: Sequence[Entry]) -> bool:
    """What cites nothing that is there has been said already."""
    given = {float(one) for entry in told for one in _DEGREES.findall(evidence_text(entry))}
    return not told or {abs(at[0]), abs(at[1])} <= given


def _file(name: str, known: set[str]) -> str:
    if "/" in name or "\\" in name:
        return "Put the file into content/maps, and write only its name here."
    return did_you_mean(name, known) if known else "Put the file there; its name ends in .geojson"


def _may_be_lost(lesson: Lesson) -> bool:
    return lesson.lost.has_people or lesson.lost.has_areas
