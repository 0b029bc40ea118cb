"""A map whose areas can be tapped, and below it the same areas as radio buttons.

The map is for eye, mouse and finger, and the list for everybody: `question.js` sets the radio
button of an area that is tapped, and shows on the map what is chosen in the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape

from explainer.charts.place_map_ground import Ground, borders, ground
from explainer.charts.place_map_labels import LINE, Label
from explainer.charts.place_map_labels import labels as placed
from explainer.charts.place_map_rows import Row
from explainer.model import Area, Map, Option, Point, Question, Response, Ring, option_id
from explainer.questions import place
from explainer.syntax import plain
from explainer.views.widgets.wording import LABELS, shown

_DIGITS = 1
"""Behind the point, of pixels."""


def html(
    question: Question,
    response: Response | None,
    seed: str,
    inline: Callable[[str], str],
    labels: Mapping[str, str] = LABELS,
) -> str:
    rows = []
    for option in place.shuffled(question, seed):
        name = _name(question, option)
        words = _words(question, option, inline, labels)
        rows.append(_row(words, name, name in (response or ())))
    note = f'<p class="xq-note">{escape(labels["map"])}</p>'
    drawn = _map(question, question.map, response or ()) if question.map else ""
    lines = f'<p class="xq-note xq-lines">{escape(labels["lines"])}</p>' if drawn else ""
    return f'{note}{drawn}{lines}<div class="xq-options xq-places">{"".join(rows)}</div>'


def _name(question: Question, option: Option) -> str:
    return option_id(question.id, option.text)


def _words(
    question: Question, option: Option, inline: Callable[[str], str], labels: Mapping[str, str]
) -> str:
    """An area called like the country of another is what is left of that country."""
    words = shown(option.text, inline)
    is_rest = option.text in {other.match for other in question.options}
    return escape(labels["rest"]).replace("{place}", words) if is_rest else words


def _row(words: str, name: str, is_chosen: bool) -> str:
    checked = " checked" if is_chosen else ""
    return (
        '<label class="xq-option">'
        f'<input class="xq-tick" type="radio" name="{place.NAME}" value="{name}"{checked}>'
        f'<span class="xq-words" dir="auto">{words}</span></label>'
    )


# --- the map --------------------------------------------------------------------------


def _map(question: Question, drawn: Map, response: Response) -> str:
    frame = ground(drawn)
    scale = frame.scales[0]
    rows = [_drawn(option, drawn) for option in question.options if option.area]
    names = {option.area: _name(question, option) for option in question.options}
    areas = "".join(_area(area, names.get(area.name), response, frame) for area in drawn.areas)
    wide, tall = frame.pixels((frame.east, frame.south), scale)
    words = placed(drawn, rows, frame)
    named = "".join(_label(label, frame) for _, label in words.places)
    return (
        f'<svg class="xq-map" viewBox="0 0 {wide:.0f} {tall:.0f}" aria-hidden="true"'
        f' focusable="false">{areas}{_borders(drawn, rows, frame)}{named}</svg>'
    )


def _drawn(option: Option, drawn: Map) -> Row:
    """What the layout of names asks for: all areas alike, with and without a card."""
    return Row(
        id=option.area,
        title=plain(place.title(option)),
        country=plain(option.match),
        area=option.area,
        bearing=0.0,
        way="",
        at_words="",
        at_marks=(),
        marks=(),
        text="",
        sentence="",
        map=drawn,
    )


def _area(area: Area, name: str | None, response: Response, frame: Ground) -> str:
    path = " ".join(_ring(ring, frame) for ring in area.rings)
    if name is None:
        return f'<path class="xq-around" d="{path}"/>'
    chosen = " data-chosen" if name in response else ""
    return f'<path class="xq-area" data-area="{name}"{chosen} d="{path}"/>'


def _ring(ring: Ring, frame: Ground) -> str:
    return f"M{'L'.join(_points(ring, frame))}Z"


def _borders(drawn: Map, rows: list[Row], frame: Ground) -> str:
    lines = " ".join(f"M{'L'.join(_points(run, frame))}" for run in borders(drawn, rows))
    return f'<path class="xq-border" d="{lines}"/>' if lines else ""


def _points(points: tuple[Point, ...], frame: Ground) -> Iterator[str]:
    for point in points:
        x, y = frame.pixels(point, frame.scales[0])
        yield f"{x:.{_DIGITS}f} {y:.{_DIGITS}f}"


def _label(label: Label, frame: Ground) -> str:
    x, y = frame.pixels(label.at, frame.scales[0])
    top = y - label.tall / 2 + LINE * 0.75
    lines = [("xq-name", line) for line in label.lines] + [("xq-in", line) for line in label.small]
    return "".join(
        f'<text class="{kind}" x="{x:.0f}" y="{top + LINE * at:.0f}">{escape(line)}</text>'
        for at, (kind, line) in enumerate(lines)
    )
