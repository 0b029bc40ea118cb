"""Markdown to sanitised HTML: our own renderer, so that a mark becomes a way to its source.

markdown-it reads with HTML off, we add marks, and nh3 takes away whatever is not on the list:
two locks, because a lesson's text may come from anybody.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline

from explainer.syntax import MARK, parser

_TAGS = {
    "p", "br", "em", "strong", "s", "code", "blockquote", "ul", "ol", "li", "a", "button", "span",
    "h2", "h3", "h4", "hr", "table", "thead", "tbody", "tr", "th", "td", "div", "sup",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "class", "lang", "dir"},
    "button": {"type", "class", "popovertarget"},
    "span": {"class"},
    "div": {"class", "tabindex", "role"},
    "ol": {"start"},
    "th": {"scope"},
}


@dataclass(frozen=True, slots=True)
class Links:
    """How a text is tied to the rest of the site."""

    mark: Callable[[str], str]
    """The HTML of the mark of one entry of the record, by its id."""
    target: Callable[[str, str], str]
    """The HTML of a link inside the lesson: from an id and the words (already HTML)."""


def blocks(markdown: str, links: Links) -> str:
    """Whole paragraphs, lists, tables and quotations as HTML."""
    return clean(_md.render(tight(markdown), {"links": links}))


def inline(markdown: str, links: Links) -> str:
    """One run of text as HTML without a paragraph around it."""
    return clean(_md.renderInline(" ".join(tight(markdown).split()), {"links": links}))


def clean(html: str) -> str:
    """HTML with nothing in it but what this module makes."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
        generic_attribute_prefixes={"data-", "aria-"},
    )


def text(value: str) -> str:
    """Plain text as HTML."""
    return escape(value, quote=True)


def _mark_rule(state: StateInline, silent: bool) -> bool:
    match = MARK.match(state.src, state.pos)
    if not match or match.end() > state.posMax:
        return False
    if not silent:
        token = state.push("mark_of_claim", "", 0)
        token.content = match[1].lower()
    state.pos = match.end()
    return True


def _mark(_self: RendererHTML, tokens: Any, index: int, _options: Any, env: Any) -> str:
    return str(env["links"].mark(tokens[index].content))


def _table_open(_self: RendererHTML, *_: Any) -> str:
    return '<div class="xp-table" tabindex="0" role="group" aria-label="Table"><table>'


def _table_close(_self: RendererHTML, *_: Any) -> str:
    return "</table></div>"


def _link_open(self: RendererHTML, tokens: Any, index: int, options: Any, env: Any) -> str:
    """A link inside the lesson is drawn by the site: swallow its words and hand them over."""
    target = str(tokens[index].attrGet("href") or "")
    if not target.startswith("#"):
        return str(self.renderToken(tokens, index, options, env))
    close = next(i for i in range(index, len(tokens)) if tokens[i].type == "link_close")
    words = self.renderInline(tokens[index + 1 : close], options, env)
    for token in tokens[index + 1 : close + 1]:
        token.type, token.content, token.children, token.hidden = "text", "", None, True
    return str(env["links"].target(target[1:], words))


def _made() -> MarkdownIt:
    md = parser()
    md.inline.ruler.before("link", "mark_of_claim", _mark_rule)
    md.add_render_rule("mark_of_claim", _mark)
    md.add_render_rule("table_open", _table_open)
    md.add_render_rule("table_close", _table_close)
    md.add_render_rule("link_open", _link_open)
    return md


_md = _made()

_SPACE_BEFORE_MARK = re.compile(r"\s+(?=\[\^)")


def tight(markdown: str) -> str:
    """Marks close up to the word before them, whatever spaces the author left."""
    return _SPACE_BEFORE_MARK.sub("", markdown)
