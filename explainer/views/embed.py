"""A chart alone on a small page, for other sites to put in a frame: no visit, no websocket.

It has all that the chart has in the lesson: the picture, the sentence that says it, its data and
what stands behind each point; and it says where it comes from and which lesson it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Any

from explainer import dates
from explainer.charts import CHARTS
from explainer.model import Chart, Explainer, Place, Report, Source
from explainer.views import addresses, chart, frame, prose

THEMES = ("light", "dark")
"""What `?theme=` may ask for; else the page follows the visitor's system."""

_STATIC = Path(__file__).parents[1] / "static"
_SAFE = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
"""Nothing in the figure can end the element that holds it."""


@dataclass(frozen=True, slots=True)
class Framed:
    """A chart to show, and the section that has it; empty if none has."""

    chart: Chart
    section: str


@dataclass(frozen=True, slots=True)
class Page:
    """HTML, and the style sheets in it as they stand there, for whoever must vouch for them."""

    html: str
    sheets: tuple[str, ...]


def framed(lesson: Explainer, kind: str, asked: Mapping[str, str]) -> Framed:
    """The author's chart with these settings; with none, the author's first of the kind.

    Where the author has none like it, there is one without a sentence of the author's: a
    sentence for other settings might say what this picture does not show.
    """
    there = [
        Framed(block, section.id)
        for section in lesson.every_section
        for block in section.blocks
        if isinstance(block, Chart) and block.kind == kind
    ]
    same = [found for found in there if found.chart.settings == asked]
    first = there[:1] if not asked else []
    title = kind.replace("-", " ").capitalize()
    plainly = Framed(Chart(kind, title, "", MappingProxyType(dict(asked)), Place("")), "")
    return (*same, *first, plainly)[0]


def page(lesson: Explainer, shown: Framed, theme: str, drawing: str) -> Page:
    """The whole page; `drawing` is what its head must hold for the chart to be drawn."""
    kind = CHARTS[shown.chart.kind]
    rows = kind.rows(lesson, shown.chart.settings)
    figure, alt = kind.figure(rows), kind.alt(rows)
    body = (
        f"<figure>{_picture(alt)}<figcaption>{_says(lesson, shown.chart, alt)}</figcaption>"
        f"</figure>{chart.data(lesson, kind.table(rows), 'xp-data')}"
        f"{_origin(lesson, shown, rows)}{_figure(figure)}"
    )
    room = f"#xp-chart{{min-height:{figure.layout.height:.0f}px}}"
    return _page(lesson, prose.title(lesson, shown.chart.title), body, (theme, drawing, room))


def apology(lesson: Explainer | None, title: str, says: str, kinds: Iterable[str] = ()) -> Page:
    """Where there is nothing to show: why, and what there is instead."""
    links = "".join(
        f'<li><a href="{escape(embed(kind))}">{escape(kind)}</a></li>' for kind in kinds
    )
    body = f"<p>{escape(says)}</p>" + (f"<ul>{links}</ul>" if links else "")
    return _page(lesson, escape(title), body, ("", "", ""))


def embed(kind: str) -> str:
    """The address of the first chart of a kind."""
    return f"{addresses.EMBED}/{kind}"


def _page(lesson: Explainer | None, title: str, body: str, more: tuple[str, str, str]) -> Page:
    """Addresses are those of the site's own pages: the base leads from /embed/ to them.

    `more` is the theme, what draws, and the style that keeps room for the picture.
    """
    theme, drawing, room = more
    language, direction = frame.writing(lesson) if lesson else ("en", "ltr")
    chosen = f' data-theme="{theme}"' if theme in THEMES else ""
    sheets = (_sheet(), room)
    html = (
        f'<!doctype html><html lang="{escape(language)}" dir="{direction}"{chosen}><head>'
        f'<meta charset="utf-8"><title>{title}</title><base href="../" target="_blank">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex"><style>{sheets[0]}</style>'
        f'<style id="{_PLOTLYS}" class="no-inline-styles">{sheets[1]}</style>{drawing}</head>'
        f'<body class="stApp"><main class="xp xp-framed">'
        f'<h1 class="xp-framed-title">{title}</h1>{body}</main></body></html>'
    )
    return Page(html, sheets)


_PLOTLYS = "plotly.js-style-global"
"""With this id and class Plotly knows that the page has its style already."""


@cache
def _sheet() -> str:
    return "\n".join((_STATIC / name).read_text("utf-8") for name in ("style.css", "embed.css"))


def _picture(alt: str) -> str:
    return (
        f'<div id="xp-chart" role="img" aria-label="{escape(alt)}"></div>'
        "<noscript><p>The picture needs JavaScript. "
        "Below it stands in words, and its data as a table.</p></noscript>"
    )


def _says(lesson: Explainer, shown: Chart, alt: str) -> str:
    """The author's sentence, and the picture in words to unfold; without one, these words."""
    if not shown.says:
        return f'<p class="xp-says">{escape(alt)}</p>'
    cards = prose.cards(lesson, "xp-says", [shown.says])
    said = prose.inline(lesson, "xp-says", shown.says)
    return f'<p class="xp-says">{said}</p>{cards}{chart.words(alt)}'


def _figure(figure: Any) -> str:
    told = figure.to_json().translate(_SAFE)
    return f'<script type="application/json" id="xp-figure">{told}</script>'


def _origin(lesson: Explainer, shown: Framed, rows: Iterable[Any]) -> str:
    """Where it comes from, under which licence, and the way to the lesson."""
    made = "; ".join(_source(lesson, source) for source in lesson.sources)
    cited = (lesson.record.get(mark) for row in rows for mark in row.marks)
    others = " And other reports, each named where it is cited." if _has_report(cited) else ""
    back = escape(addresses.of(lesson, shown.section) if shown.section else addresses.page(""))
    link = f'<a href="{back}">{prose.title(lesson, lesson.site.title)}</a>'
    source = f"<p>Source: {made}.{others}</p>" if made else ""
    lines = f"{source}<p>From the lesson {link}. {escape(lesson.site.licence)}</p>"
    return f"<footer>{lines}</footer>"


def _has_report(entries: Iterable[object]) -> bool:
    return any(isinstance(entry, Report) for entry in entries)


def _source(lesson: Explainer, source: Source) -> str:
    link = f'<a href="{escape(source.address)}">{prose.title(lesson, source.title)}</a>'
    return f"{link}, {escape(source.publisher)}, {escape(dates.words(source.date))}"
