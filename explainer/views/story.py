"""The story, section by section, with the chart that follows the reader."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

import streamlit as st

from explainer import dates
from explainer.charts import CHARTS
from explainer.model import Ask, Chart, Explainer, Note, Prose, Section
from explainer.syntax import links, plain
from explainer.views import chart, paper, predict, prose, question
from explainer.views.components import component

ARTICLE = {"layer": "article"}


def show(lesson: Explainer) -> None:
    paper.put(hero(lesson))
    with st.container(key=beside(lesson)):
        with st.container(key="xp-prose"):
            for part in lesson.sections:
                section(lesson, part)
            predict.afterwards(lesson)
        if _steps(lesson):
            with st.container(key="xp-stage"):
                _stage(lesson)


def beside(lesson: Explainer) -> str:
    """The key of what is read: with room for the chart beside it, or a column alone."""
    return "xp-read" if _steps(lesson) else "xp-read-alone"


def hero(lesson: Explainer) -> str:
    """What a reader sees first: title, standfirst, and what to know before reading on."""
    site = lesson.site
    as_of = f"As of {escape(dates.words(site.as_of))}" if site.as_of else ""
    facts = [as_of, *_published(lesson), f"{len(lesson.asked)} questions"]
    meta = " · ".join(fact for fact in facts if fact)
    return (
        f'<div class="xp-hero">{_line(lesson, "kick", site.kicker)}'
        f'<h1 id="top" tabindex="-1">{prose.title(lesson, site.title)}</h1>'
        f"{_line(lesson, 'dek', site.standfirst)}"
        f'<p class="xp-meta">{meta}</p>{predict.way(lesson)}</div>'
        f"{_content_note(lesson)}"
    )


def _line(lesson: Explainer, kind: str, words: str) -> str:
    return f'<p class="xp-{kind}">{prose.title(lesson, words)}</p>' if words else ""


def _content_note(lesson: Explainer) -> str:
    note = prose.blocks(lesson, "site", lesson.site.note)
    cards = prose.cards(lesson, "site", [lesson.site.note])
    return f'<div class="xp-note xp-content-note">{note}</div>{cards}' if note else ""


def _published(lesson: Explainer) -> list[str]:
    return [f"Source: {escape(source.publisher)}" for source in lesson.sources[:1]]


def title(lesson: Explainer, section: Section) -> str:
    words = prose.title(lesson, section.title)
    return f'<h2 id="{section.id}" data-section tabindex="-1">{words}</h2>'


def told(lesson: Explainer, section: Section, run: Sequence[Prose | Note]) -> str:
    """A run of blocks as HTML, with the cards that its marks open."""
    scope = f"{section.id}-{run[0].place.line}"
    html = "".join(_block(lesson, scope, block) for block in run)
    return html + prose.cards(lesson, scope, [block.markdown for block in run])


def section(lesson: Explainer, part: Section) -> None:
    """A section as it was written, block after block."""
    run: list[Prose | Note] = []
    paper.put(title(lesson, part))
    for index, block in enumerate(part.blocks):
        match block:
            case Prose() | Note():
                run.append(block)
            case Chart():
                _flush(lesson, part, run)
                chart.show(lesson, block, f"{part.id}-{index}")
            case Ask():
                _flush(lesson, part, run)
                _ask(lesson, block)
    _flush(lesson, part, run)


def _flush(lesson: Explainer, section: Section, run: list[Prose | Note]) -> None:
    """One element for what stands between two charts or questions."""
    if run:
        paper.put(told(lesson, section, run))
        run.clear()


def _block(lesson: Explainer, scope: str, block: Prose | Note) -> str:
    html = prose.blocks(lesson, scope, block.markdown)
    if isinstance(block, Note):
        title = f'<p class="xp-kicker">{block.kind}</p>'
        return f'<div class="xp-note xp-note-{block.kind}" role="note">{title}{html}</div>'
    return html


def _ask(lesson: Explainer, block: Ask) -> None:
    if block.question in lesson.questions:
        question.show(lesson, lesson.questions[block.question], "story")


def _stage(lesson: Explainer) -> None:
    chart.figure(lesson, "sequence", ARTICLE, "stage")
    component("stage")(key="stage", data={"steps": _steps(lesson)})


@lru_cache(maxsize=4)
def _steps(lesson: Explainer) -> list[dict[str, object]]:
    """The events in the order the story tells them, as the stage needs them."""
    rows = {row.event: row for row in CHARTS["sequence"].rows(lesson, ARTICLE)}
    told = dict.fromkeys(
        target[1:]
        for section in lesson.sections
        for block in section.blocks
        if isinstance(block, Prose | Note)
        for _, target in links(block.markdown)
        if target[1:] in rows
    )
    gaps = max(len(lesson.ladder) - 1, 1)
    levels = {rung.title: index / gaps for index, rung in enumerate(lesson.ladder)}
    return [
        {
            "event": name,
            "number": rows[name].number,
            "title": plain(rows[name].title),
            "when": rows[name].when_words,
            "rung": rows[name].rung,
            "direction": str(rows[name].direction),
            "level": levels.get(rows[name].rung, 0.5),
        }
        for name in told
    ]
