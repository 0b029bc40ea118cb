"""The player of the sequence: its steps, each with the words of the story that tell it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from explainer.charts import CHARTS
from explainer.charts.sequence import Row
from explainer.charts.table import listed
from explainer.model import Direction, Event, Explainer
from explainer.views import addresses, event_days, prose, telling
from explainer.views.components import component


def show(lesson: Explainer, layer: str, place: str) -> None:
    """Beside the figure in the container of this name."""
    data = {"place": place, "steps": steps(lesson, layer), "cards": _cards(lesson, layer)}
    component("player")(key="player", data=data)


@lru_cache(maxsize=8)
def steps(lesson: Explainer, layer: str) -> Sequence[dict[str, object]]:
    """All that the browser needs, given once: a step then costs the server nothing."""
    rows = CHARTS["sequence"].rows(lesson, {"layer": layer})
    events = {event.id: event for event in lesson.events}
    return [
        {
            "event": row.event,
            "title": row.title,
            "html": _html(lesson, events[row.event], row, layer),
            "says": _says(row, len(rows)),
            "tone": tone(row),
        }
        for row in rows
    ]


def tone(row: Row) -> int | None:
    """Its rung, counted from the calmest; None beside the ladder, where nothing sounds."""
    if row.direction is Direction.ASIDE:
        return None
    on = [step for step, (_, way) in enumerate(row.ladder) if way is not Direction.ASIDE]
    return len(on) - 1 - on.index(row.step)


@lru_cache(maxsize=8)
def _cards(lesson: Explainer, layer: str) -> str:
    """What the marks and words of all steps open, each once."""
    shown = {row.event for row in CHARTS["sequence"].rows(lesson, {"layer": layer})}
    told = telling.sentences(lesson)
    texts = (
        f"{told.get(event.id, '')} {event.text} {event_days.cited(event)}"
        for event in lesson.events
        if event.id in shown
    )
    return prose.cards(lesson, _scope(layer), texts)


def _scope(layer: str) -> str:
    return f"play-{layer}"


def _html(lesson: Explainer, event: Event, row: Row, layer: str) -> str:
    scope = _scope(layer)
    sentence = telling.sentences(lesson).get(event.id, "")
    told = sentence or event.text
    kind = "" if event.in_source else " xp-other"
    number = f'<span class="xp-step-number xp-way-{row.direction}">{row.number}</span>'
    facts = (escape(row.rung), *event_days.facts(lesson, event, scope, layer), _order(row))
    return (
        f'<div class="xp-play-told{kind}"><h3>{number} {prose.title(lesson, event.title)}</h3>'
        f'<ul class="xp-play-facts">{"".join(f"<li>{fact}</li>" for fact in facts if fact)}</ul>'
        f'<p class="xp-kicker">{"In the story" if sentence else "In the list of events"}</p>'
        f'<p class="xp-play-words">{prose.inline(lesson, scope, told)}</p>'
        f'<p class="xp-more">{_ways(event, told=bool(sentence))}</p></div>'
    )


def _ways(event: Event, *, told: bool) -> str:
    """The card stands on the same page, in whatever layer is chosen."""
    story = f'<a href="{addresses.told(event)}">Read it in the story</a>' if told else ""
    return f'{story}<a href="#{escape(event.id)}">Open the event</a>'


def _order(row: Row) -> str:
    """Steps are told one after another: where the record gives no order, that is said."""
    if not row.unordered:
        return ""
    steps = "step" if len(row.unordered) == 1 else "steps"
    return f"Before or after {steps} {listed(row.unordered)}: not stated"


def _says(row: Row, every: int) -> str:
    """One sentence for those who hear the step."""
    order = f", {_order(row)[0].lower()}{_order(row)[1:]}" if row.unordered else ""
    return f"Step {row.number} of {every}: {row.title}; {row.rung}; {row.when_words}{order}."
