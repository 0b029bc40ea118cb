"""On paper: black on white whatever the theme, nothing to press, and no picture cut off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

NARROW = """() => {
    dispatchEvent(new Event('beforeprint'));
    const app = document.querySelector('.stApp');
    app.style.width = '600px';
    const right = app.getBoundingClientRect().right;
    const cut = [...document.querySelectorAll('.js-plotly-plot .main-svg')]
        .filter(svg => svg.getBoundingClientRect().right > right + 1);
    app.style.width = '';
    return { pictures: document.querySelectorAll('.main-svg[viewBox]').length, cut: cut.length };
}"""
"""As wide as paper, looked at before the charts notice: when a page is printed, they do not."""


@pytest.fixture
def paper(page: Page, site: str) -> Page:
    """The page of voices in a dark theme, about to be printed."""
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site}/who-says-what")
    expect(page.locator(".xp-foot")).to_be_attached(timeout=30_000)
    expect(page.locator(".js-plotly-plot .points path").first).to_be_attached(timeout=30_000)
    page.wait_for_timeout(500)
    page.emulate_media(media="print")
    return page


def test_paper_is_white_and_its_words_are_black(paper: Page) -> None:
    inks = "all => [...new Set(all.map(one => getComputedStyle(one).color))]"
    assert paper.locator(".xp p, .xp li, .xp h2, .xp h3 a").evaluate_all(inks) == ["rgb(0, 0, 0)"]
    words = paper.locator(".js-plotly-plot .annotation-text")
    fills = "all => [...new Set(all.map(one => getComputedStyle(one).fill))]"
    assert words.evaluate_all(fills) == ["rgb(0, 0, 0)"]
    background = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    assert paper.evaluate(background) == "rgba(0, 0, 0, 0)"


def test_nothing_on_paper_can_only_be_pressed(paper: Page) -> None:
    for name in (".xp-nav", ".xp-tools", ".xp-spoken"):
        expect(paper.locator(name).first).to_be_hidden()
    expect(paper.locator(".xp-mark").first).to_be_visible()


def test_data_is_unfolded_and_folded_again(paper: Page) -> None:
    paper.evaluate("dispatchEvent(new Event('beforeprint'))")
    tables = paper.locator(".xp-data table")
    assert tables.count() == 2
    expect(tables.last).to_be_visible()
    paper.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(tables.last).to_be_hidden()
    expect(paper.locator(".main-svg[viewBox]")).to_have_count(0)


def test_a_picture_takes_the_width_of_the_paper(paper: Page) -> None:
    found = paper.evaluate(NARROW)
    assert found["pictures"] >= 2
    assert found["cut"] == 0
