"""Charts on the page: a point leads to its claims and its sentence, and a picture travels."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from explainer.model import Chart
from explainer.reading import load
from tests.conftest import Serve

pytestmark = pytest.mark.browser

FERRY = Path(__file__).parent / "valid" / "ferry"


@pytest.fixture(autouse=True)
def patient(page: Page) -> None:
    """A busy machine is slow, not wrong."""
    page.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)


def visit(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".xp-foot")).to_be_attached()
    expect(page.locator(".js-plotly-plot .points path").first).to_be_attached()


def opened(page: Page) -> Locator:
    return page.locator(".xp-eventcard:popover-open")


def test_a_click_on_a_point_opens_what_stands_behind_it(page: Page, site: str) -> None:
    visit(page, f"{site}/who-says-what")
    expect(page.locator(".xp-tools").first).to_be_visible()
    page.wait_for_timeout(500)
    page.locator(".points path").first.click(force=True)

    card = opened(page)
    expect(card).to_contain_text("According to Iran; the reporter passes it on (paragraph 10).")
    expect(card).to_contain_text("Other reports: 16 January 2024")
    expect(card).to_be_focused()
    card.get_by_role("link", name="Read it in the story").click()
    told = page.locator(".st-key-xp-prose a[data-event=iran-strikes]").first
    expect(told).to_be_in_viewport()
    expect(told).to_be_focused()


def let_go(page: Page) -> None:
    """The page stays with what its address names until the reader moves."""
    page.mouse.wheel(0, 1)


def test_a_click_on_a_report_opens_what_it_says(page: Page, site: str) -> None:
    visit(page, f"{site}/charts#day-by-report")
    drawn = page.locator("[class*=st-key-xp-wide-day-by-report]")
    expect(drawn.locator(".xp-tools")).to_be_visible()
    point = drawn.locator(".points path").last
    let_go(page)
    point.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    point.hover(force=True)
    page.wait_for_timeout(300)
    point.click(force=True)

    expect(page.locator(".xp-card:popover-open")).to_contain_text("The report prints")


def test_the_keyboard_alone_opens_an_event_from_the_table(page: Page, site: str) -> None:
    visit(page, f"{site}/who-says-what")
    page.locator(".xp-data summary").first.focus()
    page.keyboard.press("Enter")
    while not page.evaluate("document.activeElement.matches('td .xp-word')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(opened(page)).to_contain_text("Iran strikes inside Pakistan")
    page.keyboard.press("Escape")

    expect(opened(page)).to_have_count(0)
    assert page.evaluate("document.activeElement.matches('td .xp-word')")


def test_words_that_name_an_event_mark_its_point(page: Page, site: str) -> None:
    visit(page, site)
    page.locator("[class*=st-key-xp-wide] .xp-tools").last.wait_for(state="attached")
    page.locator("a[data-event=recall]").first.focus()

    marked = page.locator("[class*=st-key-xp-wide] .points path.xp-pointed")
    expect(marked).to_have_count(1)


def test_charts_beside_the_story_have_a_page_of_their_own(page: Page, server: Serve) -> None:
    visit(page, f"{server(FERRY)}/charts#two-counts")
    expect(page.locator(".xp-nav [aria-current]")).to_have_text("Charts")
    expect(page.locator("#two-counts")).to_be_in_viewport()

    parts = load(FERRY)[0].charts
    charts = [block for part in parts for block in part.blocks if isinstance(block, Chart)]
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(len(charts))
    expect(page.locator(".xp-contents a")).to_have_text([part.title for part in parts])


def test_a_click_anywhere_in_an_area_opens_its_place(page: Page, site: str) -> None:
    visit(page, f"{site}/charts#the-map")
    chart = page.locator("[class*=st-key-xp-wide-the-map]")
    expect(chart.locator(".xp-tools")).to_be_visible()
    plot = chart.locator(".js-plotly-plot")
    expect(plot.locator(".fills path").first).to_be_attached()
    let_go(page)
    plot.scroll_into_view_if_needed()
    page.wait_for_timeout(1000)
    frame = plot.locator(".shapelayer path").first.bounding_box()
    assert frame
    page.mouse.move(frame["x"] + 0.75 * frame["width"], frame["y"] + 0.4 * frame["height"])
    page.wait_for_timeout(200)
    page.mouse.down()
    page.mouse.up()

    card = opened(page)
    expect(card).to_contain_text("Balochistan")
    expect(card).to_contain_text("In Pakistan")
    card.get_by_role("link", name="See all places").click()
    expect(page.locator("#balochistan-pakistan")).to_be_in_viewport()


def test_the_list_below_a_map_opens_what_a_click_opens(page: Page, site: str) -> None:
    visit(page, f"{site}/charts#the-map")
    chart = page.locator("[class*=st-key-xp-wide-the-map]")
    chart.locator(".xp-data summary").press("Enter")
    chart.get_by_role("button", name="Tehran").press("Enter")
    expect(opened(page)).to_contain_text("35.7 degrees north, 51.4 degrees east")


def test_a_mark_of_a_voice_opens_its_claim(page: Page, site: str) -> None:
    visit(page, f"{site}/charts#who-speaks")
    chart = page.locator("[class*=st-key-xp-wide-who-speaks]")
    expect(chart.locator(".xp-tools")).to_be_visible()
    page.wait_for_timeout(500)
    chart.locator(".points path").first.click(force=True)
    expect(page.locator(".xp-card:popover-open")).to_contain_text("claim 5")


@pytest.mark.parametrize("kind", ["SVG", "PNG"])
def test_a_saved_picture_says_where_it_comes_from(
    page: Page, site: str, kind: str, tmp_path: Path
) -> None:
    visit(page, f"{site}/who-says-what")
    page.locator(".xp-tools summary").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Save as {kind}").first.click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)

    if kind == "PNG":
        assert saved.read_bytes().startswith(b"\x89PNG")
        return
    words = " ".join(re.sub(r"\s+", " ", text) for text in ET.parse(saved).getroot().itertext())  # noqa: S314 (ours)
    for said in ("Each number beside the one who gives it", "Source: Reuters", "CC BY 4.0", "9"):
        assert said in words


def test_what_a_chart_offers_to_other_pages_is_that_chart(page: Page, site: str) -> None:
    visit(page, f"{site}/who-says-what")
    page.locator(".xp-tools summary").first.click()
    offered = page.get_by_label("To show it in another page, copy this").first.input_value()
    address = re.search(r'src="([^"]+)"', offered)
    assert address
    page.goto(address[1])

    expect(page.get_by_text("Each number beside the one who gives it")).to_be_visible()
    expect(page.locator(".js-plotly-plot .points path").first).to_be_attached()


def test_a_wrong_answer_leads_to_the_point(page: Page, site: str) -> None:
    page.goto(f"{site}/quiz?question=whose-nine")
    page.locator("form label").filter(has_text=re.compile("Pakistan")).first.click()
    page.get_by_role("button", name="Fairly sure").click()
    way = page.locator(".xq-read a[href^=sequence]")
    expect(way.first).to_be_visible()
    way.first.click()

    expect(page.locator(".xp-event-card:focus")).to_be_visible()
