"""Markdown to HTML: what comes out is only what we make, whatever goes in."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer import markup

LINKS = markup.Links(
    mark=lambda name: (
        f'<button type="button" class="xp-mark" popovertarget="{name}">{name}</button>'
    ),
    target=lambda name, words: f'<a href="sequence#{name}">{words}</a>',
)
SAFE = {
    "p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "button",
    "span", "h1", "h2", "h3", "h4", "hr", "table", "thead", "tbody", "tr", "th", "td", "div", "sup",
}  # fmt: skip
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java\tscript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:x)",
    "<javascript:alert(1)>",
    "![a](x onerror=alert(1))",
    '![a"onerror="alert(1)](x)',
    '[a](https://x "onmouseover=alert(1)")',
    '[a](#"><script>alert(1)</script>)',
    '[^c1"><script>]',
    "`<script>`",
    "| <script> |\n|---|\n| <b onclick=x> |",
    "<form action=x><button popovertarget=y>",
    "<a href='javascript:1'>a</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<style>*{display:none}</style>",
    "<iframe srcdoc='<script>1</script>'></iframe>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
)


class Seen(HTMLParser):
    """Every tag and attribute of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def assert_safe(html: str) -> None:
    seen = Seen(html)
    assert seen.tags <= SAFE
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name == "style"]
    for name, value in seen.attributes:
        if name == "href":
            assert ":" not in value or value.startswith(("http:", "https:", "mailto:", "sequence#"))


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("where", ["{}", "> {}", "- {}", "**{}**", "a [^c1] {} b"])
def test_nothing_foreign_comes_through(payload: str, where: str) -> None:
    assert_safe(markup.blocks(where.format(payload), LINKS))
    assert_safe(markup.inline(where.format(payload), LINKS))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="<>\"'&[](){}^#!*_`|-: \n/=abconscriptjv1;", max_size=80))
def test_no_text_makes_anything_foreign(text: str) -> None:
    assert_safe(markup.blocks(text, LINKS))


def test_a_mark_is_drawn_by_the_site_and_closes_up() -> None:
    html = markup.inline("He said so. [^C7] [^s3b]", LINKS)

    assert html.startswith("He said so.<button")
    assert 'popovertarget="c7"' in html
    assert 'popovertarget="s3b"' in html


def test_a_link_inside_the_lesson_keeps_its_words() -> None:
    html = markup.inline(
        "It [called **home**](#recall), see [it](https://example.org/?a=1&b=2)", LINKS
    )

    assert '<a href="sequence#recall"' in html
    assert ">called <strong>home</strong></a>" in html
    assert 'href="https://example.org/?a=1&amp;b=2"' in html


def test_a_mark_in_code_is_code() -> None:
    assert "<button" not in markup.inline("`[^c7]`", LINKS)


def test_tables_scroll_by_themselves() -> None:
    html = markup.blocks("| a | b |\n|---|---|\n| 1 | 2[^c1] |", LINKS)

    assert html.startswith('<div class="xp-table" tabindex="0"')
    assert html.count("<td>") == 2
