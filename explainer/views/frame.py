"""What is the same on every page: style, menu, what happened on the way here, and the foot."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from explainer import dates
from explainer.model import Explainer
from explainer.problems import Problem
from explainer.views import addresses, paper, prose, session
from explainer.views.components import component

_STATIC = Path(__file__).parents[1] / "static"
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "ps", "sd", "ckb", "yi")


@cache
def sheets() -> str:
    """Our style sheets as one."""
    return "\n".join((_STATIC / name).read_text("utf-8") for name in ("style.css", "question.css"))


def style() -> None:
    """Before anything else, so that nothing flashes. Our server puts it into the page itself."""
    if not session.has_route():
        st.html(f"<style>{sheets()}</style>")


def head(lesson: Explainer, current: str) -> None:
    paper.put(menu(lesson, current, session.has_desk()), "xp-head")


def menu(lesson: Explainer, current: str, author: bool = False) -> str:
    """The lesson's name and the pages."""
    titles, names = addresses.titles(author), addresses.menu(lesson, author)
    links = "".join(_link(name, titles[name], current) for name in names)
    title = prose.title(lesson, lesson.site.title)
    brand = f'<a class="xp-brand" href="{addresses.page("")}">{title}</a>'
    return f'{brand}<nav class="xp-nav" aria-label="Pages">{links}</nav>'


def foot(lesson: Explainer) -> None:
    """Where the words come from, and under which licence they stand."""
    made = "; ".join(
        f'<a href="{escape(source.address)}">{prose.title(lesson, source.title)}</a>,'
        f" {escape(source.publisher)}, {escape(dates.words(source.date))}"
        for source in lesson.sources
    )
    yours = f'<a href="{addresses.page(addresses.YOURS)}">Your answers: what is kept of them</a>'
    record = f'<a href="{addresses.page(addresses.SOURCES)}">the record</a>'
    paper.put(
        f"<p>Built from: {made}.</p><p>Text of this lesson: {escape(lesson.site.licence)}. "
        f"Every sentence rests on {record}.</p><p>{yours}</p>",
        "xp-foot",
    )


def silence() -> None:
    """Said where the store could not be asked: what is missing is missing here, not lost."""
    if session.is_silent():
        said = (
            "Your earlier answers cannot be read just now. Read on, and answer: "
            "what you send is kept in this browser until it is saved."
        )
        paper.put(f'<p class="xp-quiet" role="status">{said}</p>')


def problems(found: Sequence[Problem]) -> None:
    """Authors see each problem and the way to its line; visitors that something is being mended."""
    if session.is_preview():
        said = "So it would be with your drafts. Questions take answers once they are published."
        paper.put(f'<p class="xp-quiet">{said}</p>')
        return
    if not found:
        return
    if not session.is_author():
        said = "A part of this lesson is being mended. The rest is here."
        paper.put(f'<p class="xp-quiet" role="status">{said}</p>')
        return
    rows = "".join(
        f"<li>{_way(problem)} {escape(problem.message)}<br><span>{escape(problem.hint)}</span></li>"
        for problem in found
    )
    title = f"{len(found)} to mend" if len(found) > 1 else "One thing to mend"
    paper.put(f"<h2>{title}</h2><ul>{rows}</ul>", "xp-problems")


def _way(problem: Problem) -> str:
    place = problem.place
    words = f"<code>{escape(str(place))}</code>"
    if not place.file.endswith(".md"):
        return words
    return f'<a href="{escape(addresses.edited(place.file, place.line))}">{words}</a>'


def apology() -> None:
    """Said where a page could not be drawn."""
    said = "This page cannot be shown just now. The other pages are here."
    paper.put(f'<p class="xp-quiet" role="alert">{said}</p>')


def script(lesson: Explainer, current: str, pages: dict[str, Any]) -> None:
    """Links inside the lesson keep the visit alive, addresses open at their place.

    The outbox stands on every page, so that an answer that could not be sent is sent from any.
    """
    language, direction = writing(lesson)
    data = {
        "page": current,
        # Elsewhere a query is how a page is looked at, and no page of its own.
        "view": _view() if current == addresses.QUIZ else "",
        "pages": list(pages),
        "at": session.arriving(),
        "lang": language,
        "dir": direction,
        "keeps_token": not session.has_route(),
    }
    sent = component("page")(
        key="page", data=data, on_go_change=lambda: None, on_token_change=lambda: None
    ).go
    if session.has_route():
        component("outbox")(key="outbox", data={"route": addresses.ANSWER})
    if isinstance(sent, dict) and sent.get("page") in pages:
        session.arrive(str(sent.get("fragment", "")))
        asked = sent.get("query")
        query = {str(k): str(v) for k, v in asked.items()} if isinstance(asked, dict) else {}
        st.switch_page(pages[sent["page"]], query_params=query)


def _view() -> str:
    """Another for each address; a digest, since what anybody can write there is not repeated."""
    asked = json.dumps(st.query_params.to_dict(), sort_keys=True)
    return sha256(asked.encode()).hexdigest()[:8]


def writing(lesson: Explainer) -> tuple[str, str]:
    """The lesson's language, and the direction in which it is written."""
    language = lesson.site.language
    return language, "rtl" if language.split("-")[0] in _RIGHT_TO_LEFT else "ltr"


def _link(name: str, title: str, current: str) -> str:
    here = ' aria-current="page"' if name == current else ""
    return f'<a href="{addresses.page(name)}"{here}>{escape(title)}</a>'
