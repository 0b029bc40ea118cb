"""An author who saves again and again, seen by a page of theirs and by a reader's session."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.cases import FERRY
from tests.servers import Server
from tests.visits import Visit, run

WORDS = "Nobody counted for both."
FILE = "content/story/10-a-bell-at-night.md"


def lesson_in(folder: Path) -> Path:
    return Path(shutil.copytree(FERRY, folder / "ferry"))


@dataclass
class Reader:
    """Sits in the same lesson, sent on by a proxy, so that the site knows: no author."""

    heard: list[int] = field(default_factory=list)
    """The size of each message that came unasked."""


@contextmanager
def reader(server: Server) -> Iterator[Reader]:
    """Reads the story while something else goes on."""
    told, ready, over = Reader(), threading.Event(), threading.Event()

    async def sit() -> None:
        visit = Visit(server.address, headers={"X-Forwarded-For": "203.0.113.9"})
        await visit.open()
        await visit.see("")
        await visit.hear(1.0)  # Streamlit says once more that the run has ended.
        ready.set()
        while not over.is_set():
            told.heard += await visit.hear(0.2)
        await visit.close()

    thread = threading.Thread(target=run, args=(sit,))
    thread.start()
    assert ready.wait(60)
    try:
        yield told
    finally:
        over.set()
        thread.join()


def saved(page: Page, root: Path, count: int) -> list[float]:
    """Seconds from each save to the page that shows it."""
    path, text, found = root / FILE, (root / FILE).read_text("utf-8"), []
    for number in range(count):
        # No digits: a number that is not in the record would be a slip.
        words = f"Nobody counted for both, and they asked{' again' * (number + 1)}."
        path.write_text(text.replace(WORDS, words), "utf-8")
        start = time.perf_counter()
        page.wait_for_function(
            f"() => document.querySelector('.st-key-xp-prose')?.textContent.includes({words!r})",
            polling=20,
            timeout=60_000,
        )
        found.append(time.perf_counter() - start)
        # A little off the beat, so that saves meet the page's questions at any moment.
        time.sleep(0.3 + 0.037 * (number % 11))
    path.write_text(text, "utf-8")
    expect(page.get_by_text(WORDS)).to_be_visible(timeout=60_000)
    return found
