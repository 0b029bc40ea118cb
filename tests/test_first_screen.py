"""What stands in the page before the app is there: the same words, in the same place."""

from __future__ import annotations

from itertools import product
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from explainer.reading import load
from explainer.syntax import plain
from tests.conftest import ROOT
from tests.proof import some

pytestmark = pytest.mark.browser

APP = "**/static/js/index.*"
"""The script that starts the app."""

PARTS = (
    ".xp-head", ".xp-brand", ".xp-nav a:last-child", ".xp-kick", ".xp-hero h1", ".xp-dek",
    ".xp-hero .xp-meta", ".xp-content-note", ".xp-content-note p", ".st-key-xp-prose h2",
    ".st-key-xp-prose .xp p",
)  # fmt: skip

MEASURE = """([root, parts]) => parts.map((part) => {
  const thing = document.querySelector(`${root} ${part}`);
  if (!thing) return null;
  const box = thing.getBoundingClientRect();
  const style = getComputedStyle(thing);
  return [box.x, box.y, box.width, box.height].map(Math.round)
    .concat([style.fontSize, style.fontFamily, style.fontWeight, style.color]);
})"""


def measured(page: Page, root: str) -> dict[str, Any]:
    page.evaluate("document.fonts.ready.then(() => true)")
    return dict(zip(PARTS, page.evaluate(MEASURE, [root, PARTS]), strict=True))


SIZES = ((1280, 900), (768, 1024), (390, 844))


@pytest.mark.proof
@pytest.mark.parametrize(("size", "scheme"), some(product(SIZES, ("light", "dark")), 3))
def test_nothing_moves_when_the_app_takes_over(
    page: Page, site: str, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.route(APP, lambda _: None)  # held back until it is let go below
    page.goto(site, wait_until="commit")
    expect(page.locator("#xp-first .st-key-xp-prose p").first).to_be_attached()
    page.wait_for_timeout(500)
    before = measured(page, "#xp-first")
    page.unroute(APP)
    expect(page.locator("#xp-first")).to_have_count(0, timeout=30_000)

    assert measured(page, "#root") == before


def test_the_first_screen_comes_before_the_app(page: Page, site: str) -> None:
    title = plain(load(ROOT)[0].site.title)
    page.route(APP, lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(site, wait_until="commit")

    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("#root *")).to_have_count(0)


def test_an_address_within_the_story_gets_no_first_screen(page: Page, site: str) -> None:
    page.route(APP, lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(f"{site}/#the-break", wait_until="commit")

    expect(page.locator("#root")).to_be_attached()
    expect(page.locator("#xp-first")).to_have_count(0)


def test_without_scripts_the_story_can_be_read(browser: Browser, site: str) -> None:
    lesson = load(ROOT)[0]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)

    for section in lesson.sections:
        expect(page.get_by_role("heading", name=section.title)).to_be_visible()
    expect(page.locator("noscript .stApp p").first).to_be_visible()
    context.close()


def test_the_page_says_what_it_is_to_those_who_only_preview_it(page: Page, site: str) -> None:
    told = load(ROOT)[0].site
    page.route(APP, lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(f"{site}/sources", wait_until="commit")
    content = "e => e.content"

    assert page.evaluate("document.documentElement.lang") == told.language
    assert page.title() == f"Sources · {told.title}"
    for name in ("meta[name=description]", "meta[property='og:description']"):
        assert page.locator(name).evaluate(content) == plain(told.standfirst)
    assert page.locator("meta[property='og:title']").evaluate(content) == page.title()
