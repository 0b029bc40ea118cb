"""content/maps/*.geojson: outlines that charts draw, as programs for maps export them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from explainer.model import Area, Map, Place, Point, Ring
from explainer.problems import ContentError, Problem
from explainer.reading.settings import Found

_EXPORT = "Export the map again as GeoJSON, with a list of 'features'."
_DEGREES = "Each needs at least four points in degrees, east before north: export it as WGS 84."


def read(text: str, file: str, found: Found) -> Map | None:
    """The map; None, and a problem, if nothing of it can be drawn."""
    place, before = Place(file), len(found)
    try:
        areas = tuple(_areas(_features(text, place), place, found))
    except ContentError as error:
        found.append(error.problem)
        return None
    if not areas:
        if len(found) == before:
            found.append(Problem(place, "This map has no areas to draw.", _EXPORT, "empty-map"))
        return None
    return Map(map_name(file), areas, place)


def map_name(file: str) -> str:
    """`content/maps/lake.geojson` is the map `lake.geojson`."""
    return file.rsplit("/", 1)[-1]


def _features(text: str, place: Place) -> list[Any]:
    try:
        written = json.loads(text, parse_constant=_refused)
    except json.JSONDecodeError as error:
        here = Place(place.file, error.lineno)
        message = f"This map breaks off at letter {error.colno} of this line: it is no JSON."
        raise ContentError(here, message, _EXPORT, "broken-map") from error
    except (ValueError, RecursionError) as error:
        raise ContentError(
            place, "This map is no JSON that can be read.", _EXPORT, "broken-map"
        ) from error
    features = written.get("features") if isinstance(written, dict) else None
    if not isinstance(features, list):
        raise ContentError(place, "This file holds no map.", _EXPORT, "broken-map")
    return features


def _refused(constant: str) -> None:
    """Python would read NaN and Infinity, which are no degrees."""
    raise ValueError(constant)


def _areas(features: list[Any], place: Place, found: Found) -> Iterator[Area]:
    """Each name once, with all its outlines; what has no name is an area of its own."""
    named: dict[str, tuple[Ring, ...]] = {}
    for number, feature in enumerate(features, start=1):
        name, rings = _named(feature), _rings(feature)
        label = f"'{name}'" if name else f"area {number}"
        if rings is None:
            message = f"What is drawn of {label} is no area."
            found.append(
                Problem(place, message, "Only Polygon and MultiPolygon are drawn.", "no-area")
            )
        elif any(map(_is_broken, rings)):
            found.append(
                Problem(place, f"The outline of {label} is broken.", _DEGREES, "broken-outline")
            )
        elif name:
            named[name] = (*named.get(name, ()), *rings)
        else:
            yield Area("", rings)
    yield from (Area(name, rings) for name, rings in named.items())


def _named(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return " ".join(name.split()) if isinstance(name, str) else ""


def _rings(feature: Any) -> tuple[Ring, ...] | None:
    """All outlines of a feature, holes after what they are cut from; None if it has none."""
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict):
        return None
    form, written = geometry.get("type"), geometry.get("coordinates")
    polygons = {"Polygon": [written], "MultiPolygon": written}.get(str(form))
    if not isinstance(polygons, list) or not polygons:
        return None
    return tuple(ring for polygon in polygons for ring in _polygon(polygon))


def _polygon(written: Any) -> Iterator[Ring]:
    """A broken outline is none, so that it is said and not drawn."""
    if not isinstance(written, list) or not written:
        yield ()
        return
    for number, line in enumerate(written):
        ring = tuple(map(_point, line)) if isinstance(line, list) else ()
        points = tuple(point for point in ring if point is not None)
        yield _turned(points, hole=number > 0) if len(points) == len(ring) else ()


def _point(written: Any) -> Point | None:
    """A third number, a height, is left out."""
    if not isinstance(written, list) or len(written) < 2:
        return None
    east, north = written[:2]
    if any(isinstance(part, bool) or not isinstance(part, int | float) for part in (east, north)):
        return None
    return (float(east), float(north)) if abs(east) <= 180 and abs(north) <= 90 else None


def _turned(ring: Ring, *, hole: bool) -> Ring:
    """Outlines run against the clock and holes with it, so that a hole is drawn as one."""
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    return ring[::-1] if (twice < 0) is not hole else ring


def _is_broken(ring: Ring) -> bool:
    return len(ring) < 4 or ring[0] != ring[-1] or len(set(ring)) < 3
