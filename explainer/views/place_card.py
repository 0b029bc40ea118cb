"""A place as a card: its country, what is said of it, and how a map knows where it lies."""

from __future__ import annotations

from collections.abc import Iterable

from explainer.model import Explainer, Location
from explainer.views import addresses, prose


def cards(lesson: Explainer, scope: str, named: Iterable[str]) -> str:
    """What the areas and names of a map open; the marks in them open the cards of the chart."""
    wanted = set(named)
    return "".join(_card(lesson, scope, one) for one in lesson.locations if one.id in wanted)


def entry(lesson: Explainer, location: Location) -> str:
    """The same among people and words, where its address leads."""
    scope = f"l-{location.id}"
    texts = [location.text, _degrees(location)]
    return (
        f'<article class="xp-entry xp-person" id="{location.id}" tabindex="-1">'
        f"<h3>{prose.title(lesson, location.name)}</h3>{_told(lesson, scope, location)}"
        f"{prose.cards(lesson, scope, texts)}</article>"
    )


def _card(lesson: Explainer, scope: str, location: Location) -> str:
    name = prose.title(lesson, location.name)
    address = addresses.page(addresses.PEOPLE, location.id)
    return (
        f'<div popover class="xp-card xp-eventcard" id="{scope}-{location.id}" tabindex="-1"'
        f' role="group" aria-label="{name}"><p class="xp-kicker">Place</p><p><b>{name}</b></p>'
        f"{_told(lesson, scope, location)}"
        f'<p class="xp-more"><a href="{address}">See all places</a></p></div>'
    )


def _told(lesson: Explainer, scope: str, location: Location) -> str:
    country = f'<p class="xp-meta">In {prose.title(lesson, location.country)}</p>'
    degrees = prose.blocks(lesson, scope, _degrees(location)) if location.at else ""
    return f"{country}{prose.blocks(lesson, scope, location.text)}{degrees}"


def _degrees(location: Location) -> str:
    """With the marks of whoever gives them."""
    if not location.at:
        return ""
    east, north = location.at
    cited = "".join(f"[^{mark}]" for mark in location.at_marks)
    return f"It lies at {_side(north, 'north', 'south')}, {_side(east, 'east', 'west')}. {cited}"


def _side(degrees: float, positive: str, negative: str) -> str:
    return f"{abs(degrees):g} degrees {positive if degrees >= 0 else negative}"
