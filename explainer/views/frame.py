"""What is the same on every page: style, menu, what happened on the way here, and the foot."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from explainer import dates
from explainer.model import Explainer
from explainer.problems import Problem
from explainer.views import addresses, paper, session
from explainer.views.components import component

_STATIC = Path(__file__).parents[1] / "static"
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "ps", "sd", "ckb", "yi")


def style() -> None:
    """Our style sheets, before anything else so that nothing flashes."""
    sheets = "\n".join(
        (_STATIC / name).read_text("utf-8") for name in ("style.css", "question.css")
    )
    st.html(f"<style>{sheets}</style>")


def head(lesson: Explainer, current: str) -> None:
    """The lesson's name and the menu."""
    links = "".join(_link(name, title, current) for name, title in addresses.TITLES.items())
    brand = f'<a class="xp-brand" href="{addresses.page("")}">{escape(lesson.site.title)}</a>'
    paper.put(f'{brand}<nav class="xp-nav" aria-label="Pages">{links}</nav>', "xp-head")


def foot(lesson: Explainer) -> None:
    """Where the words come from, and under which licence they stand."""
    made = "; ".join(
        f'<a href="{escape(source.address)}">{escape(source.title)}</a>,'
        f" {escape(source.publisher)}, {escape(dates.words(source.date))}"
        for source in lesson.sources
    )
    record = f'<a href="{addresses.page(addresses.SOURCES)}">the record</a>'
    paper.put(
        f"<p>Built from: {made}.</p><p>Text of this lesson: {escape(lesson.site.licence)}. "
        f"Every sentence rests on {record}.</p>",
        "xp-foot",
    )


def problems(found: Sequence[Problem], author: bool) -> None:
    """Authors see each problem at its line; visitors see that something is being mended."""
    if not found:
        return
    if not author:
        said = "A part of this lesson is being mended. The rest is here."
        paper.put(f'<p class="xp-quiet" role="status">{said}</p>')
        return
    rows = "".join(
        f"<li><code>{escape(str(problem.place))}</code> {escape(problem.message)}"
        f"<br><span>{escape(problem.hint)}</span></li>"
        for problem in found
    )
    title = f"{len(found)} to mend" if len(found) > 1 else "One thing to mend"
    paper.put(f"<h2>{title}</h2><ul>{rows}</ul>", "xp-problems")


def apology() -> None:
    """Said where a page could not be drawn."""
    said = "This page cannot be shown just now. The other pages are here."
    paper.put(f'<p class="xp-quiet" role="alert">{said}</p>')


def script(lesson: Explainer, current: str, pages: dict[str, Any]) -> None:
    """Links inside the lesson keep the visit alive, addresses open at their place."""
    language = lesson.site.language
    data = {
        "page": current,
        "pages": list(pages),
        "at": session.arriving(),
        "lang": language,
        "dir": "rtl" if language.split("-")[0] in _RIGHT_TO_LEFT else "ltr",
    }
    sent = component("page")(key="page", data=data, on_go_change=lambda: None).go
    if isinstance(sent, dict) and sent.get("page") in pages:
        session.arrive(str(sent.get("fragment", "")))
        asked = sent.get("query")
        query = {str(k): str(v) for k, v in asked.items()} if isinstance(asked, dict) else {}
        st.switch_page(pages[sent["page"]], query_params=query)


def _link(name: str, title: str, current: str) -> str:
    here = ' aria-current="page"' if name == current else ""
    return f'<a href="{addresses.page(name)}"{here}>{escape(title)}</a>'
