"""An event as a card: what stands behind it, who says so, and where the lesson tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from explainer import dates
from explainer.charts.sequence import worked_out
from explainer.model import Claim, Entry, Event, Explainer, Note, Prose, Report
from explainer.syntax import links, marks
from explainer.views import addresses, prose


def card(lesson: Explainer, scope: str, event: Event) -> str:
    """What a click on its point opens, and the button of its name in a chart's table."""
    rung = next((rung.title for rung in lesson.ladder if rung.id == event.rung), "Event")
    kind = "" if event.in_source else " xp-report"
    return (
        f'<div popover class="xp-card xp-eventcard{kind}" id="{scope}-{event.id}" tabindex="-1"'
        f' role="group" aria-label="{prose.title(lesson, event.title)}">'
        f'<p class="xp-kicker">{prose.title(lesson, rung)}</p>'
        f"<p><b>{prose.title(lesson, event.title)}</b></p>"
        f'<p class="xp-meta">{prose.facts(_days(lesson, event))}</p>'
        f"<ul>{''.join(_behind(lesson, event))}</ul>"
        f'<p class="xp-more">{" · ".join(_ways(lesson, event))}</p></div>'
    )


def behind(event: Event) -> tuple[str, ...]:
    """The marks of all that is said of an event: its sentences, each side's words, its days."""
    said = (mark for saying in event.sayings for mark in marks(saying.words))
    days = (mark for day in event.also_reported for mark in day.marks)
    return tuple(dict.fromkeys((*marks(event.text), *said, *event.reports, *days)))


def _days(lesson: Explainer, event: Event) -> Iterator[str]:
    """What the source gives as the day, or what follows from it; and what other reports give."""
    yield escape(_source_day(lesson, event))
    if event.reported:
        yield f"Other reports: {escape(dates.words(event.reported))}"
    for day in event.also_reported:
        yield f"Also reported: {escape(dates.words(day.when))}"


def _source_day(lesson: Explainer, event: Event) -> str:
    if not event.in_source:
        return "Not in the source"
    if not event.when:
        return "The source: no date"
    origin = "Worked out from the source" if worked_out(lesson, event) else "The source"
    return f"{origin}: {dates.words(event.when)}"


def _behind(lesson: Explainer, event: Event) -> Iterator[str]:
    """Each entry of the record that the event rests on, with who says it."""
    for name in behind(event):
        if entry := lesson.record.get(name):
            yield _entry(lesson, entry)


def _entry(lesson: Explainer, entry: Entry) -> str:
    text = prose.plain(entry.text, lesson.site.language)
    link = f'<a class="xp-ref" href="{addresses.entry(entry.id)}">{escape(entry.id)}</a>'
    return f"<li>{link} {text} <span>{_who(lesson, entry)}</span></li>"


def _who(lesson: Explainer, entry: Entry) -> str:
    match entry:
        case Claim():
            return f"{prose.title(lesson, prose.voice(entry))} ({prose.where(entry)})."
        case Report():
            link = f'<a href="{escape(entry.address)}">{escape(entry.publisher)}</a>'
            return f"{link}, {escape(dates.words(entry.date))}."
        case _:
            return f"{prose.NAMES[type(entry)]}."


def _ways(lesson: Explainer, event: Event) -> Iterator[str]:
    if is_told(lesson, event):
        yield f'<a href="{addresses.told(event)}">Read it in the story</a>'
    yield f'<a href="{prose.event_address(event)}">See it in the sequence</a>'


def is_told(lesson: Explainer, event: Event) -> bool:
    """Whether words of the story lead to it."""
    return any(
        target == f"#{event.id}"
        for section in lesson.sections
        for block in section.blocks
        if isinstance(block, Prose | Note)
        for _, target in links(block.markdown)
    )
