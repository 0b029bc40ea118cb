"""What every page is written on: our HTML, inside our style."""

from __future__ import annotations

from html import escape

import streamlit as st


def put(html: str, name: str = "") -> None:
    """Put HTML on the page, under a class of its own if it has a name."""
    st.html(f'<div class="{f"xp {name}".strip()}">{html}</div>')


def top(title: str, says: str) -> str:
    """The heading of a page; the focus comes here when a reader changes pages."""
    head = f'<h1 id="top" tabindex="-1">{escape(title)}</h1>'
    return f'{head}<p class="xp-dek">{escape(says)}</p>'


def table(header: tuple[str, ...], rows: str, label: str) -> str:
    """A table that scrolls by itself where the screen is too narrow. Rows are HTML."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
    return (
        f'<div class="xp-table" tabindex="0" role="group" aria-label="{escape(label)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def button(words: str, address: str, *, quiet: bool = False) -> str:
    """A link that leads on, and looks like what it is."""
    name = "xp-button xp-quietly" if quiet else "xp-button"
    return f'<a class="{name}" href="{address}">{words}</a>'


def bar(done: int, every: int, *, each: bool = False) -> str:
    """How far a learner is. `each` has it move for whatever is answered, not for new ones only."""
    share = round(100 * done / every) if every else 0
    counted = " data-each" if each else ""
    return (
        '<div class="xp-bar" role="progressbar" aria-label="Questions answered" aria-valuemin="0"'
        f' aria-valuemax="{every}" aria-valuenow="{done}"{counted}>'
        f'<span style="width:{share}%"></span></div>'
        f'<p class="xp-meta"><span data-answered>{done}</span> of {every} answered</p>'
    )
