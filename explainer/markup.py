"""Markdown to sanitised HTML: our own renderer, so that a mark becomes a way to its source.

markdown-it reads with HTML off, we add marks, and nh3 takes away whatever is not on the list:
two locks, because a lesson's text may come from anybody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby
from types import MappingProxyType
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

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
    language: str = "en"
    """Of the text; it decides which quotation marks a reader sees."""


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


def text(value: str, language: str = "en") -> str:
    """Plain text as HTML, in the quotation marks of its language."""
    return escape(_curled(value, " ", language), quote=True)


def together(marks: Iterable[str]) -> str:
    """Marks in HTML that stay with the word before them, and with each other.

    A browser may break a line before and after a button, whatever joiner stands there; not so
    where a stretch that never wraps begins with a joiner. More than three may wrap after all:
    a phone is narrow.
    """
    first, rest = list(marks)[:_TOGETHER], list(marks)[_TOGETHER:]
    kept = "".join(_JOINER + mark for mark in first)
    return f'<span class="xp-marks">{kept}</span>{"".join(rest)}' if first else ""


def _mark_rule(state: StateInline, silent: bool) -> bool:
    match = MARK.match(state.src, state.pos)
    if not match or match.end() > state.posMax:
        return False
    if not silent:
        token = state.push("mark_of_claim", "", 0)
        token.content = match[1].lower()
    state.pos = match.end()
    return True


def _marks(_self: RendererHTML, tokens: Any, index: int, _options: Any, env: Any) -> str:
    """A run of marks, drawn where it begins; the others are left out where they stand."""
    if index and tokens[index - 1].type == "mark_of_claim":
        return ""
    run = next(group for _, group in groupby(tokens[index:], key=lambda token: token.type))
    drawn = (str(env["links"].mark(token.content)) for token in run)
    return together([mark for mark in drawn if mark])


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
    drawn = str(env["links"].target(target[1:], words))
    return _closed(drawn, tokens[close + 1 : close + 2]) if drawn.startswith("<button") else drawn


def _closed(button: str, after: list[Token]) -> str:
    """A button with the full stop or comma after it, which a browser would let wrap alone."""
    sign = _CLOSING.match(after[0].content) if after and after[0].type == "text" else None
    if not sign:
        return button
    after[0].content = after[0].content[sign.end() :]
    return f'<span class="xp-marks">{button}{escape(sign[0])}</span>'


def _quotes_rule(state: StateCore) -> None:
    """Straight quotation marks become a reader's. What is code stays as it is."""
    for block in state.tokens:
        before = " "
        for token in block.children or ():
            before = _dressed(token, before, state.env["links"].language)


def _dressed(token: Token, before: str, language: str) -> str:
    """Gives the sign that the next token follows."""
    match token.type:
        case "text":
            token.content = _curled(token.content, before, language)
            return token.content[-1:] or before
        case "code_inline":
            return token.content[-1:] or before
        case "softbreak" | "hardbreak":
            return " "
        case _:
            return before


def _curled(text: str, before: str, language: str) -> str:
    """One pass, and each sign decided by the one before it: linear, as typographers are not."""
    pairs = _QUOTES.get(language.partition("-")[0].lower())
    if not pairs or not _STRAIGHT.search(text):
        return text
    return "".join(_quotes(text, before, pairs))


def _quotes(text: str, before: str, pairs: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    for written, after in zip(text, text[1:] + " ", strict=True):
        shown = written
        if written in pairs:
            opens = before.isspace() or before in _OPENING
            is_year = written == "'" and after.isdecimal()  # the '90s
            shown = pairs[written][0 if opens and not is_year else 1]
        yield shown
        before = shown


_OPENING = frozenset("([{<-/\u2013\u2014\u2018\u201c")
_STRAIGHT = re.compile("[\"']")
_QUOTES: Mapping[str, Mapping[str, tuple[str, str]]] = MappingProxyType(
    {"en": MappingProxyType({'"': ("\u201c", "\u201d"), "'": ("\u2018", "\u2019")})}
)
"""By language; a text in one that is not here keeps the signs that its author wrote."""

_CLOSING = re.compile("[.,;:!?)\u2019\u201d\u2026]+")
_JOINER = "\u2060"
_TOGETHER = 3


def _made() -> MarkdownIt:
    md = parser()
    md.inline.ruler.before("link", "mark_of_claim", _mark_rule)
    md.core.ruler.push("quotes", _quotes_rule)
    md.add_render_rule("mark_of_claim", _marks)
    md.add_render_rule("table_open", _table_open)
    md.add_render_rule("table_close", _table_close)
    md.add_render_rule("link_open", _link_open)
    return md


_md = _made()

_SPACE_BEFORE_MARK = re.compile(r"\s+(?=\[\^)")


def tight(markdown: str) -> str:
    """Marks close up to the word before them, whatever spaces the author left."""
    return _SPACE_BEFORE_MARK.sub("", markdown)
