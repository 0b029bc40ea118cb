"""An author's saves: how long until the page shows them, and what a reader's session pays."""

from __future__ import annotations

import statistics
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import expect

from tests import saves
from tests.bench import browser
from tests.servers import Server


def measured(count: int) -> str:
    """In the ferry, whose reading takes a tenth of a second, with one reader."""
    with TemporaryDirectory(prefix="explainer-bench-") as folder, browser.chromium() as chromium:
        place = Path(folder)
        root, store = saves.lesson_in(place), f"sqlite:///{place}/answers.sqlite"
        serving = Server(root, store, place, EXPLAINER_AUTHOR="1")
        with serving as server, browser.stranger(chromium) as context:
            page = context.new_page()
            page.goto(server.address)
            expect(page.locator(".xp-foot")).to_be_attached(timeout=60_000)
            with saves.reader(server) as reader:
                taken = saves.saved(page, root, count)
    return told(taken, reader)


def told(taken: list[float], reader: saves.Reader) -> str:
    last = sorted(taken)[round(0.95 * (len(taken) - 1))]
    return (
        f"save to page: median {statistics.median(taken):.2f} s, p95 {last:.2f} s"
        f" over {len(taken)} saves; a reader's session had {len(reader.heard)} messages more"
    )
