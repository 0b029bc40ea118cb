"""The sequence: every event on the ladder, in two layers, and each as a card with an address."""

from __future__ import annotations

from html import escape

import streamlit as st

from explainer import dates
from explainer.charts import CHARTS
from explainer.model import Event, Explainer
from explainer.views import chart, paper, prose

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
    paper.put(paper.top("Sequence", _INTRO))
    _chart(lesson)
    _events(lesson)
    _ladder(lesson)


@st.fragment
def _chart(lesson: Explainer) -> None:
    with st.container(key="xp-wide-sequence"):
        chosen = _layer()
        chart.figure(lesson, "sequence", {"layer": chosen}, "sequence")
        kind = CHARTS["sequence"]
        rows = kind.rows(lesson, {"layer": chosen})
        paper.put(
            f'<p class="xp-says">{_SAYS[chosen]} {escape(kind.alt(rows))}</p>'
            + chart.data(lesson, kind.table(rows), "sequence"),
            "xp-chart-foot",
        )


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


def _events(lesson: Explainer) -> None:
    rungs = {rung.id: rung for rung in lesson.ladder}
    html = "".join(_event(lesson, event, rungs) for event in lesson.events)
    paper.put(f'<h2 id="events" tabindex="-1">Every event</h2>{html}')


def _event(lesson: Explainer, event: Event, rungs: dict) -> str:  # type: ignore[type-arg]
    scope = f"e-{event.id}"
    rung = rungs.get(event.rung)
    told = (
        f"The source: {dates.words(event.when) or 'no date'}"
        if event.in_source
        else ("Not in the source")
    )
    facts = [rung.title if rung else "", told]
    if event.reported:
        marks = "".join(prose.mark_button(lesson, scope, name) for name in event.reports)
        facts.append(f"Other reports: {escape(dates.words(event.reported))}{marks}")
    meta = " · ".join(fact for fact in facts if fact)
    texts = [event.text, " ".join(f"[^{name}]" for name in event.reports)]
    kind = "" if event.in_source else " xp-other"
    return (
        f'<article class="xp-entry xp-event-card{kind}" id="{event.id}" tabindex="-1">'
        f'<h3>{escape(event.title)}</h3><p class="xp-meta">{meta}</p>'
        f"{prose.blocks(lesson, scope, event.text)}{_sayings(lesson, event, scope)}"
        f"{prose.cards(lesson, scope, texts)}</article>"
    )


def _sayings(lesson: Explainer, event: Event, scope: str) -> str:
    rows = "".join(
        f"<li><b>{escape(saying.speaker)}</b>, {escape(saying.topic)}: "
        f"{prose.inline(lesson, scope + '-s', saying.words)}</li>"
        for saying in event.sayings
    )
    texts = [saying.words for saying in event.sayings]
    cards = prose.cards(lesson, scope + "-s", texts)
    return f'<ul class="xp-sayings">{rows}</ul>{cards}' if rows else ""


def _ladder(lesson: Explainer) -> None:
    rungs = "".join(
        f'<li class="xp-rung-{rung.direction}"><b>{escape(rung.title)}</b>'
        f" {prose.inline(lesson, 'ladder', rung.text)}</li>"
        for rung in lesson.ladder
    )
    head = '<h2 id="ladder" tabindex="-1">The ladder</h2>'
    paper.put(f'{head}<ol class="xp-ladder">{rungs}</ol>')
