"""The ground of a map in pixels: its frame, its borders, and where there is room in an area."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from explainer.charts import look
from explainer.charts.place_map_rows import Row, shrink
from explainer.model import Area, Map, Point, Ring

WIDEST = 940.0
"""Pixels of the widest page that shows a chart."""

_LINES = 64
"""So many lines across a map are looked at for room."""

_LOWEST, _HIGHEST, _AIR = 170.0, 420.0, 1.2
"""Heights of a map; on a phone some air is left, so that it may grow on a wider page."""

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ground:
    """A map's frame on the page."""

    west: float
    south: float
    east: float
    north: float
    shrink: float
    height: float
    """Of the drawing, in pixels."""

    @property
    def scales(self) -> tuple[float, float]:
        """Pixels for a degree to the north: on a phone, and on the widest page."""
        across, up = (self.east - self.west) * self.shrink, self.north - self.south
        tall = self.height / up
        return min(look.WIDTH / across, tall), min(WIDEST / across, tall)

    def pixels(self, point: Point, scale: float) -> tuple[float, float]:
        """From the top left corner of the frame."""
        return (point[0] - self.west) * self.shrink * scale, (self.north - point[1]) * scale


def ground(drawn: Map) -> Ground:
    (west, south), (east, north) = drawn.frame
    east, north = max(east, west + 1e-3), max(north, south + 1e-3)
    short = shrink(drawn)
    ideal = look.WIDTH * (north - south) / ((east - west) * short) * _AIR
    return Ground(west, south, east, north, short, min(_HIGHEST, max(_LOWEST, ideal)))


def room(area: Area, frame: Ground, tall: float) -> Iterator[tuple[float, Span]]:
    """For each line across the map: the widest span of the area around it, so many degrees tall."""
    step = (frame.north - frame.south) / _LINES
    lines = [frame.south + step * (n + 0.5) for n in range(_LINES)]
    inside = [_inside(area.rings, y) for y in lines]
    reach = max(0, round(tall / step / 2))
    for n, y in enumerate(lines):
        around = inside[max(0, n - reach) : n + reach + 1]
        common = around[0]
        for spans in around[1:]:
            common = _common(common, spans)
        if common and len(around) == 2 * reach + 1:
            yield y, max(common, key=lambda span: span[1] - span[0])


def borders(drawn: Map, rows: Sequence[Row]) -> Iterator[tuple[Point, ...]]:
    """Lines between two countries, each once: where areas of different countries share an edge."""
    countries = {row.area: row.country for row in rows if row.area}
    owners = _owners(drawn, countries)
    for area in drawn.areas:
        own = countries.get(area.name, area.name)
        for ring in area.rings:
            yield from _runs(ring, own, owners)


def _inside(rings: Sequence[Ring], y: float) -> list[Span]:
    """The spans of a line across the map that lie in an area."""
    crossed = sorted(
        a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for ring in rings
        for a, b in pairwise(ring)
        if (a[1] > y) != (b[1] > y)
    )
    return list(zip(crossed[::2], crossed[1::2], strict=False))


def _common(some: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    both = ((max(a[0], b[0]), min(a[1], b[1])) for a in some for b in others)
    return [span for span in both if span[0] < span[1]]


_Edge = frozenset[Point]


def _owners(drawn: Map, countries: Mapping[str, str]) -> Mapping[_Edge, set[str]]:
    found: dict[_Edge, set[str]] = {}
    for area in drawn.areas:
        for ring in area.rings:
            for edge in pairwise(ring):
                found.setdefault(frozenset(edge), set()).add(countries.get(area.name, area.name))
    return found


def _runs(ring: Ring, own: str, owners: Mapping[_Edge, set[str]]) -> Iterator[tuple[Point, ...]]:
    """Edges one after another make one line; the country first in the alphabet draws it."""
    run: list[Point] = []
    for edge in pairwise(ring):
        both = owners[frozenset(edge)]
        if len(both) > 1 and own == min(both):
            run = [*run, edge[1]] if run else list(edge)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)
