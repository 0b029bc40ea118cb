"""Place: a line `Place: an-id`. The learner picks an area of a map, there or from a list.

Every area of the map that has a name can be picked and looks like the others, whether or not
the lesson has a card of it: so nothing shows which of them is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from explainer.model import (
    Explainer,
    Location,
    Map,
    Mark,
    Option,
    Part,
    Place,
    Question,
    Response,
    option_id,
)
from explainer.questions import form, line, order
from explainer.syntax import Block

NAME = "place"
"""Of the form's controls."""

MOST = 12
"""Areas to choose from; of a map that has more, only those with a card are."""

_ID = re.compile(r"[^\W\d_][\w .'\u2019-]*")
_KIND = line.Kind(
    "place", "place", ("north-shore", "south-shore"), lambda name: bool(_ID.fullmatch(name))
)


def read(blocks: Sequence[Block], _place: Place) -> tuple[Option, ...] | None:
    return line.read(blocks, _KIND)


def template(lesson: Explainer) -> str:
    drawn = (place.id for place in lesson.locations if place.area)
    return f"Place: {next(drawn, _KIND.example[0])}"


def is_line(block: Block) -> bool:
    """Whether this is the line of ids, which tells a reader nothing."""
    return line.is_line(block, _KIND.word)


def whole(question: Question, lesson: Explainer) -> Question:
    """With the areas of the first map that has the right one; what has no area stays an id."""
    written = {option.text: option for option in question.options}
    places = {place.id: place for place in lesson.locations if place.area}
    right = [places[option.text].area for option in question.options if _is_right(option, places)]
    drawn = next((one for one in lesson.maps if right and right[0] in _names(one)), None)
    if drawn is None:
        return question
    shown = dict(_shown(drawn, places, written))
    rest = (option for name, option in written.items() if name not in shown)
    return replace(question, options=(*shown.values(), *rest), map=drawn)


def title(option: Option) -> str:
    """Its name without its country."""
    return option.text.removesuffix(f", {option.match}") if option.match else option.text


def shuffled(question: Question, seed: str) -> tuple[Option, ...]:
    return order.by_seed(question, seed)


def given(pairs: Sequence[tuple[str, str]]) -> Response:
    return form.picked(pairs, NAME)


def grade(question: Question, response: Response) -> Mark:
    """Any right place will do, and only one can be picked."""
    options = _by_id(question)
    right = len(response) == 1 and response[0] in options and options[response[0]].correct
    return form.mark(right)


def feedback(question: Question, response: Response) -> tuple[tuple[str, str], ...]:
    options = _by_id(question)
    chosen = [options[name] for name in response if name in options]
    return tuple((option.text, option.feedback) for option in chosen)


def key(question: Question) -> Response:
    return tuple(name for name, option in _by_id(question).items() if option.correct)[:1]


def meaning(question: Question) -> tuple[Part, ...]:
    """The lines of the map are no part of it."""
    roles = {True: "right", False: "wrong"}
    return tuple(Part((option.text,), roles[option.correct]) for option in question.options)


def _is_right(option: Option, places: Mapping[str, Location]) -> bool:
    return option.correct and option.text in places


def _names(drawn: Map) -> tuple[str, ...]:
    return tuple(dict.fromkeys(area.name for area in drawn.areas if area.name))


def _shown(
    drawn: Map, places: Mapping[str, Location], written: Mapping[str, Option]
) -> Sequence[tuple[str, Option]]:
    """Each area as a choice, by the name that an author has for it: that of its card, if any."""
    cards = {place.area: place for place in places.values()}
    names = _names(drawn)
    if len(names) > MOST:
        names = tuple(name for name in names if name in cards)
    return [_choice(name, cards.get(name), written) for name in names]


def _choice(area: str, card: Location | None, written: Mapping[str, Option]) -> tuple[str, Option]:
    name = card.id if card else area.lower()
    option = written.get(name, Option(""))
    if card is None:
        return name, replace(option, text=area, area=area)
    text = f"{card.name}, {card.country}" if card.country else card.name
    return name, replace(option, text=text, match=card.country, area=area)


def _by_id(question: Question) -> Mapping[str, Option]:
    return {option_id(question.id, option.text): option for option in question.options}
