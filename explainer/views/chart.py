"""A chart in full: its title, its figure, the sentence that says it, and its data as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from explainer.charts import CHARTS, Table
from explainer.model import Chart, Explainer
from explainer.syntax import links, plain
from explainer.views import addresses, event_card, paper, place_card, prose, session
from explainer.views.components import component

_KINDS = MappingProxyType(dict(CHARTS))
"""All loaded as the server starts, and not while the first reader waits."""

_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def show(lesson: Explainer, chart: Chart, scope: str) -> None:
    """The whole figure, from one set of rows. A kind nobody knows leaves its sentence."""
    with st.container(key=_place(chart, scope)):
        says = prose.inline(lesson, scope, chart.says)
        head = f'<h3 class="xp-chart-title">{prose.title(lesson, chart.title)}</h3>'
        paper.put(head, "xp-chart-head")
        if chart.kind in _KINDS:
            figure(lesson, chart.kind, chart.settings, scope)
        caption = f'<p class="xp-says">{says}</p>{prose.cards(lesson, scope, [chart.says])}'
        paper.put(caption + _unfolded(lesson, chart, scope), "xp-chart-foot")
        if chart.kind in _KINDS:
            tools(lesson, chart, scope)


def _place(chart: Chart, scope: str) -> str:
    """Where it stands: as wide as the page allows, or as the words around it."""
    known = _KINDS.get(chart.kind)
    return f"xp-wide-{scope}" + ("-in-column" if known and not known.IS_WIDE else "")


def figure(lesson: Explainer, kind: str, settings: Mapping[str, str], key: str) -> None:
    """Only the picture, with its alternative text."""
    drawn, alt = _drawn(lesson, kind, tuple(sorted(settings.items())))
    st.plotly_chart(drawn, theme=None, config=_CONFIG, key=f"figure-{key}", alt=alt)


@lru_cache(maxsize=32)
def _drawn(lesson: Explainer, kind: str, settings: tuple[tuple[str, str], ...]) -> tuple[Any, str]:
    """Drawn once for all readers."""
    rows = _KINDS[kind].rows(lesson, dict(settings))
    return _KINDS[kind].figure(rows), _KINDS[kind].alt(rows)


def words(alt: str) -> str:
    """What a screen reader is told of the picture, for anybody to unfold."""
    return (
        '<details class="xp-spoken"><summary>The chart in words</summary>'
        f"<p>{escape(alt)}</p></details>"
    )


def data(lesson: Explainer, table: Table, scope: str) -> str:
    """A chart's rows as a table to unfold, its marks alive."""
    cells = [cell for row in table.cells for cell in row]
    rows = "".join(
        "<tr>" + "".join(f"<td>{prose.cell(lesson, scope, cell)}</td>" for cell in row) + "</tr>"
        for row in table.cells
    )
    return (
        '<details class="xp-data"><summary>The data as a table</summary>'
        f"{paper.table(table.header, rows, 'Data of the chart')}</details>"
        f"{prose.cards(lesson, scope, cells)}{_named_cards(lesson, cells, scope)}"
    )


def _named_cards(lesson: Explainer, cells: Sequence[str], scope: str) -> str:
    """One for each event and each place that the table names."""
    named = dict.fromkeys(target[1:] for cell in cells for _, target in links(cell))
    events = (event for event in lesson.events if event.id in named)
    told = "".join(event_card.card(lesson, scope, event) for event in events)
    return told + place_card.cards(lesson, scope, named)


def tools(lesson: Explainer, chart: Chart, scope: str) -> None:
    """What a script adds: a click on a point opens its card; the picture can be saved."""
    sources = "; ".join(f"{source.publisher}, {source.title}" for source in lesson.sources)
    data = {
        "place": _place(chart, scope),
        "cards": f"{scope}-t",
        "name": chart.kind,
        "title": plain(chart.title),
        "source": f"Source: {sources}",
        "licence": f"{lesson.site.title}. {lesson.site.licence}",
        "embed": _embed(chart) if session.has_route() else "",
    }
    component("chart")(key=f"tools-{scope}", data=data)


def _embed(chart: Chart) -> str:
    query = urlencode(chart.settings)
    return f"{addresses.EMBED}/{chart.kind}{'?' if query else ''}{query}"


def _unfolded(lesson: Explainer, chart: Chart, scope: str) -> str:
    if chart.kind not in _KINDS:
        return ""
    return _told(lesson, chart.kind, tuple(sorted(chart.settings.items())), f"{scope}-t")


@lru_cache(maxsize=128)
def _told(lesson: Explainer, kind: str, settings: tuple[tuple[str, str], ...], scope: str) -> str:
    """Words, table and cards, made once for all readers: a fifth of what a visit used to cost."""
    rows = _KINDS[kind].rows(lesson, dict(settings))
    return words(_KINDS[kind].alt(rows)) + data(lesson, _KINDS[kind].table(rows), scope)
