"""Where a page is drawn piece by piece, the focus goes to what came last of it, however late."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from explainer.views.components import whole

ADDRESS = "http://localhost/"
# What Streamlit leaves standing, until the new page's own heading takes its place.
OLD = """<!doctype html><div class="stApp" data-test-script-state="running"><input>
<main><h1 id="top">Old</h1></main></div>"""
_SWITCHES = """async address => {
    const { default: run } = await import(address);
    const data = { pages: [], lang: "en", dir: "ltr" };
    run({ data });
    history.pushState({}, "", "/next");
    run({ data });
}"""
_COMES = """() => {
    document.querySelector("main").innerHTML = '<h1 id="top">New</h1>';
    document.querySelector(".stApp").dataset.testScriptState = "notRunning";
}"""

_IS_DRAWN_ANEW = """heading => {
    const box = heading.parentElement;
    heading.remove();
    box.append(heading);
    return document.activeElement.tagName;
}"""


@pytest.fixture
def switched(page: Page) -> Page:
    """The address is the new page's, and what is seen is still the old one's."""

    def answer(route: Route) -> None:
        route.fulfill(body=OLD, content_type="text/html")

    page.route(f"{ADDRESS}**", answer)
    page.goto(ADDRESS)
    page.evaluate(_SWITCHES, f"data:text/javascript,{quote(whole('page'))}")
    return page


@pytest.mark.browser
def test_a_heading_that_comes_late_has_the_focus(switched: Page) -> None:
    # Longer than a page that is all there is watched.
    switched.wait_for_timeout(2500)
    switched.evaluate(_COMES)
    expect(switched.get_by_role("heading", name="New")).to_be_focused()


@pytest.mark.browser
def test_what_is_drawn_anew_takes_the_focus_along(switched: Page) -> None:
    switched.evaluate(_COMES)
    heading = switched.get_by_role("heading", name="New")
    expect(heading).to_be_focused()
    # A browser lets go of what is taken out, also where the same thing comes back at once.
    assert heading.evaluate(_IS_DRAWN_ANEW) == "BODY"
    expect(heading).to_be_focused()


@pytest.mark.browser
def test_a_reader_who_has_gone_on_keeps_the_focus(switched: Page) -> None:
    switched.locator("input").click()
    switched.evaluate(_COMES)
    switched.wait_for_timeout(500)
    expect(switched.locator("input")).to_be_focused()
