"""The sequence: every event on the ladder, in two layers, and each as a card with an address."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from explainer.charts import CHARTS
from explainer.charts.sequence import Row
from explainer.model import Chart, Direction, Event, Explainer, Place, Rung
from explainer.views import chart, event_days, paper, player, prose

LAYERS = {"article": "This article", "reports": "With other reports"}
_INTRO = (
    "Each step stands on a rung of a worded ladder. "
    "Rungs have an order and no distance: how far one is from the next, nobody can say."
)
_SAYS = {
    "article": "What the source itself supports. Where it gives no order, a bracket says so.",
    "reports": "With the days that other reports give. Rings mark what only they tell.",
}


def show(lesson: Explainer) -> None:
    with st.container(key="xp-wide-top"):
        paper.put(paper.top("Sequence", _INTRO), "xp-top")
    _layered(lesson)
    _ladder(lesson)


@st.fragment
def _layered(lesson: Explainer) -> None:
    """The picture and the events below it, both in the layer that is chosen."""
    kind = CHARTS["sequence"]
    with st.container(key="xp-wide-sequence"):
        chosen = _layer()
        rows = kind.rows(lesson, {"layer": chosen})
        with st.container(key="xp-play"):
            chart.figure(lesson, "sequence", {"layer": chosen}, "sequence")
            player.show(lesson, chosen, "xp-play")
        caption = f'<p class="xp-says">{_SAYS[chosen]}</p>{chart.words(kind.alt(rows))}'
        data = chart.data(lesson, kind.table(rows), "sequence-t")
        paper.put(caption + data, "xp-chart-foot")
        chart.tools(lesson, _chart(chosen), "sequence")
    _events(lesson, rows, chosen)


def _chart(layer: str) -> Chart:
    """The picture of this page, as an author would ask for it."""
    title = f"Step by step: {LAYERS[layer].lower()}"
    return Chart("sequence", title, _SAYS[layer], {"layer": layer}, Place(""))


def _layer() -> str:
    """What the address asks for, and the switch that changes it."""
    asked = st.query_params.get("layer", "")
    chosen = st.segmented_control(
        "What to show",
        list(LAYERS),
        format_func=LAYERS.__getitem__,
        default=asked if asked in LAYERS else "article",
        required=True,
    )
    layer = str(chosen or "article")
    if layer != (asked or "article"):
        st.query_params["layer"] = layer
    return layer


def _events(lesson: Explainer, rows: Sequence[Row], layer: str) -> None:
    """In the order of the picture, each with its number there."""
    events = {event.id: event for event in lesson.events}
    html = "".join(_event(lesson, events[row.event], row, layer) for row in rows)
    others = [event for event in lesson.events if not event.in_source]
    elsewhere = _elsewhere(lesson, others) if layer == "article" and others else ""
    paper.put(f'<h2 id="events" tabindex="-1">Every event</h2>{html}{elsewhere}')


def _event(lesson: Explainer, event: Event, row: Row, layer: str) -> str:
    scope = f"e-{event.id}"
    facts = (escape(row.rung), *event_days.facts(lesson, event, scope, layer))
    kind = "" if event.in_source else " xp-other"
    number = f'<span class="xp-step-number xp-way-{row.direction}">{row.number}</span>'
    return (
        f'<article class="xp-entry xp-event-card{kind}" id="{event.id}" tabindex="-1">'
        f"<h3>{number} {prose.title(lesson, event.title)}</h3>"
        f'<p class="xp-meta">{prose.facts(facts)}</p>'
        f"{prose.blocks(lesson, scope, event.text)}{_sayings(lesson, event, scope)}"
        f"{prose.cards(lesson, scope, [event.text, event_days.cited(event)])}</article>"
    )


def _elsewhere(lesson: Explainer, others: Sequence[Event]) -> str:
    """The way to what this layer leaves out; the addresses of those events lead here too."""
    rows = "".join(
        f'<li class="xp-entry" id="{event.id}" tabindex="-1">'
        f'<a href="{prose.event_address(event)}">{prose.title(lesson, event.title)}</a></li>'
        for event in others
    )
    return (
        '<h3 class="xp-elsewhere">Only in other reports</h3>'
        "<p>The source does not tell of these. They stand in the other layer.</p>"
        f"<ul>{rows}</ul>"
    )


def _sayings(lesson: Explainer, event: Event, scope: str) -> str:
    rows = "".join(
        f"<li><b>{prose.title(lesson, saying.speaker)}</b>, {prose.title(lesson, saying.topic)}: "
        f"{prose.inline(lesson, scope + '-s', saying.words)}</li>"
        for saying in event.sayings
    )
    texts = [saying.words for saying in event.sayings]
    cards = prose.cards(lesson, scope + "-s", texts)
    return f'<ul class="xp-sayings">{rows}</ul>{cards}' if rows else ""


def _ladder(lesson: Explainer) -> None:
    """The rungs from the most tense to the calmest, and apart from them what is no rung."""
    aside = [rung for rung in lesson.ladder if rung.direction is Direction.ASIDE]
    rungs = [rung for rung in lesson.ladder if rung.direction is not Direction.ASIDE]
    lists = "".join(
        f'<p class="xp-kicker">{title}</p><ol class="xp-ladder">{_rungs(lesson, some)}</ol>'
        for title, some in (("From tense to calm", rungs), ("Beside the ladder", aside))
        if some
    )
    head = '<h2 id="ladder" tabindex="-1">The ladder</h2>'
    cards = prose.cards(lesson, "ladder", [rung.text for rung in lesson.ladder])
    paper.put(f"{head}{lists}{cards}")


def _rungs(lesson: Explainer, rungs: Sequence[Rung]) -> str:
    return "".join(
        f'<li class="xp-rung-{rung.direction}"><b>{prose.title(lesson, rung.title)}</b>'
        f" {prose.inline(lesson, 'ladder', rung.text)}</li>"
        for rung in rungs
    )
