"""axe-core on every page, in both themes, on both sizes: nothing found is the floor."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SIZES: dict[str, ViewportSize] = {
    "desktop": {"width": 1280, "height": 900},
    "phone": {"width": 390, "height": 844},
}
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


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_no_violations(page: Page, site: str, name: str, theme: Any, size: str) -> None:
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.set_viewport_size(SIZES[size])
    page.goto(f"{site}/{name}")
    expect(page.locator(".xp-foot")).to_be_attached(timeout=30_000)
    page.wait_for_load_state("networkidle")

    assert violations(page) == []


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
