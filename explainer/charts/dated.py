"""Events that have a day, and what gives it: what every chart by day is made of.

A month is no day, and neither is a day in doubt: such events are named as left out, and drawn
nowhere, because a place on an axis of days would be more exact than the source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from explainer import dates, order
from explainer.charts.sequence_rows import worked_out
from explainer.model import Event, Explainer
from explainer.order import Layer
from explainer.syntax import marks, plain

FROM_ARTICLE = "day from the article"
FROM_REPORTS = "day from other reports"


@dataclass(frozen=True, slots=True)
class Dated:
    """An event with its day or days in one layer."""

    event: Event
    first: date
    last: date
    when_words: str
    when_marks: tuple[str, ...]
    """What gives the day, where the source does not print it: reports, or inferences."""
    from_article: bool
    """Whether the source gives this day too; if not, only other reports do."""
    marks: tuple[str, ...]
    """What stands behind the event and its day."""


def layer_of(settings: Mapping[str, str]) -> Layer:
    return "reports" if settings.get("layer") == "reports" else "article"


def dated(explainer: Explainer, layer: Layer) -> tuple[Dated, ...]:
    """The events of a layer that have a day in it, by day, then as the file has them."""
    events = order.layer_events(explainer, layer)
    found = (one for event in events if (one := _dated(explainer, event, layer)))
    return tuple(sorted(found, key=lambda one: (one.first, one.last)))


def left_out(explainer: Explainer, layer: Layer) -> tuple[str, ...]:
    """The titles of the events of a layer that have no day in it."""
    events = order.layer_events(explainer, layer)
    return tuple(plain(e.title) for e in events if not dates.exact(order.date_of(e, layer)))


def _dated(explainer: Explainer, event: Event, layer: Layer) -> Dated | None:
    when = order.date_of(event, layer)
    days = dates.exact(when)
    if not days:
        return None
    by_reports = layer == "reports" and bool(event.reported)
    from_article = event.in_source and dates.exact(event.when) == days
    own = worked_out(explainer, event) if from_article else ()
    when_marks = (*own, *event.reports) if by_reports else own
    return Dated(
        event=event,
        first=days[0],
        last=days[1],
        when_words=dates.words(when),
        when_marks=when_marks,
        from_article=from_article,
        marks=tuple(dict.fromkeys((*marks(event.text), *when_marks))),
    )
