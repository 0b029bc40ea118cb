"""Every kind of chart as people see it, to look at: `python -m tests.gallery FOLDER`.

Each chart of the lesson in this repository, on a phone and on a wide page, light and dark, to
those who see colours and to those who do not, and on paper. FOLDER/index.html shows them all.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from explainer.charts import CHARTS
from explainer.reading import load
from tests.chromium import ADVICE, find_chromium
from tests.drawn import Asked, asked
from tests.servers import Server

ROOT = Path(__file__).parents[1]
WIDTHS = (340, 940)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
EYES = ("none", "achromatopsia", "protanopia", "deuteranopia", "tritanopia")
"""As Chromium simulates them; the first of these sees everything, the second only grey."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", choices=sorted(CHARTS), help="only this kind")
    parser.add_argument("--lesson", type=Path, default=ROOT, help="another lesson")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    lesson, _ = load(given.lesson)
    kinds = [given.kind] if given.kind else list(CHARTS)
    every = [one for kind in kinds for one in asked(lesson, kind)]
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        store = f"sqlite:///{Path(place).as_posix()}/answers.sqlite"
        with Server(given.lesson, store, Path(place)) as site:
            browser = playwright.chromium.launch(executable_path=_program(), args=_flags())
            for one in every:
                _show(browser, site.address, one, given.folder)
            browser.close()
    (given.folder / "index.html").write_text(_index(given.folder), "utf-8")


def _program() -> Path:
    path = find_chromium()
    if path is None:
        raise SystemExit(ADVICE)
    return path


def _flags() -> list[str]:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ["--disable-gpu", *(["--no-sandbox"] if is_root else [])]


def _show(browser: Browser, site: str, one: Asked, folder: Path) -> None:
    """All pictures of one chart. Its page has no frame around it that costs a phone its width."""
    page = browser.new_page()
    query = urlencode(dict(one.settings))
    for width in WIDTHS:
        for theme in THEMES:
            page.set_viewport_size({"width": _around(width), "height": 800})
            page.emulate_media(media="screen", color_scheme=theme)
            page.goto(f"{site}/embed/{one.kind}?{query}")
            page.locator("#xp-chart .main-svg").first.wait_for()
            page.wait_for_timeout(300)
            for eyes in _eyes(page):
                page.screenshot(path=folder / f"{one}-{width}-{theme}-{eyes}.png", full_page=True)
        _print(page, folder / f"{one}-{width}-paper.png")
    page.close()


def _around(width: int) -> int:
    """How wide a page is whose chart is this wide: its edges are 3% of it, at most 24 pixels."""
    return round(min(width / 0.94, width + 48))


def _eyes(page: Page) -> Iterator[str]:
    """The page through each pair of eyes."""
    wire: Any = page.context.new_cdp_session(page)
    for eyes in EYES:
        wire.send("Emulation.setEmulatedVisionDeficiency", {"type": eyes})
        yield "all-colours" if eyes == EYES[0] else eyes
    wire.send("Emulation.setEmulatedVisionDeficiency", {"type": EYES[0]})
    wire.detach()


def _print(page: Page, path: Path) -> None:
    """As the printer gets it: from the dark page, with all that is folded on the screen."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.wait_for_timeout(300)
    page.screenshot(path=path, full_page=True)


def _index(folder: Path) -> str:
    """Side by side, chart by chart."""
    pictures = "".join(
        f'<figure><img src="{escape(path.name)}" alt="">'
        f"<figcaption>{escape(path.stem)}</figcaption></figure>"
        for path in sorted(folder.glob("*.png"))
    )
    style = (
        "body{font:14px sans-serif;display:flex;flex-wrap:wrap;gap:1rem;background:#888}"
        "figure{margin:0}img{display:block;max-width:30rem}"
    )
    return f"<!doctype html><title>Charts</title><style>{style}</style>{pictures}"


if __name__ == "__main__":
    main()
