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


@settings(max_examples=200)
@given(st.text(alphabet="<>\"'&[](){}^#!*_`|-: \n/=abconscriptjv1;", max_size=80))
def test_no_text_makes_anything_foreign(text: str) -> None:
    assert_safe(markup.blocks(text, LINKS))


def test_a_mark_is_drawn_by_the_site_and_closes_up() -> None:
    html = markup.inline("He said so. [^C7] [^s3b]", LINKS)

    assert html.startswith('He said so.<span class="xp-marks">\u2060<button')
    assert html.count("\u2060<button") == 2
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


def test_more_than_three_marks_may_wrap() -> None:
    html = markup.inline("So.[^c1][^c2][^c3][^c4][^c5] And[^c6].", LINKS)

    assert html.count("</span>") == 2
    assert html.index("</span>") < html.index('popovertarget="c4"')
    assert [html.count(f'popovertarget="c{n}"') for n in range(1, 7)] == [1] * 6


def test_a_full_stop_stays_with_the_button_before_it() -> None:
    words = markup.Links(LINKS.mark, lambda _name, words: f'<button type="button">{words}</button>')

    html = markup.inline('A [word](#word), [another](#word)!" And [so](#word) on.', words)
    assert 'word</button>,</span> <span class="xp-marks"><button' in html
    assert "another</button>!”</span> And <button" in html
    assert html.endswith("so</button> on.")


def test_a_mark_that_leads_nowhere_leaves_nothing() -> None:
    silent = markup.Links(lambda _name: "", lambda _name, words: words)

    assert markup.inline("So.[^c1] And.", silent) == "So. And."


QUOTES = (
    ('"Said" he', "“Said” he"),
    ('It\'s "his".', "It’s “his”."),
    ("'No', the reporters' \"own 'word'\"", "‘No’, the reporters’ “own ‘word’”"),
    ("\"'Yes'\" ('so')", "“‘Yes’” (‘so’)"),
    ("in the '90s", "in the ’90s"),
    ('*"Asked"* is', "<em>“Asked”</em> is"),
    ('say "*so*"', "say “<em>so</em>”"),
    ('*asked*"', "<em>asked</em>”"),
    ('a\n"b"', "a “b”"),
    ('`"it\'s"`', '<code>"it\'s"</code>'),
    ("`it`'s", "<code>it</code>’s"),
    ('["a"](#b)', ">“a”</a>"),
    ('so.[^c1]" x', "”"),
)


@pytest.mark.parametrize(("written", "shown"), QUOTES)
def test_quotation_marks_are_a_readers(written: str, shown: str) -> None:
    assert shown in markup.inline(written, LINKS)
    assert shown.replace(" ", "") in markup.blocks(written, LINKS).replace("\n", "").replace(
        " ", ""
    )


def test_another_language_keeps_its_own_marks() -> None:
    other = markup.Links(LINKS.mark, LINKS.target, "de-AT")

    assert markup.inline('"so" geht\'s', other) == '"so" geht\'s'
    assert markup.text('"so"', "de") == "&quot;so&quot;"
    assert markup.text('"so" it\'s <b>', "en-GB") == "“so” it’s &lt;b&gt;"


def test_a_million_quotation_marks_take_no_longer_than_letters() -> None:
    assert len(markup.text("\"'" * 500_000)) == 1_000_000
