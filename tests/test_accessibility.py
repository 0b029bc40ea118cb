"""axe-core on every page, in both themes, on both sizes: nothing found is the floor."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from tests.proof import IS_FULL, some

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SIZES: dict[str, ViewportSize] = {
    "desktop": {"width": 1280, "height": 900},
    "phone": {"width": 390, "height": 844},
}
THEMES = ("light", "dark")
# Whether the page stands on a dark ground.
SHADE = """getComputedStyle(document.querySelector(".stApp")).backgroundColor
    .match(/[0-9]+/g).slice(0, 3).every((part) => part < 100)"""
# In the short form each theme and each size once.
LOOKS = [*product(THEMES, SIZES)] if IS_FULL else [*zip(THEMES, SIZES, strict=True)]
PAGES = (
    "", "sequence", "sequence?layer=reports", "who-says-what", "charts", "quiz",
    "quiz?question=whose-nine", "quiz?question=article-order", "quiz?question=your-rungs",
    "sources", "people", "your-answers", "come-back",
)  # fmt: skip


def violations(page: Page) -> list[str]:
    """What breaks WCAG 2.2 A or AA, by rule and element; an empty page would pass, so count."""
    options = {"runOnly": {"type": "tag", "values": WCAG}}
    response: dict[str, Any] = Axe().run(page, options=options).response
    assert len(response["passes"]) > 8
    return [
        f"{found['id']}: {node['target']} {node.get('failureSummary', '')[:160]}"
        for found in response["violations"]
        for node in found["nodes"]
    ]


@pytest.mark.proof
@pytest.mark.parametrize("name", some(PAGES, 5))
def test_no_violations(page: Page, site: str, name: str) -> None:
    """A visit for each page: it follows the reader's theme and size while it is open."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(f"{site}/{name}")
    expect(page.locator(".xp-foot")).to_be_attached(timeout=30_000)
    page.wait_for_load_state("networkidle")
    found = {look: _violations_as(page, *look) for look in LOOKS}
    assert found == {look: [] for look in LOOKS}


def _violations_as(page: Page, theme: Any, size: str) -> list[str]:
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size(SIZES[size])
    page.wait_for_function(f"() => ({SHADE}) === {str(theme == 'dark').lower()}")
    return violations(page)


def test_no_violations_with_a_card_open_and_an_answer_given(page: Page, site: str) -> None:
    page.goto(f"{site}/quiz?question=whose-nine")
    page.get_by_text("Pakistan’s", exact=True).click(timeout=30_000)
    page.get_by_role("button", name="Fairly sure").click()
    expect(page.locator(".xq-verdict")).to_be_visible()
    page.locator(".xq-result .xp-mark").first.click()
    expect(page.locator("[popover]:popover-open")).to_be_visible()

    assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_violations_where_events_are_placed_and_compared(
    page: Page, site: str, theme: Any
) -> None:
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.set_viewport_size(SIZES["phone"])
    page.goto(f"{site}/quiz?question=your-rungs")
    page.locator(".xq-rungs summary").click(timeout=30_000)
    for select in page.locator(".xq-select").all():
        select.select_option(index=3)
    page.get_by_role("button", name="Keep and compare").click()
    expect(page.locator(".xq-coded")).to_be_visible()

    assert violations(page) == []
