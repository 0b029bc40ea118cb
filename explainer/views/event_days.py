"""The day of an event in words and marks: whoever gives it is named."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from explainer import dates
from explainer.charts.sequence import worked_out
from explainer.model import Event, Explainer
from explainer.views import prose


def facts(lesson: Explainer, event: Event, scope: str, layer: str) -> Iterator[str]:
    """What the source gives, and, in the layer with other reports, what these give."""
    yield _in_source(lesson, event, scope)
    if layer == "reports" and event.reported:
        marks = prose.mark_buttons(lesson, scope, event.reports)
        yield f"Other reports: {escape(dates.words(event.reported))}{marks}"
        for day in event.also_reported:
            marks = prose.mark_buttons(lesson, scope, day.marks)
            yield f"Also reported: {escape(dates.words(day.when))}{marks}"


def cited(event: Event) -> str:
    """The marks of these days, for the cards that they open."""
    named = (*event.reports, *(mark for day in event.also_reported for mark in day.marks))
    return " ".join(f"[^{name}]" for name in named)


def _in_source(lesson: Explainer, event: Event, scope: str) -> str:
    """What the source gives as the date, and whether it prints it or we worked it out."""
    if not event.in_source:
        return "Not in the source"
    if not event.when:
        return "The source: no date"
    when = escape(dates.words(event.when))
    inferred = worked_out(lesson, event)
    if not inferred:
        return f"The source: {when}"
    return f"Worked out from the source: {when}{prose.mark_buttons(lesson, scope, inferred)}"
