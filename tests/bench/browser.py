"""What a reader waits for, in a real browser: text, charts, bytes, the mark of an answer.

Times are taken inside the page, frame by frame, from the start of the visit.
"""

from __future__ import annotations

import os
from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench import servers
from tests.bench.servers import Server
from tests.chromium import ADVICE, find_chromium

SLOW = 1_000_000
"""Bytes in a second on a school's Wi-Fi: 8 Mbit/s."""

SLOW_DELAY = 20
"""Milliseconds for a way there and back in such a network."""

PATIENCE = 60_000
SEND = "button.xq-check[data-sure='2']"
QUIET = 1500
"""Milliseconds without news after which a page has loaded what it will."""

_FLAGS = ("--disable-background-networking", "--disable-component-update", "--disable-gpu")

# A heading counts as seen when it stands in the page with a size, and is not made invisible.
_WATCH = """
(() => {
  const seen = (globalThis.benchSeen = {});
  const stands = (element) =>
    element.textContent.trim() &&
    element.getBoundingClientRect().height > 0 &&
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const headings = () => [...document.querySelectorAll("h1")].filter(stands);
  const found = {
    text: () => headings().length > 0,
    own: () => headings().some((heading) => !heading.closest("#xp-first")),
    chart: () => document.querySelector(".js-plotly-plot .points path"),
  };
  const look = () => {
    for (const [name, find] of Object.entries(found))
      if (!(name in seen) && find()) seen[name] = performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""

# From the press of the mouse to the first moment after the frame that shows the result. That is
# the frame that is being made, where the result came from a callback for it, or else the next:
# what a new ResizeObserver sees first, it sees at the end of the very frame.
_MARK = """
(selector) => {
  const says = (element) => element.textContent.trim() !== "";
  const count = () => [...document.querySelectorAll(selector)].filter(says).length;
  const before = count();
  globalThis.benchMark = new Promise((done) => {
    let start = 0;
    const press = (event) => { start ||= event.timeStamp; };
    document.addEventListener("click", press, { capture: true });
    const eye = new MutationObserver(() => {
      if (!start || count() <= before) return;
      eye.disconnect();
      document.removeEventListener("click", press, { capture: true });
      new ResizeObserver((_, self) => {
        self.disconnect();
        const after = new MessageChannel();
        after.port1.onmessage = () => done(performance.now() - start);
        after.port2.postMessage(0);
      }).observe(document.body);
    });
    eye.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}
"""


@dataclass(slots=True)
class Visit:
    """What one visit took: milliseconds, bytes, requests."""

    text: float
    """The first heading, whoever drew it."""
    own: float
    """The first heading that the app itself drew."""
    chart: float | None
    size: int
    requests: int


@dataclass
class _Traffic:
    """All that a page sends for and gets, its websocket included."""

    size: int = 0
    requests: int = 0
    news: int = 0

    def listen(self, page: Page, speed: int | None) -> None:
        wire = page.context.new_cdp_session(page)
        wire.on("Network.requestWillBeSent", self._asked)
        wire.on("Network.loadingFinished", self._loaded)
        wire.on("Network.webSocketFrameReceived", self._told)
        wire.send("Network.enable")
        if speed:
            slow = {"offline": False, "latency": SLOW_DELAY}
            both = {"downloadThroughput": speed, "uploadThroughput": speed}
            wire.send("Network.emulateNetworkConditions", {**slow, **both})

    def _asked(self, event: Mapping[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            self.requests += 1
            self.news += 1

    def _loaded(self, event: Mapping[str, Any]) -> None:
        self.size += int(event["encodedDataLength"])
        self.news += 1

    def _told(self, event: Mapping[str, Any]) -> None:
        frame = event["response"]
        data = frame["payloadData"]
        self.size += len(b64decode(data)) if frame["opcode"] == 2 else len(data)
        self.news += 1


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's own browser, as in the tests."""
    path = find_chromium()
    if path is None:
        raise SystemExit(ADVICE)
    sandbox = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*_FLAGS, *sandbox])
        yield browser
        browser.close()


@contextmanager
def stranger(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody whose browser knows nothing of any site."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def visit(context: BrowserContext, address: str, chart: bool, speed: int | None = None) -> Visit:
    """One visit in a new tab, until all has come that comes by itself."""
    page = context.new_page()
    page.add_init_script(_WATCH)
    traffic = _Traffic()
    traffic.listen(page, speed)
    page.goto(address, wait_until="commit")
    page.wait_for_function(f"() => benchSeen.own && (!{str(chart).lower()} || benchSeen.chart)")
    _rest(page, traffic)
    seen: dict[str, float] = page.evaluate("benchSeen")
    page.close()
    chart_seen = seen.get("chart") if chart else None
    return Visit(seen["text"], seen["own"], chart_seen, traffic.size, traffic.requests)


def _rest(page: Page, traffic: _Traffic) -> None:
    news = -1
    while news != traffic.news:
        news = traffic.news
        page.wait_for_timeout(QUIET)


# --- the mark of an answer ----------------------------------------------------------------


def marks(context: BrowserContext, server: Server, count: int) -> list[float]:
    """Milliseconds from the click to the result on the screen, so many times."""
    page = context.new_page()
    try:
        return _MARKED[server.name](page, server.address, count)
    finally:
        page.close()


def _ours(page: Page, address: str, count: int) -> list[float]:
    """A wrong answer, again and again; each is on the disk before its result is shown."""
    page.goto(f"{address}/quiz?question=what-tit-for-tat-says")
    page.get_by_label("Neither who began").check()
    _rested(page)
    found = []
    for _ in range(count):
        found.append(_timed(page, ".xq-verdict", SEND))
        page.locator("button.xq-again").click()
        page.locator(SEND).wait_for()
    return found


def _naive(page: Page, address: str, count: int) -> list[float]:
    """One question after the other: the choice itself is the answer."""
    page.goto(address)
    groups = page.locator('[data-testid="stRadio"]')
    groups.nth(16).wait_for()
    _rested(page)
    radios = '[data-testid="stRadio"] >> nth={} >> label:has(input[type=radio]) >> nth=0'
    every = range(min(count, groups.count()))
    return [_timed(page, '[data-testid="stAlert"]', radios.format(index)) for index in every]


def _static(page: Page, address: str, count: int) -> list[float]:
    page.goto(f"{address}/static.html")
    found = []
    for _ in range(count):
        page.reload()
        page.get_by_label("One side").check()
        found.append(_timed(page, "[role=status]", "button"))
    return found


_MARKED = MappingProxyType({servers.OURS: _ours, servers.NAIVE: _naive, servers.STATIC: _static})


def _rested(page: Page) -> None:
    page.wait_for_timeout(QUIET)


def _timed(page: Page, result: str, button: str) -> float:
    target = page.locator(button)
    target.scroll_into_view_if_needed()
    page.evaluate(_MARK, result)
    target.click()
    return float(page.evaluate("benchMark"))
