"""Where the words of a map stand, so that none covers another on a phone or on a wide page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin
from types import MappingProxyType

from explainer.charts import look
from explainer.charts.place_map_ground import Ground, room
from explainer.charts.place_map_rows import Row
from explainer.model import Area, Map, Point

NAME, SMALL = 13, 12
"""Sizes of letters."""

LINE = 15.0
ARROW = 15.0
"""How long an arrow is; its tip is its place."""

_WRAPS = (150.0, 88.0)
_GAP = 3.0
_INSET = 5.0
_ACROSS = 0.3
_SLIDES = (0, 9, -9, 18, -18, 27, -27, 36, -36, 54, -54)
"""Degrees by which an arrow may stand aside for another; its own direction stays."""

_AWAY: Mapping[str, float] = MappingProxyType({"left": 0.5, "center": 0.0, "right": -0.5})
"""How far the middle of words is from where they are anchored, in parts of their width."""

_ENOUGH = 14.0
"""Pixels beside words; where there is more, the middle of the area counts."""

_INKED = 0.7
"""How much of the height of a line its letters take up."""

_BEYOND = 0.72
"""A neighbour's name needs so much of its width within its area."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words around a point, in pixels from it, whatever the scale."""

    at: Point
    lines: tuple[str, ...]
    small: tuple[str, ...]
    """What stands below in smaller letters: a country."""
    x: float = 0.0
    y: float = 0.0
    anchor: str = "center"
    """left, center or right: which part of the words stands at the point."""

    @property
    def wide(self) -> float:
        names = [look.width_of(line, NAME) * 1.06 for line in self.lines]
        return max((*names, *(look.width_of(line, SMALL) for line in self.small)), default=0.0)

    @property
    def tall(self) -> float:
        return LINE * (len(self.lines) + len(self.small))


@dataclass(frozen=True, slots=True)
class Arrow:
    """At the edge of a map, towards a town beyond it."""

    row: Row
    at: Point
    words: Label


@dataclass(frozen=True, slots=True)
class Labels:
    arrows: tuple[Arrow, ...]
    places: tuple[tuple[Row, Label], ...]
    neighbours: tuple[Label, ...]


Box = tuple[float, float, float, float]


class _Taken:
    """Boxes that are taken, at both ends of the scale."""

    def __init__(self, frame: Ground) -> None:
        self.frame = frame
        self.boxes: list[tuple[Box, ...]] = []

    def free(self, label: Label) -> bool:
        mine = self._at_scales(label)
        return not any(
            _meet(one, other)
            for boxes in self.boxes
            for one, other in zip(mine, boxes, strict=True)
        )

    def take(self, label: Label) -> None:
        self.boxes.append(self._at_scales(label))

    def crossed(self, label: Label, bends: Iterable[Point]) -> int:
        """How many bends of lines the words would stand on; beyond some, more are no worse."""
        scale = self.frame.scales[0]
        left, top, right, bottom = self._box(label, scale)
        found = (self.frame.pixels(point, scale) for point in bends)
        return min(3, sum(left < x < right and top < y < bottom for x, y in found))

    def _at_scales(self, label: Label) -> tuple[Box, ...]:
        return tuple(self._box(label, scale) for scale in self.frame.scales)

    def _box(self, label: Label, scale: float) -> Box:
        x, y = self.frame.pixels(label.at, scale)
        x, y = x + label.x + label.wide * _AWAY[label.anchor], y + label.y
        half, up = label.wide / 2 + _GAP, label.tall / 2 + _GAP / 2
        return x - half, y - up, x + half, y + up


def labels(drawn: Map, rows: Sequence[Row], frame: Ground) -> Labels:
    """Arrows first, since they have least choice; then places; then neighbours with room."""
    taken = _Taken(frame)
    bends = [point for area in drawn.areas for ring in area.rings for point in ring]
    arrows = [_arrow(row, frame, taken, bends) for row in rows if not row.area]
    areas = {area.name: area for area in drawn.areas}
    places = [
        (row, label)
        for row in rows
        if row.area and (label := _placed(areas[row.area], _forms(row), frame, taken, 0.0))
    ]
    named = {row.area for row in rows}
    others = [area for area in drawn.areas if area.name and area.name not in named]
    neighbours = [
        label
        for area in others
        if (label := _placed(area, [((), (area.name,))], frame, taken, _BEYOND))
    ]
    return Labels(tuple(arrows), tuple(places), tuple(neighbours))


def middle(area: Area, frame: Ground) -> Point:
    """A point well inside an area."""
    spans = list(room(area, frame, 0.0))
    if not spans:
        return area.rings[0][0]
    y, (left, right) = max(spans, key=lambda found: found[1][1] - found[1][0])
    return (left + right) / 2, y


def _forms(row: Row) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """A name on one line or on several, with its country below."""
    small = look.wrapped(row.country, _WRAPS[-1], SMALL) if row.country else ()
    forms = [(look.wrapped(row.title, wrap), small) for wrap in _WRAPS]
    return list(dict.fromkeys(forms))


_Form = tuple[tuple[str, ...], tuple[str, ...]]


def _placed(
    area: Area, forms: Iterable[_Form], frame: Ground, taken: _Taken, needs: float
) -> Label | None:
    """The roomiest free spot; `needs` is how much of the words has to be within the area."""
    spots = list(_spots(area, forms, frame))
    heart = sum(label.at[1] for _, label in spots) / max(len(spots), 1)
    spots.sort(key=lambda spot: (-spot[0], len(spot[1].lines), abs(spot[1].at[1] - heart)))
    for slack, label in spots:
        inside = slack >= (needs - 1) * label.wide if needs else True
        if inside and taken.free(label):
            taken.take(label)
            return label
    return None


def _spots(area: Area, forms: Iterable[_Form], frame: Ground) -> Iterator[tuple[float, Label]]:
    """Spots with the pixels that they leave beside the words on a phone, up to enough."""
    scale = frame.scales[0]
    for lines, small in forms:
        shape = Label((0.0, 0.0), lines, small)
        for y, (left, right) in room(area, frame, shape.tall * _INKED / scale):
            slack = (right - left) * frame.shrink * scale - shape.wide
            inner = _within((left + right) / 2, shape.wide / 2, frame)
            yield min(slack, _ENOUGH), Label((inner, y), lines, small)


def _within(x: float, half: float, frame: Ground) -> float:
    """Moved so that words end within the frame on a phone."""
    reach = half / frame.shrink / frame.scales[0]
    return min(max(x, frame.west + reach), frame.east - reach)


def _arrow(row: Row, frame: Ground, taken: _Taken, bends: Sequence[Point]) -> Arrow:
    """Where its words are free and cross few lines, as near as can be to where it belongs."""
    tries = [_arrow_at(row, frame, slide) for slide in _SLIDES]
    ranks = [(not taken.free(one.words), taken.crossed(one.words, bends)) for one in tries]
    arrow = tries[ranks.index(min(ranks))]
    taken.take(arrow.words)
    return arrow


def _arrow_at(row: Row, frame: Ground, slide: float) -> Arrow:
    """Where the ray from the middle leaves the frame; its words stand inward of it."""
    turn = radians(row.bearing + slide)
    right, up = sin(turn), cos(turn)
    across = (frame.east - frame.west) * frame.shrink / 2
    high = (frame.north - frame.south) / 2
    inset = _INSET / frame.scales[0]
    far = min((across - inset) / max(abs(right), 1e-9), (high - inset) / max(abs(up), 1e-9))
    x = (frame.west + frame.east) / 2 + far * right / frame.shrink
    y = (frame.south + frame.north) / 2 + far * up
    return Arrow(row, (x, y), _inward(row, (x, y)))


def _inward(row: Row, at: Point) -> Label:
    """Words beside an arrow that points across, below or above one that points up or down."""
    right, up = sin(radians(row.bearing)), cos(radians(row.bearing))
    words = Label(at, (), (f"to {row.title}",))
    if abs(right) > _ACROSS:
        back, anchor = ARROW * right + (6 if right > 0 else -6), "right" if right > 0 else "left"
        return replace(words, x=-back, y=ARROW / 2 * up, anchor=anchor)
    return replace(words, y=(ARROW + LINE / 2) * (1 if up > 0 else -1))


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
