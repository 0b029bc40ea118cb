"""The guide's pictures: what a page makes of the lines beside them, in the small lesson.

python -m tests.pictures     takes them anew, into docs/guide
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.bench.browser import chromium
from tests.cases import FERRY
from tests.conftest import ROOT
from tests.servers import Server

FOLDER = ROOT / "docs" / "guide"
WIDTH = 760


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, chromium() as browser:
        store = f"sqlite:///{place}/answers.sqlite"
        with Server(FERRY, store, Path(place)) as server:
            for name, take in PICTURES.items():
                page = browser.new_page(viewport={"width": WIDTH, "height": 900})
                page.emulate_media(reduced_motion="reduce")
                take(page, server.address).screenshot(path=FOLDER / f"{name}.png")
                page.close()


def _mark(page: Page, site: str) -> Locator:
    """A paragraph, and the card that its mark opens."""
    page.goto(f"{site}/#a-bell-at-night")
    page.locator(".xp-foot").wait_for(state="attached", timeout=30_000)
    page.set_viewport_size({"width": WIDTH, "height": 640})
    paragraph = page.locator(".xp p:visible").filter(has_text="woke the town nine times").first
    paragraph.locator(".xp-mark").first.click()
    page.locator("[popover]:popover-open").wait_for()
    page.wait_for_timeout(500)
    return page.locator(".stApp")


def _chart(page: Page, site: str) -> Locator:
    page.goto(f"{site}/embed/who-says-what?theme=light")
    page.locator("#xp-chart .main-svg").first.wait_for(timeout=30_000)
    return page.locator("figure").first


def _question(page: Page, site: str) -> Locator:
    page.goto(f"{site}/quiz?question=who-counted-nine")
    form = page.locator(".xq").first
    form.wait_for(timeout=30_000)
    return form


PICTURES: dict[str, Callable[[Page, str], Locator]] = {
    "mark": _mark,
    "chart": _chart,
    "question": _question,
}

if __name__ == "__main__":
    main()
